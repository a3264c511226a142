-- Core edge case 68.
local eco, sync = require 'eco', require 'eco.sync'
local c = sync.cond()
local ran
eco.run(function() c:wait() ran = true end)
c:signal()
assert(not ran)
eco.sleep(0.002)
assert(ran)
