-- Core edge case 57: trailing nils are dropped, inner ones kept.
local eco, time = require 'eco', require 'eco.time'
local got
local tmr = time.at(0.005, function(...) got = table.pack(...) end, nil, 2, nil)
eco.sleep(0.02)
assert(got.n == 3 and got[1] == tmr and got[2] == nil and got[3] == 2, got.n)
time.at(0.005, function(...) got = table.pack(...) end, nil, nil)
eco.sleep(0.02)
assert(got.n == 1)
