-- Spec 03, edge cases 20, 21 and 50, where the machine allows them.
local socket = require 'eco.socket'

local function fails(text, f, ...)
    local ok, err = pcall(f, ...)
    assert(not ok and tostring(err):find(text, 1, true), err)
end

-- 20
local packet = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(socket.ETH_P_ALL))
if packet then
    local ok, err = packet:bind { ifname = 'nope' }
    assert(ok == nil and err == "device 'nope' not exists")
    ok, err = packet:bind { ifindex = 999 }
    assert(ok == nil and err == "no device with ifindex '999'")
    fails('table expected, got string', packet.bind, packet, 'lo')
    ok, err = packet.sock:connect { ifname = 'eco-no-such-interface' }
    assert(ok == nil and err == "device 'eco-no-such-interface' not exists")
    ok, err = packet.sock:sendto('x', { ifname = 'eco-no-such-interface' })
    assert(ok == nil and err == "device 'eco-no-such-interface' not exists")
    if socket.if_nametoindex('lo') then
        assert(packet:bind { ifname = 'lo' } == packet)
        local name = packet:getsockname()
        assert(name.family == 17 and name.ifname == 'lo' and name.ifindex == socket.if_nametoindex('lo'))
        ok, err = packet:listen()
        assert(ok == nil and err == 'Operation not supported')
    end
    packet:close()
end

-- 21
local netlink = socket.netlink()
if netlink then
    assert(netlink:getsockname().pid == 0)
    assert(netlink:bind() == netlink)
    assert(netlink:getsockname().pid ~= 0)
    local other = socket.netlink()
    assert(other:bind(1, 12345) == other and other:getsockname().pid == 12345)
    netlink:close()
    other:close()
    local none, err = socket.netlink(99)
    assert(none == nil and err == 'Protocol not supported')
end

-- 50
fails('device name too long', socket.open_tun, ('a'):rep(16))
local none, err = socket.open_tun(nil, { no_pi = true })
assert(none == nil and type(err) == 'string')
local tun, name = socket.open_tun()
if tun then
    assert(name:find('^tun%d+$'))
    assert(tun:getfd() >= 0 and not tun:closed())
    fails("attempt to call a nil value (method 'bind')", tun.bind, tun)
    local data, e = tun:read(100, 0.01)
    assert(data == nil and e == 'timeout')
    tun:close()
    assert(tun:closed())
end

-- ping sockets need a group
local icmp, why = socket.icmp()
assert(icmp or why == 'Permission denied' or why == 'Protocol not supported', why)
if icmp then icmp:close() end
