-- Waiting calls suspend the task, so they work where coroutine.yield is refused.
local eco = require 'eco'
local ticks = 0
local ticker = eco.run(function() while true do eco.sleep(0.001) ticks = ticks + 1 end end)
local t = { 3, 1, 2 }
table.sort(t, function(a, b) eco.sleep(0.001) return a < b end)
assert(t[1] == 1 and t[2] == 2 and t[3] == 3)
assert(('abc'):gsub('%w', function(c) eco.sleep(0.001) return c:upper() end) == 'ABC')
local parts, i = { 'return ', '4', '2' }, 0
assert(load(function() eco.sleep(0.001) i = i + 1 return parts[i] end)() == 42)
local obj = setmetatable({}, {
    __index = function(_, k) eco.sleep(0.001) return k end,
    __add = function() eco.sleep(0.001) return 'sum' end,
    __tostring = function() eco.sleep(0.001) return 'text' end,
    __lt = function() eco.sleep(0.001) return true end,
    __close = function() eco.sleep(0.001) end,
})
assert(obj.key == 'key' and obj + 1 == 'sum' and tostring(obj) == 'text' and (obj < obj) == true)
do local c <close> = obj end
assert(pcall(eco.sleep, 0.001))
assert(ticks > 3)
local ok, err = pcall(table.sort, { 3, 1, 2 }, function(a, b) coroutine.yield() return a < b end)
assert(not ok and err:find('attempt to yield across a C-call boundary', 1, true), err)
eco.unloop()
