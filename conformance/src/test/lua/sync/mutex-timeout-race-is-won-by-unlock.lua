-- Core edge case 70: unlock runs after the waiter's time is up but before the waiter does.
local eco, sync, time = require 'eco', require 'eco.sync', require 'eco.time'
local m = sync.mutex()
local got
m:lock()
local unlocker = eco.run(function() coroutine.yield() m:unlock() end)
eco.run(function() got = table.pack(m:lock(0.001)) end)
eco._resume(unlocker)
local busy = time.now() + 0.02
while time.now() < busy do end
eco.sleep(0.01)
assert(got and got[1] == true, got and got[2])
m:unlock()
