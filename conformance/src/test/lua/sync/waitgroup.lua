-- Core edge case 72 and section 4.3.
local eco, sync = require 'eco', require 'eco.sync'
local wg = sync.waitgroup()
assert(wg:wait(0.01) == true)
local ok, err = pcall(wg.add, wg, -1)
assert(not ok and err:find('negative waitgroup counter', 1, true), err)
ok, err = pcall(wg.done, wg)
assert(not ok and err:find('negative wait group counter', 1, true), err)
assert(wg.counter == 0)
wg:add(3)
local released = 0
for _ = 1, 2 do eco.run(function() assert(wg:wait() == true) released = released + 1 end) end
local why
eco.run(function() ok, why = wg:wait(0.002) end)
for _ = 1, 3 do eco.run(function() eco.sleep(0.01) wg:done() end) end
eco.sleep(0.005)
assert(ok == nil and why == 'timeout' and released == 0)
eco.sleep(0.02)
assert(released == 2)
wg:add(1)
eco.run(function() assert(wg:wait() == true) released = released + 1 end)
wg:done()
wg:add(1)
eco.sleep(0.005)
assert(released == 3, 'a released waiter stays released')
