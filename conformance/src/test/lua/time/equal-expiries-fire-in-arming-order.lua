local eco, time = require 'eco', require 'eco.time'
local order = {}
for i = 1, 50 do time.at(0.01, function() order[#order + 1] = i end) end
eco.sleep(0.05)
assert(#order == 50)
for i = 1, 50 do assert(order[i] == i) end
assert(rawget(_G, '_') == nil, 'timers leave no global behind')
