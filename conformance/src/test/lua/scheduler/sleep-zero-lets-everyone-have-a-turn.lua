-- Core edge case 15: sleep(0) interleaves coroutines step by step.
local eco = require 'eco'
local steps = {}
for i = 1, 3 do
    eco.run(function()
        for j = 1, 3 do
            steps[#steps + 1] = i .. ':' .. j
            eco.sleep(0)
        end
    end)
end
eco.sleep(0.01)
assert(table.concat(steps, ' ') == '1:1 2:1 3:1 1:2 2:2 3:2 1:3 2:3 3:3', table.concat(steps, ' '))
