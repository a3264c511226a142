-- Random operations on sequences, raw and behind metamethods.
math.randomseed((...))
local random = math.random

local function position()
    local kind = random(12)
    if kind == 1 then
        return math.maxinteger
    elseif kind == 2 then
        return math.mininteger
    elseif kind == 3 then
        return nil
    elseif kind == 4 then
        return random(-3, 3) + 0.0
    elseif kind == 5 then
        return tostring(random(5))
    end
    return random(-2, 8)
end

local function shown(...)
    local list = table.pack(...)
    for i = 1, list.n do list[i] = type(list[i]) == "table" and "table" or tostring(list[i]) end
    return table.concat(list, "|")
end

local function content(t)
    local values = {}
    for i = -3, 14 do values[#values + 1] = tostring(t[i]) end
    return table.concat(values, ",")
end

local operations = {
    function(t) return table.insert(t, random(20)) end,
    function(t) return table.insert(t, position(), random(20)) end,
    function(t) return table.remove(t) end,
    function(t) return table.remove(t, position()) end,
    function(t) return table.unpack(t, random(-2, 4), random(-2, 9)) end,
    function(t) return table.move(t, random(-2, 6), random(-2, 8), random(-2, 8), random(2) == 1 and {} or nil) end,
    function(t) return table.concat(t, random(2) == 1 and "," or nil, random(-1, 3), random(3) == 1 and random(9) or nil) end,
    function(t) return table.sort(t, random(3) == 1 and function(a, b) return a > b end or nil) end,
}

for i = 1, 1000 do
    local t = {}
    for k = 1, random(0, 8) do t[k] = random(20) end
    local proxy = t
    if random(3) == 1 then
        local length = random(8) ~= 1 and function() return #t end or nil
        proxy = setmetatable({}, {__index = t, __newindex = t, __len = length})
    end
    local which = random(#operations)
    print(i, which, shown(pcall(operations[which], proxy)))
    print(content(t))
end
