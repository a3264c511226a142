-- Core weak spot W10.
local eco = require 'eco'
local stop, turns = false, 0
local a, b
a = eco.run(function() coroutine.yield() while not stop do turns = turns + 1 eco._resume(b) coroutine.yield() end end)
b = eco.run(function() coroutine.yield() while not stop do turns = turns + 1 eco._resume(a) coroutine.yield() end end)
eco._resume(a)
eco.sleep(0.02)
stop = true
assert(turns > 10)
