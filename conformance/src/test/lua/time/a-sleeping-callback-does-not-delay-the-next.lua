-- Core edge case 60: the timer may be set while its callback sleeps, and the second call overlaps the first.
local eco, time = require 'eco', require 'eco.time'
local starts, ends = {}, 0
local tmr = time.timer(function()
    starts[#starts + 1] = time.now()
    eco.sleep(0.1)
    ends = ends + 1
end)
tmr:set(0.005)
eco.sleep(0.02)
tmr:set(0.01)
eco.sleep(0.04)
assert(#starts == 2 and ends == 0, #starts)
eco.sleep(0.15)
assert(ends == 2)
