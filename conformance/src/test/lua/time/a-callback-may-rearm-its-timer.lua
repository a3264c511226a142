-- Core edge case 58.
local eco, time = require 'eco', require 'eco.time'
local calls = 0
local tmr = time.timer(function(self)
    calls = calls + 1
    if calls < 3 then assert(self:set(0.005) == true) end
end)
assert(tmr:set(0.005) == true)
eco.sleep(0.06)
assert(calls == 3, calls)
