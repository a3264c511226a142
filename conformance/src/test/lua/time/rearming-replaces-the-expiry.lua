-- Core edge case 59.
local eco, time = require 'eco', require 'eco.time'
local calls, at = 0, nil
local began = time.now()
local tmr = time.timer(function() calls = calls + 1 at = time.now() - began end)
tmr:set(0.1)
tmr:set(0.01)
eco.sleep(0.15)
assert(calls == 1 and at >= 0.0095 and at < 0.08, at)
calls = 0
tmr:set(1)
tmr:cancel()
tmr:set(0.01)
eco.sleep(0.05)
assert(calls == 1)
