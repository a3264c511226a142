-- Random patterns on random subjects, well-formed or not. The seed is the first argument.
math.randomseed((...))
local random = math.random
local atoms = {
    "a", "b", "c", ".", "%a", "%d", "%s", "%w", "%S", "%A", "[ab]", "[^a]", "[a-c]", "[%d_]", "x", " ", "1", "%.",
    "[]]", "[^]]", "-", "%%"
}
local repetitions = {"", "", "", "*", "+", "-", "?"}
local malformed = {"[", "%", "(", ")", "%b", "%f", "[a", "[^", "[%"}
local replacements = {"%0", "x", "<%1>", "%2", "%%", "", "%1%0"}
local bytes = {"a", "b", "c", "x", " ", "1", "2", "_", "(", ")", ".", "]", "-", "%", "\n"}

local function item(depth)
    local kind = random(20)
    if kind == 1 and depth < 3 then
        local inner = {}
        for i = 1, random(0, 3) do inner[i] = item(depth + 1) end
        return "(" .. table.concat(inner) .. ")"
    elseif kind == 2 then
        return "%b()"
    elseif kind == 3 then
        return "%f[%w]"
    elseif kind == 4 then
        return "()"
    elseif kind == 5 then
        return "%" .. random(1, 3)
    elseif kind == 6 and random(6) == 1 then
        return malformed[random(#malformed)]
    end
    return atoms[random(#atoms)] .. repetitions[random(#repetitions)]
end

local function pattern()
    local items = {random(6) == 1 and "^" or ""}
    for i = 1, random(1, 5) do items[i + 1] = item(0) end
    items[#items + 1] = random(6) == 1 and "$" or nil
    return table.concat(items)
end

local function subject()
    local text = {}
    for i = 1, random(0, 24) do text[i] = bytes[random(#bytes)] end
    return table.concat(text)
end

local function words(text, p)
    local found = {}
    for a, b in string.gmatch(text, p) do
        found[#found + 1] = tostring(a) .. ":" .. tostring(b)
    end
    return table.concat(found, ";")
end

for i = 1, 500 do
    local p, text = pattern(), subject()
    print(i, p, text)
    print(pcall(string.find, text, p, random(5) == 1 and random(-5, 20) or nil))
    print(pcall(string.match, text, p))
    print(pcall(string.gsub, text, p, replacements[random(#replacements)], random(5) == 1 and random(0, 3) or nil))
    print(pcall(words, text, p))
end
