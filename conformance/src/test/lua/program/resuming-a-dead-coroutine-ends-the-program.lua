--! image only: ends the process
--! status: 1
--! error: cannot resume dead coroutine
-- Core edge case 24.
eco._resume(eco.run(function() end))
eco.sleep(1)
print('not reached')
