-- Spec 03, section 0.2: the module works on what require gives it, and opens afresh.
local socket = require 'eco.socket'
local real = package.loaded['eco.internal.socket']

local spare = socket.udp()
local log = {}
local function raw()
    return {
        getfd = function() return spare:getfd() end,
        setoption = function(_, name, value)
            log[#log + 1] = name .. '=' .. tostring(value)
            if name == 'mark' and value == 13 then return nil, 'unlucky' end
            return true
        end,
        close = function() log[#log + 1] = 'close' end
    }
end
package.loaded['eco.internal.socket'] = {
    AF_UNIX = 1, AF_INET = 2, AF_INET6 = 10, SOCK_STREAM = 1, SOCK_DGRAM = 2,
    socket = function(family, type, protocol)
        log[#log + 1] = family .. ',' .. type
        return raw()
    end,
    socketpair = function() return raw(), raw() end,
    is_ipv4_address = function(s) return s == 'four' end,
    is_ipv6_address = function(s) return s == 'six' end
}
package.loaded['eco.socket'] = nil
local stubbed = require 'eco.socket'
assert(stubbed ~= socket and stubbed.AF_UNSPEC == nil and stubbed.ETH_P_ALL == nil)
assert(stubbed.is_ip_address('four') and stubbed.is_ip_address('six') and not stubbed.is_ip_address('::1'))
local s = stubbed.socket(10, 1, 0, { device = 'd', mark = 7, reuseport = false, reuseaddr = true, ipv6_v6only = true })
assert(s.sock and s.rd and s.wr and s.mutex and not s.io)
assert(table.concat(log, ' ') == '10,1 reuseaddr=true reuseport=false ipv6_v6only=true mark=7 bindtodevice=d',
    table.concat(log, ' '))
log = {}
local none, err = stubbed.socket(2, 1, 0, { mark = 13, ipv6_v6only = true })
assert(none == nil and err == "failed to set socket option 'mark': unlucky")
assert(table.concat(log, ' ') == '2,1 mark=13 close', table.concat(log, ' '))
package.loaded['eco.internal.socket'] = real
package.loaded['eco.socket'] = socket
