--! image only: measures the memory of its process
-- Manual 6.1.
assert(collectgarbage() == 0 and collectgarbage('collect') == 0)
assert(collectgarbage('incremental') == 'incremental')
assert(collectgarbage('generational') == 'incremental')
assert(collectgarbage('incremental') == 'generational')
assert(collectgarbage('setpause', 180) == 200 and collectgarbage('setpause', 200) == 180)
assert(collectgarbage('setstepmul', 300) == 100 and collectgarbage('setstepmul', 100) == 300)
assert(math.type(collectgarbage('count')) == 'float')
local ok, message = pcall(collectgarbage, 'nothing')
assert(not ok and message == "bad argument #1 to 'collectgarbage' (invalid option 'nothing')")

-- steps come to an end, and that collects
local weak = setmetatable({ {} }, { __mode = 'v' })
local steps = 0
repeat steps = steps + 1 until collectgarbage('step')
assert(weak[1] == nil and steps < 1000)

-- what is let go of shows in the count, and a steady loop does not grow
collectgarbage()
local before = collectgarbage('count')
local big = ('x'):rep(2 ^ 24)
assert(collectgarbage('count') > before + 2 ^ 14 - 1)
big = nil
collectgarbage()
assert(collectgarbage('count') < before + 2 ^ 10)
for round = 1, 5 do
  for i = 1, 20000 do local t = { i, { i } } end
  collectgarbage()
  assert(collectgarbage('count') < before + 2 ^ 10)
end
