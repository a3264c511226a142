-- debug.sethook: lines, calls, returns, counts; what a hook sees of the function that it interrupts.
local function lines(source)
  local seen = {}
  local function hook(_, line) seen[#seen + 1] = line end
  -- one line, so that only the chunk's lines are new ones
  debug.sethook(hook, "l") ; load(source)() ; debug.sethook()
  return table.concat(seen, " ")
end
assert(lines("if\nmath.sin(1)\nthen\n  A=1\nelse\n  A=2\nend\n") == "2 3 4 7")
assert(lines("local function f()\nend\nf()\nA = 1\n") == "2 3 2 4")
assert(lines("A=1\nrepeat\n  A=A+1\nuntil A==3\n") == "1 3 4 3 4")
assert(lines("local a\na=1\nwhile a<=2 do\n  a=a+1\nend\n") == "1 2 3 4 3 4 3 5")
assert(lines("for i=1,2 do\n  A=i\nend\n") == "1 2 1 2 1 3")
assert(lines("for i=1,3 do A=1 end") == "1 1 1")
assert(lines("local b = {10}\nA = b[1]\n+\nb[1]\n") == "1 3 4 3 4")

local events = {}
local function inner() return 1 end
local function tail() return inner() end
debug.sethook(function(e) events[#events + 1] = e end, "cr")
tail()
debug.sethook()
assert(table.concat(events, " ") == "return call tail call return call", table.concat(events, " "))

-- a loop that would never end is ended by a count hook
debug.sethook(function() error("enough", 0) end, "", 1000)
local ok, e = pcall(function() while true do end end)
debug.sethook()
assert(not ok and e == "enough")
debug.sethook(function() error("enough", 0) end, "", 1000)
ok, e = pcall(function() ::top:: goto top end)
debug.sethook()
assert(not ok and e == "enough")

-- locals, operands in waiting, arguments and results
local function f(a, b) local c = a + b ; return c end
local seen
debug.sethook(function(event)
  local info = debug.getinfo(2, "rf")
  if info.func ~= f then return end
  seen = seen or {}
  for i = info.ftransfer, info.ftransfer + info.ntransfer - 1 do seen[#seen + 1] = select(2, debug.getlocal(2, i)) end
end, "cr")
f(3, 4)
debug.sethook()
assert(table.concat(seen, " ") == "3 4 7")

local function peek() return select(2, debug.getlocal(2, 2)) end
local function waits(a) return (a + 1) + peek() end
debug.sethook(function() end, "l")
local sum = waits(1)
debug.sethook()
assert(sum == 4)

-- hooks belong to one coroutine
local co = coroutine.create(function() local x = 1 ; coroutine.yield(debug.gethook() ~= nil) ; return 2 end)
debug.sethook(co, function() end, "l")
assert(select(2, coroutine.resume(co)) == true and debug.gethook() == nil and debug.gethook(co) ~= nil)
