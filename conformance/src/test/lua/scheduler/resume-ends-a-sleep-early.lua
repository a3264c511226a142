-- Core edge case 23: the sleep ends at once, and its timer never fires again.
local eco = require 'eco'
local time = require 'eco.time'
local began, woke, again = time.now(), nil, 0
local co = eco.run(function()
    eco.sleep(0.3)
    woke = time.now() - began
    coroutine.yield()
    again = again + 1
end)
eco._resume(co)
assert(woke == nil, '_resume never runs the coroutine itself')
eco.sleep(0)
assert(woke and woke < 0.28, woke)
eco.sleep(0.35)
assert(again == 0)
local ok, err = pcall(function() eco._resume(1) end)
assert(not ok and err:find("bad argument #1 to '_resume' (thread expected, got number)", 1, true), err)
