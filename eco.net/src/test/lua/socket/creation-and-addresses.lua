-- Spec 03, edge cases 1 to 8, 10, 51 to 53: what sockets are made of, and how addresses are read and shown.
local socket = require 'eco.socket'
local eco = require 'eco'

local function fails(text, f, ...)
    local ok, err = pcall(f, ...)
    assert(not ok and tostring(err):find(text, 1, true), err)
end

local function refused(text, v, err, ...)
    assert(v == nil and err == text and select('#', ...) == 0, err)
end

-- 1
refused('Address family not supported by protocol', socket.socket(99, 1))
refused('Invalid argument', socket.socket(2, 99))
socket.socket('2', '1'):close()
fails('number has no integer representation', socket.socket, 2, 1.5)
fails("bad argument #1 to 'socket' (number expected, got nil)", socket.socket)

-- 2
for name, value in pairs(require 'eco.internal.socket') do
    if type(value) ~= 'function' then
        assert(math.type(value) == 'integer', name)
        assert(socket[name] == value)
    end
end
assert(socket.AF_INET6 == 10 and socket.ETH_P_PPP_SES == 34916 and socket.IFF_NO_PI == 4096)
assert(socket.ICMPV6_ECHO_REPLY == 129 and socket.ARPHRD_IEEE80211_RADIOTAP == 803)
assert(socket.SOCK_SEQPACKET == nil)
local keys = 0
for _ in pairs(socket) do keys = keys + 1 end
assert(keys == 32, keys)
assert(rawget(socket, 'ETH_P_ALL') == nil and socket.ETH_P_ALL == 3)

-- 3, 4
local tcp = socket.tcp()
fails("bad argument #2 to 'bind'", tcp.bind, tcp)
fails('not a valid IPv4 address', tcp.bind, tcp, 'x', 1)
assert(tcp:bind(nil, 0) == tcp)
local addr = tcp:getsockname()
assert(addr.family == 2 and addr.ipaddr == '0.0.0.0' and addr.port > 0)
local udp = socket.udp()
assert(udp:getsockname().port == 0)

-- 5
assert(tcp:listen() == tcp)
local n = select('#', socket.udp():connect('1.2.3.4', 5))
assert(n == 1)
refused('Transport endpoint is not connected', udp:getpeername())
tcp:close()

-- 6
local l = socket.listen_tcp('127.0.0.1', 0)
local port = l:getsockname().port
assert(port > 0)
refused('Cannot assign requested address', socket.listen_tcp('8.8.8.8', 0))
refused('Address already in use', socket.listen_tcp('127.0.0.1', port))

-- 7
fails('not a valid IPv4 address', socket.listen_tcp, '::1', 0)
local dual = socket.listen_tcp(nil, 0, { ipv6 = true })
if dual then
    assert(dual:getsockname().ipaddr == '::')
    local c = assert(socket.connect_tcp('127.0.0.1', dual:getsockname().port))
    local s, peer = dual:accept()
    assert(peer.family == 10 and peer.ipaddr == '::ffff:127.0.0.1' and peer.port == c:getsockname().port)
    s:close() c:close() dual:close()
    local only = assert(socket.listen_tcp(nil, 0, { ipv6 = true, ipv6_v6only = true }))
    refused('Connection refused', socket.connect_tcp('127.0.0.1', only:getsockname().port))
    local c6 = assert(socket.connect_tcp('::1', only:getsockname().port))
    c6:close() only:close()
end

-- 8
fails('not a valid IP address', socket.connect_tcp, 'localhost', 80)
fails('not a valid IP address', socket.connect_udp, 'not-an-ip', 53)
refused('Connection refused', socket.connect_tcp('127.0.0.1', 1))

-- 10
local c = assert(socket.connect_tcp('127.0.0.1', port))
local again, err
repeat again, err = c:connect('127.0.0.1', port) until not again
assert(err == 'Transport endpoint is already connected', err)
c:close()
l:close()

-- ports keep their low 16 bits
local p = socket.udp():bind('127.0.0.1', 65536):getsockname().port
assert(p > 0)

-- 51
assert(socket.if_indextoname(999) == '' and socket.if_nametoindex('nope') == nil)
assert(socket.if_nametoindex(('x'):rep(40)) == nil)
local lo = socket.if_nametoindex('lo')
assert(not lo or socket.if_indextoname(lo) == 'lo')

