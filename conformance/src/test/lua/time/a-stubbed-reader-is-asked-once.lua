-- Core edge case 65: scripts may replace the timer's reader.
local eco, time = require 'eco', require 'eco.time'
local calls, fired = 0, 0
local tmr = time.timer(function() fired = fired + 1 end)
local real = tmr.rd
tmr.rd = { read = function(_, n) calls = calls + 1 assert(n == 8) return nil, 'x' end }
assert(tmr:set(0.001) == true)
eco.sleep(0.01)
assert(calls == 1 and fired == 0)
tmr.rd = real
assert(tmr:set(0.001) == true)
eco.sleep(0.01)
assert(calls == 1 and fired == 1, fired)
