-- Spec 03, edge cases 34 to 36, 40, 41.
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

-- 34
local a, b = pair()
assert(a:send(12.5) == 4 and b:read(10) == '12.5')
assert(a:write('x') == 1 and math.type(a:send('y')) == 'integer')
assert(b:readfull(2) == 'xy')
assert(not pcall(a.send, a) and not pcall(a.send, a, nil))
assert(a:send('') == 0)
b:close()
local ok, err
repeat ok, err = a:send('x') until not ok
assert(err == 'Broken pipe', err)
a:close()

-- 35
a, b = pair()
a:setoption('sndbuf', 4096)
local big = ('0123456789abcdef'):rep(10 * 1024 * 1024 // 16)
local sent
eco.run(function() sent = a:send(big) end)
assert(sent == nil)
local got = b:readfull(#big)
assert(got == big)
eventually(function() return sent end)
assert(sent == #big)

-- 36
local done = 0
for i = 1, 3 do
    eco.run(function()
        assert(a:send(tostring(i):rep(100000)) == 100000)
        done = done + 1
    end)
end
local all = b:readfull(300000)
local runs = 0
local at = 1
while at <= #all do
    local digit = all:sub(at, at)
    local last = select(2, all:find('^' .. digit .. '+', at))
    assert(last - at + 1 == 100000)
    at = last + 1
    runs = runs + 1
end
assert(runs == 3)
eventually(function() return done == 3 end)

-- 40, 41
local path = os.tmpname()
local f = io.open(path, 'w')
f:write('0123456789a')
f:close()
assert(a:sendfile(path) == 11 and b:readfull(11) == '0123456789a')
assert(a:sendfile(path, 4, 3) == 4 and b:readfull(4) == '3456')
assert(a:sendfile(path, nil, 7) == 4 and b:readfull(4) == '789a')
assert(a:sendfile(path, nil, 11) == 0 and a:sendfile(path, nil, 99) == 0)
is('No such file or directory', a:sendfile(path .. '.missing'))
is('No such file or directory', a:sendfile(path .. '.missing', 1))
is('Invalid argument', a:sendfile('/', 1))
is('closed', a:sendfile(path, 20))
assert(b:readfull(11) == '0123456789a')
ok, err = pcall(a.sendfile, a, path, 0)
assert(not ok and err:find('len must be great than 0', 1, true))
-- the failed calls have not kept the others out
assert(a:send('z') == 1 and b:read(1) == 'z')

-- the file module is asked only for what is not given
local real = package.loaded['eco.internal.file']
local asked = 0
package.loaded['eco.internal.file'] = {
    stat = function(p) asked = asked + 1 assert(p == path) return { size = 6 } end
}
package.loaded['eco.socket'] = nil
local other = require 'eco.socket'
local c, d = other.socketpair(other.AF_UNIX, other.SOCK_STREAM)
assert(c:sendfile(path) == 6 and asked == 1 and d:readfull(6) == '012345')
assert(c:sendfile(path, 2) == 2 and asked == 1)
local order
c.wr = { sendfile = function(_, p, offset, len, timeout)
    order = { p, offset, len, timeout }
    return len
end }
assert(c:sendfile('P', 7, 5, 0.5) == 7)
assert(order[1] == 'P' and order[2] == 5 and order[3] == 7 and order[4] == 0.5)
package.loaded['eco.internal.file'] = real
package.loaded['eco.socket'] = socket
os.remove(path)
