-- Spec 01, edge cases 31 to 38, 52: eco.io, and what waiting means for all descriptor objects.
local eco = require 'eco'
local socket = require 'eco.socket'
local file = require 'eco.internal.file'

local function pair()
    local a, b = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
    return a, b, a:getfd(), b:getfd()
end

local function fails(text, f, ...)
    local ok, err = pcall(f, ...)
    assert(not ok and tostring(err):find(text, 1, true), err)
end

local function eventually(happened)
    for _ = 1, 1000 do
        if happened() then return end
        eco.sleep(0.005)
    end
    error('it has not happened', 2)
end

local function busy(seconds)
    local time = require 'eco.time'
    local stop = time.now() + seconds
    while time.now() < stop do end
end

-- 31
local a, b, fa, fb = pair()
local io = eco.io(fa)
fails('invalid', io.wait, io, 0)
fails('invalid', io.wait, io, eco.READ | 0x100)
assert(io:wait(eco.WRITE, 0.2) == true)
assert(io:wait(eco.READ | eco.WRITE, 0.2) == true)

-- 32, 35
for _, timeout in ipairs { 0, -5, 'soon', {}, 0 / 0 } do
    local done, err
    eco.run(function() done, err = 'pending', nil done, err = io:wait(eco.READ, timeout) end)
    eco.sleep(0.02)
    assert(done == 'pending')
    io:cancel()
    assert(done == 'pending')
    io:cancel()
    eventually(function() return done ~= 'pending' end)
    assert(done == nil and err == 'canceled')
end
assert(select(2, io:wait(eco.READ, 0.01)) == 'timeout')

-- 33
local first
eco.run(function() first = { io:wait(eco.READ) } end)
fails('another coroutine is already waiting on this I/O object', io.wait, io, eco.READ)
local rd = eco.reader(fa)
fails('another coroutine is already waiting for read on this file descriptor', rd.read, rd, 1)
fails('another coroutine is already waiting for read on this file descriptor', rd.wait, rd)
assert(not first)
b:send('x')
eventually(function() return first end)
assert(first[1] == true)
-- level-triggered: it is still there
assert(io:wait(eco.READ, 1) == true)
assert(rd:read(1) == 'x')

-- 34
local read, written
a:setoption('sndbuf', 4096)
eco.run(function() read = rd:read(1) end)
eco.run(function() written = a:send(('y'):rep(200000)) end)
assert(not read and not written)
b:send('z')
eventually(function() return read end)
assert(read == 'z' and not written)
assert(#b:readfull(200000) == 200000)
eventually(function() return written end)

-- 36
local c, d, fc = pair()
c:setoption('sndbuf', 4096)
local wr = eco.writer(fc)
local outcome
eco.run(function() outcome = { wr:write(('w'):rep(300000)) } end)
local crd = eco.reader(fc)
eco.run(function()
    crd:read(1)
    wr:cancel()
end)
eco.run(function()
    d:send('!')
    d:readfull(1)
end)
eventually(function() return outcome end)
assert(outcome[1] == nil and outcome[2] == 'canceled')

-- 37: what is due and what is there at once: the time was up first
local e, f, fe = pair()
local erd = eco.reader(fe)
local late
eco.run(function() late = { erd:read(5, 0.02) } end)
f:send('there')
busy(0.05)
eventually(function() return late end)
assert(late[1] == nil and late[2] == 'timeout', late[2])
assert(erd:read(5, 1) == 'there')

-- 38
late = nil
eco.run(function() late = { erd:read(5) } end)
f:send('again')
erd:cancel()
eventually(function() return late end)
assert(late[1] == nil and late[2] == 'canceled')
assert(erd:read(5, 1) == 'again')

-- a wait that is resumed by hand is over
local resumed
local co = eco.run(function() resumed = { io:wait(eco.READ) } end)
eco._resume(co)
eventually(function() return resumed end)
assert(resumed[1] == true)
local data
co = eco.run(function() data = rd:read(1) end)
eco._resume(co)
eco.sleep(0.01)
assert(not data)
b:send('q')
eventually(function() return data end)

-- 52
local path = os.tmpname()
local h = assert(_G.io.open(path, 'w'))
h:write('123')
h:close()
assert(eco.reader(9999) == nil)
assert(select(2, eco.reader(9999)) == 'Bad file descriptor' and select(2, eco.io(-1)) == 'Bad file descriptor')
fails('number expected', eco.reader)
fails('userdata expected, got nil', eco.reader, 0, nil)
fails('userdata expected, got number', eco.writer, 0, 1)
os.remove(path)

-- the objects
for name, object in pairs { eco_io = io, eco_reader = rd, eco_writer = wr } do
    assert(type(object) == 'userdata' and tostring(object):find('^struct ' .. name .. ' %*: '))
    local mt = getmetatable(object)
    assert(mt.__gc and mt.__close and mt.__index.cancel and mt.__index.wait and mt.__name == 'struct ' .. name .. ' *')
end
fails('struct eco_io * expected, got struct eco_reader *', io.wait, rd, 1)

-- closing one ends its use, not the descriptor
do
    local scoped <close> = eco.reader(fe)
end
local gone = eco.reader(fe)
getmetatable(gone).__close(gone)
gone:cancel()
if eco.RUNTIME then
    assert(select(2, gone:read(1)) == 'closed')
end
f:send('on')
assert(erd:read(2) == 'on')
