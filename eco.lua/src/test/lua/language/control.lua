-- Tail calls, loops at the edges of the integers, goto, closures in loops, order of assignment.
local function count(n) if n == 0 then return "end" end return count(n - 1) end
assert(count(1000000) == "end")

local function even(n) if n == 0 then return true end return (function(m) return m % 2 == 0 end)(n) end
assert(even(10))

-- a tail call of a callable object, and of a method
local callable = setmetatable({}, { __call = function(self, x) return self, x end })
local function through(x) return callable(x) end
assert(select(2, through(7)) == 7)

local n = 0
for i = math.maxinteger - 1, math.maxinteger do n = n + 1 end
for i = math.mininteger, math.mininteger + 1 do n = n + 1 end
for i = math.maxinteger, math.mininteger, math.mininteger do n = n + 1 end
assert(n == 6)
for i = 1, 0 do error "never" end
for i = 3, math.huge do if i > 5 then break end n = i end
assert(n == 5)
for i = 1, -math.huge, -1 do if i < -3 then break end n = i end
assert(n == -3)
for i = 1.0, 3 do assert(math.type(i) == "float") end
for i = 1, 3.9 do assert(math.type(i) == "integer") ; n = i end
assert(n == 3)
for i = 1, 0 / 0 do error "never" end

local fs = {}
for i = 1, 3 do local j = i * 10 ; fs[i] = function() j = j + 1 ; return i, j end end
assert(select(2, fs[1]()) == 11 and select(2, fs[1]()) == 12 and select(2, fs[2]()) == 21)
for k, v in pairs { a = 1 } do fs[k] = function() return v end end
assert(fs.a() == 1)

do
  local i, seen = 1, {}
  ::top::
  local captured = i
  seen[i] = function() return captured end
  i = i + 1
  if i <= 3 then goto top end
  assert(seen[1]() == 1 and seen[3]() == 3)
end

for i = 1, 3 do
  for j = 1, 3 do
    if j == 2 then goto continue end
    n = i * 10 + j
    ::continue::
  end
end
assert(n == 33)

do local i, t = 1, {} ; i, t[i] = i + 1, 20 ; assert(i == 2 and t[1] == 20) end
do local a, b, c = (function() return 1, 2 end)() ; assert(a == 1 and b == 2 and c == nil) end
do local a, b = ((function() return 1, 2 end)()) ; assert(a == 1 and b == nil) end
do local a = { (function() return 1, 2 end)(), (function() return 1, 2 end)() } ; assert(#a == 3) end
do local a <const> = 5 ; assert(a + 1 == 6) end

local function varargs(...)
  local a, b = ...
  local function inner(...) return select("#", ...) end
  return a, b, inner(...), inner(..., 1), ...
end
assert(select("#", varargs(1, nil, nil)) == 7)
assert(select(3, varargs(1, nil, nil)) == 3 and select(4, varargs(1, nil, nil)) == 2)

-- a result list is the receiver's: changing one copy of ... leaves the other alone
local function twice(...) local t = { ... } ; t[1] = "changed" ; return ... end
assert(twice(1, 2) == 1)

-- metamethods see their operands in order
local mt = { __concat = function(a, b) return (type(a) == "table" and "T" or a) .. (type(b) == "table" and "T" or b) end }
local o = setmetatable({}, mt)
assert(1 .. o == "1T" and o .. 1 .. 2 == "T12" and "a" .. "b" .. o == "abT")
mt.__lt = function(a, b) return type(a) == "table" end
assert(o < 1 and not (1 < o) and (1 > o) == true)
mt.__eq = function() return true end
assert(o == setmetatable({}, mt) and o ~= 1)
mt.__index = function(_, k) return k .. "!" end
assert(o.x == "x!" and o[1] == "1!")
mt.__newindex = function(t, k, v) rawset(t, k, v * 2) end
o.y = 4 ; assert(o.y == 8) ; o.y = 4 ; assert(o.y == 4)
mt.__call = function(self, ...) return select("#", ...) end
assert(o(1, 2, 3, 4) == 4)
mt.__len = function() return 42 end
assert(#o == 42)

-- one site, many shapes and metatables
local function get(t) return t.v end
local function set(t, v) t.v = v end
local base = { v = "inherited" }
for i = 1, 20 do
  local t = {}
  for j = 1, i do t["k" .. j] = j end
  assert(get(t) == nil)
  set(t, i) ; assert(get(t) == i)
  set(t, nil) ; assert(get(t) == nil)
  setmetatable(t, { __index = base }) ; assert(get(t) == "inherited")
  set(t, 1) ; assert(rawget(t, "v") == 1)
  set(t, nil) ; getmetatable(t).__newindex = function() error "blocked" end
  assert(not pcall(set, t, 2))
end
local class = {} ; class.__index = class
function class:name() return "class" end
local function call(x) return x:name() end
local x = setmetatable({}, class)
for i = 1, 3 do assert(call(x) == "class") end
x.name = function() return "own" end
assert(call(x) == "own") ; x.name = nil ; assert(call(x) == "class")
class.name = function() return "changed" end
assert(call(x) == "changed")
assert(("x"):rep(2) == "xx")
