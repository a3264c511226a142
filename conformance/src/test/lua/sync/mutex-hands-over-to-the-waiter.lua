-- Core edge case 69.
local eco, sync = require 'eco', require 'eco.sync'
local m = sync.mutex()
local order = {}
assert(m:lock() == true)
eco.run(function() m:lock() order[#order + 1] = 'waiter' m:unlock() end)
assert(select('#', m:unlock()) == 0)
local ok, err = m:lock(0)
assert(ok == nil and err == 'timeout', 'the mutex is the waiter\'s already')
m:lock()
order[#order + 1] = 'unlocker'
m:unlock()
assert(table.concat(order, ' ') == 'waiter unlocker')
ok, err = pcall(m.unlock, m)
assert(not ok and err:find('unlock of unlocked mutex', 1, true), err)
