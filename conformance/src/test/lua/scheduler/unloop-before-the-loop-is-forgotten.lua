-- Core edge case 18, first half.
local eco = require 'eco'
eco.unloop()
local ran
eco.run(function() eco.sleep(0.005) ran = true end)
eco.sleep(0.02)
assert(ran)
