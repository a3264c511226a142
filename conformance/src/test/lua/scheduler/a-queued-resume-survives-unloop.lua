-- Core edge case 19.
local eco = require 'eco'
local ran = 0
local co = eco.run(function() coroutine.yield() ran = ran + 1 end)
eco.run(function()
    eco.sleep(0)
    eco._resume(co)
    eco.unloop()
end)
eco.loop()
assert(ran == 1)
