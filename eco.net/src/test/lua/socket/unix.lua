-- Spec 03, edge cases 16 to 19: UNIX sockets and their files.
local socket = require 'eco.socket'
local file = require 'eco.internal.file'

local function fails(text, f, ...)
    local ok, err = pcall(f, ...)
    assert(not ok and tostring(err):find(text, 1, true), err)
end

local base = os.tmpname()
os.remove(base)
local p, q = base .. '.a', base .. '.b'
local function exists(path) return file.stat(path) ~= nil end

-- 16
local s = socket.unix_dgram()
assert(s:getsockname().path == '')
assert(s:bind(base .. ('x'):rep(107 - #base)))
assert(exists(base .. ('x'):rep(107 - #base)))
s:close()
assert(not exists(base .. ('x'):rep(107 - #base)))
fails('path too long', socket.listen_unix, ('x'):rep(108))
local auto = socket.unix_dgram():bind('')
local name = auto:getsockname().path
assert(#name == 6 and name:find('^%z%x%x%x%x%x$'))

-- 17, 18
local server = assert(socket.listen_unix(p))
assert(exists(p) and file.stat(p).type == 'SOCK')
local again, err = socket.listen_unix(p)
assert(again == nil and err == 'Address already in use' and exists(p))
local c1 = assert(socket.connect_unix(p))
local a1, peer = server:accept()
assert(peer.family == 1 and peer.path == '')
assert(c1:getpeername().path == p .. '\0' and server:getsockname().path == p .. '\0')
local c2 = assert(socket.connect_unix(p, q))
local a2, peer2 = server:accept()
assert(peer2.path == q .. '\0')
a1:close() a2:close()
assert(exists(p) and exists(q))
c2:close()
assert(not exists(q))
server:close()
assert(not exists(p))
c1:close()

do
    local inner <close> = assert(socket.listen_unix(p))
    assert(exists(p))
end
assert(not exists(p))

do
    local dropped = assert(socket.listen_unix(p))
    assert(exists(p))
end
collectgarbage()
collectgarbage()
assert(not exists(p))

-- the path of a newer server stays
local old = assert(socket.listen_unix(p))
os.remove(p)
local new = assert(socket.listen_unix(p))
if require('eco').RUNTIME then
    old:close()
    assert(exists(p))
end
new:close()

local none, why = socket.connect_unix(p)
assert(none == nil and why == 'No such file or directory')
server = socket.listen_unix(p, { backlog = 1 })
local kept = {}
repeat
    local c, e = socket.connect_unix(p)
    kept[#kept + 1] = c
    why = e
until not c
assert(why == 'Resource temporarily unavailable', why)
server:close()
for _, c in ipairs(kept) do c:close() end

-- 19
local receiver = socket.unix_dgram():bind(p)
local sender = socket.unix_dgram()
assert(sender:sendto('hello', p) == 5)
local data, from = receiver:recvfrom(64)
assert(data == 'hello' and from.family == 0 and from.path == nil)
sender:bind('')
assert(sender:sendto('again', receiver:getsockname().path) == 5)
data, from = receiver:recvfrom(64)
assert(data == 'again' and from.family == 1)
assert(receiver:sendto('back', from.path) == 4)
assert(sender:recvfrom(64) == 'back')

-- a full receiver refuses
local result
repeat
    local n, e = sender:sendto(('x'):rep(1000), p)
    result = e
until not n
assert(result == 'Resource temporarily unavailable', result)
receiver:close()
