--! image only: ends the process
--! status: 1
--! output: partial output
--! error: uncaught-error.lua:12: boom
--! error: [C]: in function 'error'
--! error: uncaught-error.lua:12: in function <uncaught-error.lua:10>
--! error: [C]: in function 'eco.loop'
-- Core edge cases 5 and 8: both tracebacks, after what was written before.
io.write('partial output\n')
require 'eco'.run(function()
    eco.sleep(0.001)
    error('boom')
end)
