-- Spec 01, edge cases 39 to 48, as ruled: what a timeout interrupts keeps its bytes.
local eco = require 'eco'
local socket = require 'eco.socket'

local function pair()
    local a, b = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
    return a, eco.reader(b:getfd()), b
end

local function is(text, v, err, ...)
    assert(v == nil and err == text and select('#', ...) == 0, err)
end

-- 39
local a, rd, keep = pair()
a:send('hello\nworld\r\nbyeENDtail')
assert(rd:read('*l') == 'hello' and rd:read('*L') == 'world\r\n')
local data, found = rd:readuntil('END')
assert(data == 'bye' and found == true and rd:read(4) == 'tail')

-- 40
a:send('a\r\r\n\r\n' .. ('x'):rep(4095) .. '\r\n')
assert(rd:read('l') == 'a\r' and rd:read('l') == '' and #rd:read('l') == 4095)

-- 41
a:send('abcd')
assert(select('#', rd:readuntil('END')) == 1)
a:send('EFENDtail')
data, found = rd:readuntil('END')
assert(data == 'cdEF' and found == true and rd:read(4) == 'tail')

-- 42
a:send(('x'):rep(10000) .. 'END')
assert(#rd:readuntil('END') == 4094 and #rd:readuntil('END') == 4094)
data, found = rd:readuntil('END')
assert(#data == 1812 and found == true)

-- 43 as ruled
if eco.RUNTIME then
    a:send('abc')
    is('timeout', rd:read('l', 0.02))
    a:send('def\n')
    assert(rd:read('l') == 'abcdef')
    a:send('abc')
    is('timeout', rd:readfull(5, 0.02))
    a:send('de')
    assert(rd:readfull(5) == 'abcde')
    a:send('abc')
    is('timeout', rd:read('a', 0.02))
    assert(rd:read(10) == 'abc')
end

-- 44
a:send('ab')
is('timeout', rd:readuntil('END', 0.02))
a:send('cEND')
data, found = rd:readuntil('END')
assert(data == 'abc' and found == true)

-- 45
a:close()
assert(rd:read('a') == '')
is('closed', rd:read('a'))
local a2, rd2, keep2 = pair()
a2:close()
-- 46
is('closed', rd2:read(1))
is('closed', rd2:read('a'))

-- 47
local a3, rd3, keep3 = pair()
a3:send('one\ntwo\n')
assert(rd3:read('l') == 'one')
is('timeout', rd3:wait(0.02))
assert(rd3:read('l') == 'two')

-- 48
eco.run(function()
    for _ = 1, 4 do eco.sleep(0.06) a3:send('x') end
end)
assert(rd3:readfull(4, 0.2) == 'xxxx')

-- sizes and formats
for _, call in ipairs {
    { rd3.read, 0, 'expected size must be greater than 0' }, { rd3.read, -1, 'expected size must be greater than 0' },
    { rd3.read, 5.0, 'invalid format' }, { rd3.read, '5', 'invalid format' }, { rd3.read, '*ll', 'invalid format' },
    { rd3.readfull, 0, 'size must be greater than 0' }, { rd3.readfull, 'x', 'number expected, got string' },
    { rd3.readuntil, '', 'needle length must be 1~256 bytes' },
    { rd3.readuntil, ('n'):rep(257), 'needle length must be 1~256 bytes' }
} do
    local ok, err = pcall(call[1], rd3, call[2])
    assert(not ok and err:find(call[3], 1, true), err)
end
a3:send('12121')
data, found = rd3:readuntil(21)
assert(data == '1' and found == true and rd3:readfull('2') == '21')
