-- Core weak spot W13: closing a coroutine that the scheduler holds is no accident waiting to happen.
local eco = require 'eco'
local closed
local co = eco.run(function()
    local guard <close> = setmetatable({}, { __close = function() closed = true end })
    eco.sleep(0.01)
    error('must not run')
end)
assert(coroutine.close(co))
assert(closed)
assert(coroutine.status(co) == 'dead')
assert(eco.count() == 1)
eco.sleep(0.02)
