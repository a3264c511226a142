--! image only: ends the process
--! status: 1
--! error: stack traceback:
-- Core edge case 6.
error({})
