-- Spec 03, edge cases 25 to 33: reading streams through socket objects. Ruling: partial data survives timeouts.
local socket = require 'eco.socket'
local eco = require 'eco'

-- What is to happen in another coroutine has happened, or does before long.
local function eventually(happened)
    for _ = 1, 1000 do
        if happened() then return end
        eco.sleep(0.005)
    end
    error('it has not happened', 2)
end

local function pair() return socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM) end
local function is(text, v, err) assert(v == nil and err == text, err) end

-- 25
local l = socket.listen_tcp('127.0.0.1', 0)
local c = socket.connect_tcp('127.0.0.1', l:getsockname().port)
local s = l:accept()
c:close()
local data, from = s:recvfrom(10)
assert(data == '' and from.family == 0)
is('closed', s:read(1))
is('closed', s:read(1))
s:close() l:close()

-- 26
local a, b = pair()
a:send('line1\nline2')
assert(b:read('l') == 'line1')
is('timeout', b:recvfrom(10, 0.05))
assert(b:read(3) == 'lin' and b:readfull(2) == 'e2')

-- 27
a:send('abc\r')
eco.run(function() eco.sleep(0.02) a:send('\n') end)
assert(b:read('l') == 'abc')
a:send('a\rb\r\n\r\r\nkeep\r\n')
assert(b:read('l') == 'a\rb' and b:read('*l') == '\r' and b:read('L') == 'keep\r\n')
a:close() b:close()

-- 28, 29
a, b = pair()
a:send('abc') a:close()
assert(b:read('a') == 'abc')
is('closed', b:read('a'))
a, b = pair()
a:send('abc') a:close()
is('closed', b:read('l'))
a, b = pair()
a:send('abc') a:close()
is('closed', b:readfull(10))
a, b = pair()
a:close()
assert(b:read('a') == '')
is('closed', b:read('a'))

-- 30
a, b = pair()
a:send('abcENDtail')
local d, found = b:readuntil('END')
assert(d == 'abc' and found == true and b:readfull(4) == 'tail')
a:send('0123456789')
assert(select('#', b:readuntil('END')) == 1)
a:close()
assert(b:readuntil('END') == '89')
is('closed', b:readuntil('END'))
a, b = pair()
a:send('0123456789')
assert(b:readuntil('END') == '01234567')
a, b = pair()
a:send('abc')
eco.run(function() eco.sleep(0.02) a:send('d') end)
assert(b:readuntil('END') == 'ab')

-- 31
a, b = pair()
eco.run(function()
    for _ = 1, 6 do eco.sleep(0.06) a:send('x') end
end)
assert(b:readfull(6, 0.3) == 'xxxxxx')

-- 32
for _, timeout in ipairs { 0, -1, 'abc', 0 / 0, false } do
    local done
    eco.run(function() done = b:read(1, timeout) end)
    eco.sleep(0.03)
    assert(not done)
    a:send('y')
    eventually(function() return done end)
    assert(done == 'y')
end
is('timeout', b:read(1, '0.02'))

-- 33 as ruled: what timed out finds its bytes again
if eco.RUNTIME then
    a:send('abc')
    is('timeout', b:read('l', 0.02))
    is('timeout', b:readfull(5, 0.02))
    is('timeout', b:read('a', 0.02))
    a:send('def\n')
    assert(b:read('l') == 'abcdef')
end
a:send('ab')
is('timeout', b:readuntil('END', 0.02))
a:send('cEND')
assert(b:readuntil('END') == 'abc')

-- formats
for _, format in ipairs { 5.0, '5', '', '*', 'n', '*ll', false } do
    local ok, err = pcall(b.read, b, format)
    assert(not ok and err:find('invalid format', 1, true), err)
end
local ok, err = pcall(b.read, b, 0)
assert(not ok and err:find('expected size must be greater than 0', 1, true))
a:send('12345')
assert(b:readfull(5.0) == '12345')

-- TCP without a connection
local t = socket.tcp()
is('Transport endpoint is not connected', t:read(1))
is('Broken pipe', t:send('x'))
is('Invalid argument', t:accept())
