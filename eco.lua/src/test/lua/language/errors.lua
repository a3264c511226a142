-- Error texts name the variable, the position and the function, as the reference words them.
local function message(source, ...)
  local ok, err = pcall(assert(load(source, "=src")), ...)
  assert(not ok, source)
  return err
end

local cases = {
  { "return nosuch.field", "src:1: attempt to index a nil value (global 'nosuch')" },
  { "local t = {} ; t.x.y = 1", "src:1: attempt to index a nil value (field 'x')" },
  { "local t = {} ; return t.x.y.z", "src:1: attempt to index a nil value (field 'x')" },
  { "local t = {} ; t[1]()", "src:1: attempt to call a nil value (field 'integer index')" },
  { "local t, i = {}, 1 ; t[i]()", "src:1: attempt to call a nil value (field '?')" },
  { "local t = {} ; t:go()", "src:1: attempt to call a nil value (method 'go')" },
  { "local t ; t:go()", "src:1: attempt to index a nil value (local 't')" },
  { "local up ; return (function() return up.x end)()", "src:1: attempt to index a nil value (upvalue 'up')" },
  { "nosuch()", "src:1: attempt to call a nil value (global 'nosuch')" },
  { "local a = {} ; return a + 1", "src:1: attempt to perform arithmetic on a table value (local 'a')" },
  { "local a = {} ; return 1 + a.b", "src:1: attempt to perform arithmetic on a nil value (field 'b')" },
  { "return -{}", "src:1: attempt to perform arithmetic on a table value" },
  { "local a = 1.5 ; return a | 1", "src:1: number (local 'a') has no integer representation" },
  { "local a = {} ; return a | 1", "src:1: attempt to perform bitwise operation on a table value (local 'a')" },
  { "return 1 < {}", "src:1: attempt to compare number with table" },
  { "return {} <= {}", "src:1: attempt to compare two table values" },
  { "local a = {} ; return 'x' .. a .. 'y'", "src:1: attempt to concatenate a table value (local 'a')" },
  { "return #5", "src:1: attempt to get length of a number value" },
  { "return 1 // 0", "src:1: attempt to divide by zero" },
  { "return 1 % 0", "src:1: attempt to perform 'n" .. "%" .. "0'" },
  { "for i = 1, {} do end", "src:1: bad 'for' limit (number expected, got table)" },
  { "for i = {}, 1 do end", "src:1: bad 'for' initial value (number expected, got table)" },
  { "for i = 1, 2, {} do end", "src:1: bad 'for' step (number expected, got table)" },
  { "for i = 1, 2, 0 do end", "src:1: 'for' step is zero" },
  { "for i in 5 do end", "src:1: attempt to call a number value (for iterator 'for iterator')" },
  { "local x <close> = 5", "src:1: variable 'x' got a non-closable value" },
  { "local t = {} ; t[nil] = 1", "src:1: table index is nil" },
  { "local t = {} ; t[0/0] = 1", "src:1: table index is NaN" },
  { "return setmetatable({}, { __add = 5 }) + 1", "src:1: attempt to call a number value (metamethod 'add')" },
  { "string.rep()", "src:1: bad argument #1 to 'rep' (string expected, got no value)" },
  { "('x'):rep({})", "src:1: bad argument #1 to 'rep' (number expected, got table)" },
  { "local\nx\n=\nnil\nx()", "src:5: attempt to call a nil value (local 'x')" },
}
for _, case in ipairs(cases) do
  local got = message(case[1])
  assert(got == case[2], case[1] .. "\n  gives  " .. tostring(got) .. "\n  not    " .. case[2])
end

-- Errors of any type pass unchanged.
local object = {}
assert(select(2, pcall(error, object)) == object)
assert(select(2, pcall(error)) == nil)
assert(select(2, pcall(error, "text", 0)) == "text")

-- A message handler runs where the error is, once, and its result is the error.
local depth
local ok, err = xpcall(function() local x <close> = setmetatable({}, { __close = function() end }) ; error("e", 0) end,
  function(m) depth = debug.traceback("", 1) ; return m .. "!" end)
assert(not ok and err == "e!" and depth:find("in function 'error'", 1, true), depth)
assert(not xpcall(error, error))

-- Deep recursion is an error like any other, and a handler can still run on top of it.
local function deep(n) return 1 + deep(n + 1) end
local ok, err = pcall(deep, 1)
assert(not ok and err:find("stack overflow", 1, true), err)
ok, err = xpcall(deep, function(m) return #m > 0 and 15 end, 1)
assert(not ok and err == 15)
