-- Core edge case 25: nothing hidden is counted, and what has finished is neither counted nor held.
local eco = require 'eco'
assert(eco.count() == 1)
local created = coroutine.create(function() end)
local weak = setmetatable({}, { __mode = 'k' })
for _ = 1, 10 do
    weak[eco.run(function() eco.sleep(0.001) end)] = true
end
assert(eco.count() == 11)
local all, running = eco.all(), coroutine.running()
local found = false
for _, co in ipairs(all) do
    assert(type(co) == 'thread' and co ~= created)
    found = found or co == running
end
assert(#all == 11 and found)
all = nil
eco.sleep(0.02)
assert(eco.count() == 1)
collectgarbage()
collectgarbage()
assert(next(weak) == nil)
