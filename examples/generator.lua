-- A generator that waits inside coroutine.wrap: the consumer's loop never notices, other tasks go on meanwhile.
local eco = require 'eco'

local function readings(count)
    return coroutine.wrap(function()
        for i = 1, count do
            eco.sleep(0.02) -- a slow sensor
            coroutine.yield(i, 20 + i / 10)
        end
    end)
end

local ticks = 0
eco.run(function()
    while ticks < 6 do
        eco.sleep(0.01)
        ticks = ticks + 1
    end
end)

for i, celsius in readings(3) do
    print(('reading %d: %.1f degrees'):format(i, celsius))
end
print('meanwhile another task ticked', ticks >= 3)
