-- Core weak spot W6: times beyond the clock mean "very long", not "at once".
local eco = require 'eco'
local returned
local sleeper = eco.run(function() eco.sleep(math.huge) returned = true end)
local other = eco.run(function() eco.sleep(1e16) returned = true end)
eco.sleep(0.01)
assert(not returned)
os.exit(0)
