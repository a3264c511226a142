--! image only: measures the memory of its process
-- Core edge case 30: the second burst must not need more memory than the first.
local eco = require 'eco'
local function burst()
    for _ = 1, 10 do
        for _ = 1, 2000 do
            eco.run(function() eco.sleep(0.002) end)
        end
        eco.sleep(0.01)
    end
    collectgarbage()
    collectgarbage()
    return collectgarbage('count')
end
local before = collectgarbage('count')
local first = burst()
local second = burst()
assert(second - first <= math.max(128, 0.25 * math.max(first - before, 0)), second - first)
assert(eco.count() == 1)
