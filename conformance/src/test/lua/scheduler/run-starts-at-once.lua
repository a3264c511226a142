-- Core edge case 13: eco.run runs the body before it returns.
local eco = require 'eco'
local order = {}
local co = eco.run(function() order[#order + 1] = 1 end)
order[#order + 1] = 2
assert(order[1] == 1 and order[2] == 2)
assert(type(co) == 'thread' and coroutine.status(co) == 'dead')
