-- Core edge case 61.
local eco, time = require 'eco', require 'eco.time'
local calls = 0
local tmr = time.at(0.01, function() calls = calls + 1 end)
assert(eco.count() == 2, 'an armed timer counts')
assert(select('#', tmr:cancel()) == 0)
tmr:cancel()
eco.sleep(0.02)
assert(calls == 0 and eco.count() == 1, eco.count())
assert(select('#', tmr:close()) == 0)
tmr:close()
assert(tmr.tfd == nil)
local ok, err = tmr:set(0.01)
assert(ok == nil and err == 'closed', err)
tmr:cancel()
