-- Random formats of string.pack, what they pack, and random bytes unpacked and read as UTF-8.
math.randomseed((...))
local random = math.random
local options = {
    "b", "B", "h", "H", "i", "I", "l", "L", "j", "J", "T", "f", "d", "n", "s", "z", "x", " ", "<", ">", "=", "!", "X", "c"
}
local aligned = {"b", "i4", "d", "", "c1", "z", "j"}

local function shown(...)
    local list = table.pack(...)
    for i = 1, list.n do
        local value = list[i]
        list[i] = type(value) == "string" and value:gsub("[^ -~]", function(b) return "\\" .. b:byte() end)
            or tostring(value)
    end
    return table.concat(list, "|")
end

for i = 1, 500 do
    local format, values = {}, {}
    for _ = 1, random(1, 5) do
        local option = options[random(#options)]
        if option:find("[iIsc!]") then
            format[#format + 1] = option .. (random(3) == 1 and random(0, 17) or "")
        elseif option == "X" then
            format[#format + 1] = option .. aligned[random(#aligned)]
        else
            format[#format + 1] = option
        end
        if option:find("[szc]") then
            values[#values + 1] = ("abc\0x"):sub(1, random(0, 5))
        elseif option:find("[fdn]") then
            values[#values + 1] = random(-100, 100) / 4
        elseif option:find("[bBhHiIlLjJT]") then
            values[#values + 1] = random(3) == 1 and random(0) or random(-300, 300)
        end
    end
    format = table.concat(format)
    local ok, packed = pcall(string.pack, format, table.unpack(values))
    print(i, format, shown(ok, packed))
    print(shown(pcall(string.packsize, format)))
    if ok then
        print(shown(pcall(string.unpack, format, packed)))
        print(shown(pcall(string.unpack, format, packed, random(-3, 6))))
    end
    local raw = {}
    for k = 1, random(0, 20) do raw[k] = string.char(random(4) == 1 and 0 or random(0, 255)) end
    raw = table.concat(raw)
    print(shown(pcall(string.unpack, format, raw)))
    print(shown(pcall(utf8.len, raw, 1, -1, random(2) == 1)))
    print(shown(pcall(utf8.codepoint, raw, 1, -1, true)))
    print(shown(pcall(utf8.offset, raw, random(-3, 3))))
end
