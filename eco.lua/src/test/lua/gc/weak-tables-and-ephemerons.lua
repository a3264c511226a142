--! continuations only: abandoned coroutines are collected
-- Manual 2.5.4. Weak entries vanish with their objects, others stay; ephemerons do not hold their keys.
local function count(t)
  local n = 0
  for k, v in pairs(t) do
    assert(k ~= nil and v ~= nil)
    n = n + 1
  end
  return n
end

do -- values
  local keep = {}
  local t = setmetatable({}, { __mode = 'v' })
  for i = 1, 50 do t[i] = {} end
  for i = 1, 50 do t['s' .. i] = function() return i end end
  t.keep, t.str, t.num, t[keep] = keep, ('x'):rep(50), 12, true
  collectgarbage()
  assert(count(t) == 4 and #t == 0)
  assert(t.keep == keep and t.num == 12 and t[keep])
end

do -- keys, with values that refer to them
  local t = setmetatable({}, { __mode = 'k' })
  local first = {}
  local last = first
  for _ = 1, 100 do
    local next = {}
    t[last] = { next = next, back = last }
    last = next
  end
  last = nil
  for _ = 1, 100 do
    local k = {}
    t[k] = { k }
  end
  collectgarbage()
  assert(count(t) == 100)
  local at, n = first, 0
  while t[at] do at, n = t[at].next, n + 1 end
  assert(n == 100)
  first, at = nil, nil
  collectgarbage()
  assert(next(t) == nil)
end

do -- a key that outlives the table lets go of its value
  local value = setmetatable({}, { __mode = 'v' })
  local key = {}
  do
    local t = setmetatable({}, { __mode = 'k' })
    value.it = {}
    t[key] = value.it
  end
  collectgarbage()
  collectgarbage()
  assert(value.it == nil and key)
end

do -- coroutines and their frames are objects like others
  local t = setmetatable({}, { __mode = 'kv' })
  for i = 1, 20 do
    local co
    co = coroutine.create(function() local own = co coroutine.yield() return own end)
    coroutine.resume(co)
    t[i], t[co] = co, i
  end
  collectgarbage()
  assert(next(t) == nil)
end
