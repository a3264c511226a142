-- A task starts, waits once, and ends.
local eco, time = require 'eco', require 'eco.time'

local function run(count)
    local ended = 0
    local function body() eco.sleep(0) ended = ended + 1 end
    while ended < count do
        for _ = 1, 100 do eco.run(body) end
        eco.sleep(0)
        eco.sleep(0)
    end
end

local count = tonumber(arg[1] or 200000)
run(count)
local began = time.now()
run(count)
print(('%.0f'):format((time.now() - began) / count * 1e9))
