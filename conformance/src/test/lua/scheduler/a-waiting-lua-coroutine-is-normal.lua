-- While a Lua coroutine waits it has status "normal", and resuming it is refused.
local eco = require 'eco'
local inner = coroutine.create(function() eco.sleep(0.01) return 'done' end)
local status, ok, err
eco.run(function()
    eco.sleep(0)
    status = coroutine.status(inner)
    ok, err = coroutine.resume(inner)
end)
local resumed, value = coroutine.resume(inner)
assert(resumed and value == 'done')
assert(status == 'normal', status)
assert(ok == false and err == 'cannot resume non-suspended coroutine', err)
