-- Random numbers under random formats, and the way of numbers to text and back. The seed is the first argument.
math.randomseed((...))
local random = math.random
local flags = {"", "-", "+", " ", "#", "0", "-0", "+#"}
local conversions = {"d", "i", "u", "c", "x", "X", "o", "e", "E", "f", "g", "G", "a", "A", "s", "q"}

local function number()
    local kind = random(8)
    if kind == 1 then
        return random(-100, 100)
    elseif kind == 2 then
        return random(0)
    elseif kind == 3 then
        return random() * 10 ^ random(-20, 20)
    elseif kind == 4 then
        local any = string.unpack("d", string.pack("j", random(0)))
        return any == any and any or 0
    elseif kind == 5 then
        return random(-1000, 1000) / 8
    elseif kind == 6 then
        return random(-100000, 100000) / 1000
    elseif kind == 7 then
        return random(2) == 1 and 1 / 0 or -1 / 0
    end
    return random(0, 10 ^ 6) * 1.0
end

for i = 1, 1000 do
    local format = "%" .. flags[random(#flags)] .. (random(2) == 1 and random(0, 30) or "")
        .. (random(2) == 1 and "." .. (random(5) == 1 and "" or random(0, 25)) or "")
        .. conversions[random(#conversions)]
    local value = number()
    local ok, text = pcall(string.format, format, value)
    print(i, format, ok, (text:gsub("[\0\128-\255]", function(b) return "\\" .. b:byte() end)))
    print(value, tonumber(tostring(value)), math.type(value), string.format("%.17g %a", value, value))
end
