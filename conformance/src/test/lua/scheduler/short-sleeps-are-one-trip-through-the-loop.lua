-- Core edge case 17: ten thousand sleeps below a millisecond take milliseconds, not nine seconds.
local eco = require 'eco'
local time = require 'eco.time'
local began = time.now()
for _ = 1, 10000 do
    eco.sleep(0.0009)
end
assert(time.now() - began < 3, time.now() - began)
