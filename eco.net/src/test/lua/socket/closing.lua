-- Spec 03, edge cases 37 to 39, 42 to 44, 47 to 49.
local socket = require 'eco.socket'
local eco = require 'eco'
local file = require 'eco.internal.file'

-- What is to happen in another coroutine has happened, or does before long.
local function eventually(happened)
    for _ = 1, 1000 do
        if happened() then return end
        eco.sleep(0.005)
    end
    error('it has not happened', 2)
end

local function pair() return socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM) end

-- 37
local a, b = pair()
a:setoption('sndbuf', 4096)
local closed, result
eco.run(function()
    result = { a:send(('x'):rep(2 * 1024 * 1024)) }
    assert(closed)
end)
local queued
eco.run(function() queued = { a:send('queued') } end)
eco.run(function()
    a:close()
    assert(not result)
    closed = true
end)
eventually(function() return result and queued end)
assert(result[1] == nil and result[2] == 'canceled', result[2])
assert(queued[1] == nil and queued[2] == 'Bad file descriptor', queued[2])

-- 38
local function cancels(object, f)
    local r
    eco.run(function() r = table.pack(f()) end)
    assert(r == nil)
    object:close()
    assert(r == nil)
    eventually(function() return r end)
    assert(r and r[1] == nil and r[2] == 'canceled', r and r[2])
end
local l = socket.listen_tcp('127.0.0.1', 0)
cancels(l, function() return l:accept() end)
local u = socket.udp()
u:bind('127.0.0.1', 0)
cancels(u, function() return u:recvfrom(10) end)
a, b = pair()
cancels(a, function() return a:read('l') end)
local path = os.tmpname()
local f = io.open(path, 'w')
f:write(('x'):rep(4000000))
f:close()
a, b = pair()
cancels(a, function() return a:sendfile(path) end)
os.remove(path)

-- 39
a, b = pair()
local first
eco.run(function() first = a:read(1) end)
local ok, err = pcall(a.read, a, 1)
assert(not ok and err:find('another coroutine is already waiting on this I/O object', 1, true), err)
ok, err = pcall(a.recvfrom, a, 1)
assert(not ok and err:find('another coroutine is already waiting on this I/O object', 1, true), err)
local second = eco.reader(a:getfd())
ok, err = pcall(second.read, second, 1)
assert(not ok and err:find('another coroutine is already waiting for read on this file descriptor', 1, true), err)
b:send('1')
eventually(function() return first end)
assert(first == '1')

-- 42
local fd = a:getfd()
a:close()
a:close()
assert(a:closed() and a:getfd() == -1 and fd >= 0)
for _, call in ipairs {
    function() return a:send('x') end, function() return a:read(1) end, function() return a:recvfrom(1) end,
    function() return a:readfull(1) end, function() return a:readuntil('x') end, function() return a:accept() end,
    function() return a:bind('x') end, function() return a:listen() end, function() return a:connect('x') end,
    function() return a:sendto('x', 'y') end, function() return a:sendfile('/etc/passwd', 1) end,
    function() return a:getsockname() end, function() return a:getpeername() end,
    function() return a:setoption('sndbuf', 1) end
} do
    local v, e = call()
    assert(v == nil and e == 'Bad file descriptor', e)
end
assert(select(2, a.sock:accept()) == 'closed')
b:close()

-- a closed object does not touch whoever has its number now
local x, y = pair()
local number = x:getfd()
x:close()
local p, q = pair()
if eco.RUNTIME then
    assert(select(2, x:send('stray')) == 'Bad file descriptor')
    q:send('mine')
    assert(select(2, x:read(4)) == 'Bad file descriptor')
    assert(p:read(4) == 'mine' or p:getfd() ~= number)
end
y:close() p:close() q:close()

-- 43
do
    local s <close> = socket.udp()
    fd = s:getfd()
    local nothing <close> = nil
end
assert(file.close(fd) == nil)

-- 44
local weak = setmetatable({}, { __mode = 'v' })
local fds = {}
do
    local s, t = pair()
    weak[1], weak[2] = s, t
    fds[1], fds[2] = s:getfd(), t:getfd()
end
collectgarbage()
collectgarbage()
assert(weak[1] == nil and weak[2] == nil)
for _, n in ipairs(fds) do
    local v, e = file.close(n)
    assert(v == nil and e == 'Bad file descriptor', e)
end

-- 47
l = socket.listen_tcp('127.0.0.1', 0)
local port = l:getsockname().port
local c = socket.connect_tcp('127.0.0.1', port)
local s, peer = l:accept()
assert(peer.family == 2 and peer.ipaddr == '127.0.0.1' and peer.port == c:getsockname().port)
assert(c:getpeername().port == port and s.io and not c.io)

-- 48, 49
local echoed
eco.run(function() echoed = s:read('l') end)
assert(s:send('two ways\n') == 9)
assert(c:read('l') == 'two ways')
c:send('answer\n')
eventually(function() return echoed end)
assert(echoed == 'answer')

-- peer closes while a reader and a blocked writer wait
local r1, w1
c:setoption('sndbuf', 4096)
eco.run(function() r1 = { c:read(1) } end)
eco.run(function() w1 = { c:send(('x'):rep(8 * 1024 * 1024)) } end)
eco.sleep(0.01)
s:close()
eventually(function() return r1 and w1 end)
assert(r1 and r1[1] == nil and (r1[2] == 'closed' or r1[2] == 'Connection reset by peer'), r1 and r1[2])
assert(w1 and w1[1] == nil and (w1[2] == 'Broken pipe' or w1[2] == 'Connection reset by peer'), w1 and w1[2])
c:close() l:close()

-- a foreign close by number wakes the waiter
if eco.RUNTIME then
    a, b = pair()
    local woken
    eco.run(function() woken = { a:read(1) } end)
    assert(file.close(a:getfd()) == true)
    eventually(function() return woken end)
    assert(woken[1] == nil and woken[2] == 'canceled')
end

-- tostring and metatable
local s1 = socket.tcp()
assert(type(s1) == 'table' and tostring(s1):find('^table: '))
assert(tostring(s1.sock):find('^struct eco_socket %*: '))
assert(tostring(s1.rd):find('^struct eco_reader %*: ') and tostring(s1.wr):find('^struct eco_writer %*: '))
local mt = getmetatable(s1)
assert(mt.__close and not mt.__gc and mt.__index)
assert(getmetatable(s1.sock).__gc and getmetatable(s1.sock).__close)
ok, err = pcall(s1.sock.bind, {}, 1)
assert(not ok and err:find('struct eco_socket * expected, got table', 1, true))
