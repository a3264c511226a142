-- Spec 03, edge cases 11 to 15.
local socket = require 'eco.socket'

local function fails(text, f, ...)
    local ok, err = pcall(f, ...)
    assert(not ok and tostring(err):find(text, 1, true), err)
end

local function refused(text, v, err)
    assert(v == nil and err == text, err)
end

-- 11
local s, err = socket.socket(socket.AF_INET, socket.SOCK_STREAM, 0, { device = 'eco-no-if0' })
assert(s == nil and err:find("failed to set socket option 'device'", 1, true) and err:find('No such device', 1, true))

-- 12
assert(socket.socket(socket.AF_INET, socket.SOCK_STREAM, 0, { ipv6_v6only = false })):close()
assert(socket.socket(socket.AF_UNIX, socket.SOCK_STREAM, 0, { ipv6_v6only = false })):close()
assert(socket.socket(socket.AF_INET6, socket.SOCK_STREAM, 0, { ipv6_v6only = true })):close()

-- 13
local l = assert(socket.listen_tcp('127.0.0.1', 0, {
    ipv6_v6only = false, tcp_nodelay = true, tcp_keepidle = 10, tcp_keepcnt = 3, tcp_keepintvl = 10, tcp_fastopen = 5,
    reuseaddr = true, reuseport = true, keepalive = true, backlog = 10, unknown = 'ignored'
}))
l:close()
refused("failed to set socket option 'tcp_keepidle': Invalid argument",
    socket.listen_tcp('127.0.0.1', 0, { tcp_keepidle = 0 }))

-- 14
local a, b, c
a, b, c = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM, 0, { device = 'nope0' })
assert(a == nil and b == "failed to set socket option 'device': No such device" and c == nil, b)
refused('Operation not supported', socket.socketpair(socket.AF_INET, socket.SOCK_STREAM))
local seq = assert(socket.socketpair(socket.AF_UNIX, 5))
seq:close()

-- 15
local tcp = socket.tcp()
fails("unsupported option 'no_such_option'", tcp.setoption, tcp, 'no_such_option', true)
fails('boolean expected, got number', tcp.setoption, tcp, 'keepalive', 1)
fails("unsupported option 'device'", tcp.setoption, tcp, 'device', 'lo')
fails("unsupported option '" .. ('x'):rep(35) .. "'", tcp.setoption, tcp, ('x'):rep(50), 1)
fails('ifname too long', tcp.setoption, tcp, 'bindtodevice', ('x'):rep(16))
assert(tcp:setoption('keepalive', true) == true)
assert(tcp:setoption('sndbuf', 65536) == true and tcp:setoption('rcvbuf', '65536') == true)
refused('Protocol not available', socket.udp():setoption('tcp_nodelay', true))
refused('Protocol not available', tcp:setoption('ipv6_v6only', true))
fails('number expected, got string', socket.listen_tcp, '127.0.0.1', 0, { mark = 'x' })
fails("attempt to index a number value", socket.listen_tcp, '127.0.0.1', 0, 5)
assert(socket.listen_tcp('127.0.0.1', 0, 'a string is an empty table')):close()

-- memberships
local u = socket.udp()
fails('multiaddr: not a valid IP address', u.setoption, u, 'ip_add_membership', { multiaddr = 'x' })
fails('interface: not a valid IP address', u.setoption, u, 'ip_add_membership', { multiaddr = '224.0.0.251', interface = 'x' })
fails('table expected, got string', u.setoption, u, 'ip_add_membership', 'x')
local ok, e = u:setoption('ip_add_membership', { multiaddr = '224.0.0.251', interface = '127.0.0.1' })
if ok then
    refused('Address already in use', u:setoption('ip_add_membership', { multiaddr = '224.0.0.251', interface = '127.0.0.1' }))
    assert(u:setoption('ip_drop_membership', { multiaddr = '224.0.0.251', interface = '127.0.0.1' }) == true)
    refused('Cannot assign requested address', u:setoption('ip_drop_membership', { multiaddr = '224.0.0.251', interface = '127.0.0.1' }))
end
local u6 = socket.udp6()
fails('multiaddr: not a valid IPv6 address', u6.setoption, u6, 'ipv6_add_membership', { multiaddr = '1.2.3.4' })
fails('number expected, got string', u6.setoption, u6, 'ipv6_add_membership', { multiaddr = 'ff02::1', interface = 'lo' })
fails('address too long', tcp.setoption, tcp, 'packet_add_membership', { address = '123456789' })
refused("No interface found with given name 'nope'", tcp:setoption('packet_add_membership', { ifname = 'nope' }))

-- the raw socket's only option
assert(tcp.sock:getoption('error') == nil)
fails("unsupported option 'xx'", tcp.sock.getoption, tcp.sock, 'xx')
tcp:close()
assert(tcp.sock:getoption('error') == 'Bad file descriptor')
refused('Bad file descriptor', tcp:setoption('keepalive', true))
