local eco = require 'eco'
local n, a, b, c
eco.run(function(...) n = select('#', ...) a, b, c = ... end, nil, 2, nil)
assert(n == 3 and a == nil and b == 2 and c == nil)

local many = {}
for i = 1, 500 do many[i] = i end
eco.run(function(...) n = select('#', ...) c = select(500, ...) end, table.unpack(many))
assert(n == 500 and c == 500)

local ok, err = pcall(function() eco.run(setmetatable({}, { __call = print })) end)
assert(not ok and err:find("bad argument #1 to 'run' (function expected, got table)", 1, true), err)
ok, err = pcall(eco.run, 1)
assert(not ok and err == "bad argument #1 to 'eco.run' (function expected, got number)", err)
