local eco = require 'eco'
local steps = {}
local co = eco.run(function()
    eco.sleep(10)
    steps[#steps + 1] = 'early'
end)
assert(coroutine.status(co) == 'suspended')
assert(coroutine.resume(co))
assert(steps[1] == 'early')
assert(coroutine.status(co) == 'dead')
