-- Echoes lines. Usage: eco echo-server.lua [port]; without a port the system chooses one.
local eco = require 'eco'
local socket = require 'eco.socket'

local server = assert(socket.listen_tcp('127.0.0.1', tonumber(arg[1] or 0), { reuseaddr = true }))
print('listening on port ' .. server:getsockname().port)

local function serve(client, peer)
    print('connected: ' .. peer.ipaddr)
    while true do
        local line, err = client:recv('L')
        if not line then
            print('gone: ' .. err)
            client:close()
            return
        end
        client:send(line)
    end
end

while true do
    local client, peer = server:accept()
    if not client then
        error(peer)
    end
    eco.run(serve, client, peer)
end
