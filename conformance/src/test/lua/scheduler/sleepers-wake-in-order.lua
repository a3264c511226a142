-- Core edge case 14: equal sleeps wake in the order they began; a shorter one overtakes.
local eco = require 'eco'
local woken = {}
for i = 1, 5 do
    eco.run(function() eco.sleep(0.02) woken[#woken + 1] = i end)
end
eco.run(function() eco.sleep(0.01) woken[#woken + 1] = 'first' end)
eco.sleep(0.05)
assert(table.concat(woken, ' ') == 'first 1 2 3 4 5', table.concat(woken, ' '))
