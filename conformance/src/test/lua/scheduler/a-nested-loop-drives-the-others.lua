-- Core edge case 20: eco.loop() in a coroutine runs everything else until nothing is left, and returns nothing.
local eco = require 'eco'
local done = 0
eco.run(function() eco.sleep(0.005) done = done + 1 end)
eco.run(function() eco.sleep(0.010) done = done + 1 end)
assert(select('#', eco.loop()) == 0)
assert(done == 2)