-- 52
local four = '\1\2\3\4'
assert(socket.inet_ntop(socket.AF_INET, four .. 'x') == '1.2.3.4')
fails('address too short', socket.inet_ntop, socket.AF_INET, '123')
fails('family must be AF_INET or AF_INET6', socket.inet_ntop, socket.AF_UNIX, four)
fails('family must be AF_INET or AF_INET6', socket.inet_pton, 1, '1.2.3.4')
assert(select('#', socket.inet_pton(2, 'x')) == 1 and socket.inet_pton(2, 'x') == nil)

local function text6(groups)
    return socket.inet_ntop(10, string.pack('>I2I2I2I2I2I2I2I2', table.unpack(groups)))
end
assert(text6 { 0, 0, 0, 0, 0, 0, 0, 0 } == '::')
assert(text6 { 0, 0, 0, 0, 0, 0, 0, 1 } == '::1')
assert(text6 { 1, 0, 0, 0, 0, 0, 0, 0 } == '1::')
assert(text6 { 0xfe80, 0, 0, 1, 0, 0, 0, 2 } == 'fe80:0:0:1::2')
assert(text6 { 1, 0, 0, 2, 3, 0, 0, 4 } == '1::2:3:0:0:4')
assert(text6 { 1, 0, 2, 3, 4, 5, 6, 7 } == '1:0:2:3:4:5:6:7')
assert(text6 { 0, 0, 0, 0, 0, 0xffff, 0x102, 0x304 } == '::ffff:1.2.3.4')
assert(text6 { 0, 0, 0, 0, 0, 0, 0x102, 0x304 } == '::1.2.3.4')
assert(text6 { 1, 2, 3, 4, 5, 6, 0, 0 } == '1:2:3:4:5:6::')
assert(text6 { 0xABCD, 2, 3, 4, 5, 6, 7, 8 } == 'abcd:2:3:4:5:6:7:8')

for _, text in ipairs { '1.2.3.4', '255.255.255.255', '0.0.0.0', '1.2.3.4\0x' } do
    assert(socket.is_ipv4_address(text), text)
end
for _, text in ipairs { '01.2.3.4', '1.2.3', ' 1.2.3.4', '1.2.3.4 ', '', '0x1.2.3.4', '1.2.3.256', '1..2.3', '1.2.3.4.5' } do
    assert(not socket.is_ipv4_address(text), text)
end
for _, text in ipairs { '::', 'FE80::1', '::ffff:1.2.3.4', '1:2:3:4:5:6:7::', '1::', '1:2:3:4:5:6:7:8', '::1', '1:2:3:4:5:6:1.2.3.4' } do
    assert(socket.is_ipv6_address(text) and socket.is_ip_address(text), text)
end
for _, text in ipairs { 'fe80::1%lo', '[::1]', '12345::', '1::2::3', ':', ':1', '1:', '1:2:3:4:5:6:7', '1:2:3:4:5:6:7:8:9',
    '::1.2.3', '1:2:3:4:5:6:7:1.2.3.4', '1:2:3:4:5:6:7:8::', ':::', 'g::' } do
    assert(not socket.is_ipv6_address(text), text)
end
fails('string expected', socket.is_ipv4_address)
fails('string expected', socket.is_ip_address, {})

-- 53
assert(socket.ntohl(socket.htonl(0x12345678)) == 0x12345678)
assert(socket.htonl(-1) == 4294967295 and socket.htons(3) == (string.pack('=I2', 1) == '\1\0' and 768 or 3))
for _, a in ipairs { '127.0.0.1', '255.255.255.255', '10.20.30.40' } do
    assert(socket.inet_ntoa(socket.inet_aton(a)) == a)
    assert(string.pack('=I4', socket.inet_aton(a)) == socket.inet_pton(2, a))
    assert(math.type(socket.inet_aton(a)) == 'integer')
end
assert(socket.inet_aton('127.1') == socket.inet_aton('127.0.0.1'))
assert(socket.inet_aton('0x7f000001') == socket.inet_aton('127.0.0.1'))
assert(socket.inet_aton('010.0.0.1') == socket.inet_aton('8.0.0.1'))
assert(socket.inet_aton('1.2.3.4 trailing') == socket.inet_aton('1.2.3.4'))
assert(socket.inet_aton('1.2.65535') == socket.inet_aton('1.2.255.255'))
for _, text in ipairs { '', 'x', '1.2.3.4x', '256.1.1.1', '1.2.3.4.5', '1.2.65536', '08.1.1.1', '0x', '1..2' } do
    assert(socket.inet_aton(text) == 0, text)
end
assert(socket.inet_aton(1) == socket.inet_aton('0.0.0.1'))
assert(socket.inet_ntoa(-1) == '255.255.255.255' and socket.inet_ntoa(1 << 32) == '0.0.0.0')
eco.sleep(0)
