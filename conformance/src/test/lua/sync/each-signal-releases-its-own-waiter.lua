-- Core weak spots W4, W5: no double wake-ups, no lost ones; each value goes to its own waiter, oldest first.
local eco, sync = require 'eco', require 'eco.sync'
local c = sync.cond()
local got = {}
for i = 1, 3 do eco.run(function() got[i] = c:wait() end) end
assert(c:signal('a') and c:signal('b') and c:signal('c') and not c:signal('d'))
eco.sleep(0)
assert(got[1] == 'a' and got[2] == 'b' and got[3] == 'c')
local ok, err = c:wait(0.005)
assert(ok == nil and err == 'timeout', 'no credit is left over')
local timeouts = 0
for _ = 1, 5 do
    eco.run(function()
        local _, why = c:wait(0.01)
        assert(why == 'timeout')
        timeouts = timeouts + 1
        eco.sleep(0.01)
    end)
end
eco.sleep(0.05)
assert(timeouts == 5)
local released, late = 0, 0
for _ = 1, 2 do eco.run(function() c:wait() released = released + 1 end) end
assert(c:broadcast() == 2)
eco.run(function() if c:wait(0.01) then late = late + 1 end end)
eco.sleep(0.03)
assert(released == 2 and late == 0)
