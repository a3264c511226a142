-- To-be-closed variables: order, errors, every way out.
local log = {}
local function closable(name, fails)
  return setmetatable({}, { __close = function(_, e)
    log[#log + 1] = name .. ":" .. tostring(e)
    if fails then error(fails, 0) end
  end })
end
local function taken()
  local s = table.concat(log, " ")
  log = {}
  return s
end

do local a <close>, b = closable "a", 1 ; local c <close> = closable "c" end
assert(taken() == "c:nil a:nil")

for i = 1, 2 do local x <close> = closable("l" .. i) ; if i == 2 then break end end
assert(taken() == "l1:nil l2:nil")

local function returns() local x <close> = closable "r" ; return 1, 2, 3 end
assert(select("#", returns()) == 3 and taken() == "r:nil")

do
  local n = 0
  ::again::
  do local x <close> = closable("g" .. n) ; n = n + 1 ; if n < 3 then goto again end end
  assert(taken() == "g0:nil g1:nil g2:nil")
end

local ok, e = pcall(function()
  local a <close> = closable("a", "second")
  local b <close> = closable("b", "first")
  error("start", 0)
end)
assert(not ok and e == "second" and taken() == "b:start a:first")

ok, e = pcall(function() local a <close> = closable("a", "in close") ; return 1 end)
assert(not ok and e == "in close" and taken() == "a:nil")

do
  local function iterate() return function(_, i) i = i + 1 ; if i < 4 then return i end end, nil, 0, closable "it" end
  for i in iterate() do if i == 2 then break end end
  assert(taken() == "it:nil")
  for i in iterate() do end
  assert(taken() == "it:nil")
end

do local x <close> = nil ; local y <close> = false end

-- repeat tests its condition inside the scope
do
  local n = 0
  repeat local x <close> = closable "u" ; n = n + 1 until n == 2 and x ~= nil
  assert(taken() == "u:nil u:nil")
end

-- coroutine.close closes what is pending; a failed coroutine keeps it pending until then
local co = coroutine.create(function() local x <close> = closable "y" ; coroutine.yield(1) end)
coroutine.resume(co)
assert(taken() == "" and coroutine.close(co) and taken() == "y:nil" and coroutine.status(co) == "dead")

co = coroutine.create(function() local x <close> = closable "z" ; error("oops", 0) end)
ok, e = coroutine.resume(co)
assert(not ok and e == "oops" and taken() == "" and coroutine.status(co) == "dead")
ok, e = coroutine.close(co)
assert(not ok and e == "oops" and taken() == "z:oops")
assert(coroutine.close(co))

co = coroutine.create(function() local x <close> = closable("w", "replaced") ; coroutine.yield() end)
coroutine.resume(co)
ok, e = coroutine.close(co)
assert(not ok and e == "replaced" and taken() == "w:nil")

local wrapped = coroutine.wrap(function() local x <close> = closable "v" ; error("bad", 0) end)
ok, e = pcall(wrapped)
assert(not ok and e == "bad" and taken() == "v:bad")

-- yields inside __close
co = coroutine.wrap(function()
  local x <close> = setmetatable({}, { __close = function() coroutine.yield("closing") end })
  return "done"
end)
assert(co() == "closing" and co() == "done")
