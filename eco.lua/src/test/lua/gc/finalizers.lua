-- Manual 2.5.3.
local order = {}
local mt = { __gc = function(o) order[#order + 1] = o.n end }

do -- once each, latest mark first, errors do not stop the others
  for n = 1, 100 do setmetatable({ n = n }, mt) end
  setmetatable({}, { __gc = function() error('lost') end })
  for n = 101, 200 do setmetatable({ n = n }, mt) end
  collectgarbage()
  assert(#order == 200)
  for i = 1, 200 do assert(order[i] == 201 - i) end
  collectgarbage()
  assert(#order == 200)
end

do -- resurrection, and marking again
  local kept
  local again = {}
  again.__gc = function(o)
    kept = o
    o.times = o.times + 1
    if o.times < 3 then setmetatable(o, again) end
  end
  setmetatable({ times = 0 }, again)
  for times = 1, 3 do
    collectgarbage()
    assert(kept.times == times)
    kept = nil
  end
  collectgarbage()
  assert(kept == nil)
end

do -- they run by themselves too, while a loop allocates
  local done = false
  setmetatable({}, { __gc = function() done = true end })
  repeat local _ = {} until done
end

do -- not while the collector is stopped, unless it is asked to collect
  local done = false
  collectgarbage('stop')
  assert(not collectgarbage('isrunning'))
  setmetatable({}, { __gc = function() done = true end })
  collectgarbage()
  assert(done)
  collectgarbage('restart')
  assert(collectgarbage('isrunning'))
end

do -- what they must not do
  local yielded, collected, count = true, true, true
  setmetatable({}, { __gc = function()
    yielded = pcall(coroutine.yield)
    collected = collectgarbage()
    count = collectgarbage('count')
  end })
  coroutine.wrap(function() collectgarbage() end)()
  assert(yielded == false and not collected and not count)
end

do -- entries by the object: gone as a value, still there as a key
  local values = setmetatable({}, { __mode = 'v' })
  local keys = setmetatable({}, { __mode = 'k' })
  local seen
  do
    local o = setmetatable({}, { __gc = function(o) seen = { values[1], keys[o] } end })
    values[1], keys[o] = o, 'key'
  end
  collectgarbage()
  assert(seen[1] == nil and seen[2] == 'key')
  collectgarbage()
  assert(next(keys) == nil)
end

do -- a field that comes later does not count; the function is looked up late
  local late, ran = {}, 0
  setmetatable({}, late)
  late.__gc = function() ran = ran + 1 end
  collectgarbage()
  assert(ran == 0)
  local replaced = { __gc = true }
  setmetatable({}, replaced)
  replaced.__gc = function() ran = ran + 1 end
  collectgarbage()
  assert(ran == 1)
end
