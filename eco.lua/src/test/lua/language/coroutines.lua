-- Coroutines: transfer of values, status, yields through every kind of call, refusals.
local co = coroutine.create(function(a, b)
  local c = coroutine.yield(a + b)
  local d, e = coroutine.yield(c * 2)
  return d, e, nil
end)
assert(select(2, coroutine.resume(co, 1, 2)) == 3)
assert(select(2, coroutine.resume(co, 10)) == 20)
local r = table.pack(coroutine.resume(co, "x", "y"))
assert(r.n == 4 and r[2] == "x" and r[3] == "y")
assert(coroutine.status(co) == "dead")
local ok, e = coroutine.resume(co)
assert(not ok and e == "cannot resume dead coroutine")

local outer
outer = coroutine.wrap(function()
  local me = coroutine.running()
  local inner = coroutine.wrap(function()
    assert(coroutine.status(me) == "normal")
    local ok, e = coroutine.resume(me)
    assert(not ok and e == "cannot resume non-suspended coroutine")
  end)
  inner()
  assert(coroutine.status(me) == "running")
  local ok, e = coroutine.resume(me)
  assert(not ok and e == "cannot resume non-suspended coroutine")
end)
outer()

-- yields cross pcall, metamethods, iterators
local mt = { __add = function(a, b) return coroutine.yield("add") end, __index = function(_, k) return coroutine.yield(k) end,
  __lt = function() return coroutine.yield("lt") end, __concat = function() return coroutine.yield("cat") end }
co = coroutine.wrap(function()
  local o = setmetatable({}, mt)
  local sum, field, less, cat = o + 1, o.name, o < o, o .. "x"
  local good, err = pcall(function() coroutine.yield("p") ; error("inside", 0) end)
  for v in function() return coroutine.yield("it") end do return sum, field, less, cat, good, err, v end
end)
assert(co() == "add" and co(1) == "name" and co(2) == "lt" and co(3) == "cat" and co(4) == "p" and co() == "it")
r = table.pack(co(5))
assert(r[1] == 1 and r[2] == 2 and r[3] == true and r[4] == 4 and r[5] == false and r[6] == "inside" and r[7] == 5)

-- refusals
if select(2, coroutine.running()) then -- a plain main thread; under eco the main chunk is a coroutine
    assert(not coroutine.isyieldable())
    ok, e = pcall(coroutine.yield)
    assert(not ok and e == "attempt to yield from outside a coroutine")
end
co = coroutine.wrap(function() return pcall(table.sort, { 3, 2, 1 }, coroutine.yield) end)
ok, e = co()
assert(not ok and e == "attempt to yield across a C-call boundary")

-- a yield is possible again after an error left a forbidden region
co = coroutine.wrap(function()
  pcall(table.sort, { 3, 2, 1 }, function() error "x" end)
  return coroutine.yield("good")
end)
assert(co() == "good")

-- too many nested resumes are an error, not a crash
local function nest() return coroutine.wrap(nest)() end
ok, e = pcall(nest)
assert(not ok and tostring(e):find("C stack overflow", 1, true), e)

-- a traceback of a suspended and of a failed coroutine shows its own stack
local function leaf() coroutine.yield() end
co = coroutine.create(function() leaf() end)
coroutine.resume(co)
local t = debug.traceback(co)
assert(t:find("in function 'coroutine.yield'", 1, true) and t:find("in upvalue 'leaf'", 1, true), t)
co = coroutine.create(function() local x = nil ; x() end)
coroutine.resume(co)
assert(debug.traceback(co):find("coroutines.lua:", 1, true))

-- many, abandoned
for i = 1, 1000 do coroutine.wrap(function() coroutine.yield(i) end)() end

-- wrap adds the position of the caller to texts
local w = coroutine.wrap(function() error("plain", 0) end)
ok, e = pcall(function() w() end)
assert(e:match("coroutines.lua:%d+: plain$"), e)
