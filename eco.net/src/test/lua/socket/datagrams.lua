-- Spec 03, edge cases 22 to 24, and section 1.10 for UDP.
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

-- 22
local r = socket.listen_udp('127.0.0.1', 0)
local port = r:getsockname().port
local s = socket.udp()
assert(s:sendto('hello', '127.0.0.1', port) == 5)
local data, from = r:recvfrom(3)
assert(data == 'hel' and from.family == 2 and from.ipaddr == '127.0.0.1' and from.port == s:getsockname().port)
local none, err = r:recvfrom(64, 0.03)
assert(none == nil and err == 'timeout')

-- 23
assert(s:sendto('', '127.0.0.1', port) == 0)
none, err = r:recvfrom(64, 0.02)
assert(none == nil and err == 'timeout')
local c = socket.connect_udp('127.0.0.1', port)
assert(c:send('') == 0)
data, from = r:recvfrom(64, 1)
assert(data == '' and from.port == c:getsockname().port)
c:send('')
none, err = r:read(64, 1)
assert(none == nil and err == 'closed')

-- 24
none, err = s:sendto(('x'):rep(65508), '127.0.0.1', port)
assert(none == nil and err == 'Message too long')
assert(s:sendto(('x'):rep(65507), '127.0.0.1', port) == 65507)
assert(#r:recvfrom(70000) == 65507)

-- section 1.10
none, err = s:send('x')
assert(none == nil and err == 'Destination address required', err)
r:close()
assert(c:send('x') == 1)
none, err = c:recvfrom(10, 1)
assert(none == nil and err == 'Connection refused', err)
local b = socket.udp()
none, err = b:sendto('x', '255.255.255.255', 9)
assert(none == nil and (err == 'Permission denied' or err == 'Network is unreachable'), err)

-- validation comes before sending: the next sender is not blocked
assert(not pcall(s.sendto, s, 'x', 'no address', 1))
assert(not pcall(s.sendto, s, 12, '127.0.0.1', 1))
assert(not pcall(s.send, s, {}))
local l = socket.listen_udp('127.0.0.1', 0)
assert(s:sendto('after', '127.0.0.1', l:getsockname().port) == 5)
assert(l:recvfrom(10) == 'after')

-- a waiting receiver leaves others their turn
local got
eco.run(function() got = l:recvfrom(10) end)
assert(got == nil)
s:sendto('late', '127.0.0.1', l:getsockname().port)
eventually(function() return got end)
assert(got == 'late')
