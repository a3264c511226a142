-- Core edge case 62.
local eco, time = require 'eco', require 'eco.time'
local fired = {}
time.on(0, function() fired[#fired + 1] = 'zero' end)
time.on(time.now() - 10, function() fired[#fired + 1] = 'past' end)
local began = time.now()
local after
time.at(0, function() after = time.now() - began end)
time.on(time.now() + 0.02, function() fired[#fired + 1] = 'future' end)
eco.sleep(0.01)
assert(#fired == 2 and after and after >= 0.0005, after)
eco.sleep(0.03)
assert(fired[3] == 'future')
