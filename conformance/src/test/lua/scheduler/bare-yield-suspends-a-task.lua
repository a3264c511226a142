-- coroutine.yield in a tracked coroutine drops its values, returns nothing, and waits for _resume.
local eco = require 'eco'
local results
local co = eco.run(function() results = table.pack(coroutine.yield(1, 2)) end)
assert(eco.count() == 2)
assert(coroutine.status(co) == 'suspended')
eco._resume(co)
eco.sleep(0)
assert(results.n == 0)
assert(coroutine.status(co) == 'dead' and eco.count() == 1)
