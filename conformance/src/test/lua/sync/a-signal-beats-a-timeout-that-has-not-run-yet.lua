local eco, sync, time = require 'eco', require 'eco.sync', require 'eco.time'
local c = sync.cond()
local signaled, got, err
-- The signaller sleeps less than the waiter waits, so it is queued first when both are due.
eco.run(function() eco.sleep(0.002) signaled = c:signal('late') end)
eco.run(function() got, err = c:wait(0.003) end)
eco.run(function()
    eco.sleep(0)
    local busy = time.now() + 0.02
    while time.now() < busy do end
end)
eco.sleep(0.03)
assert(signaled == true and got == 'late', err)
