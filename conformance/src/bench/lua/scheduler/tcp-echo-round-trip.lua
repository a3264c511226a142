-- Sixty-four bytes go to an echo task over TCP on the loopback interface and come back.
local eco, socket, time = require 'eco', require 'eco.socket', require 'eco.time'

local server = assert(socket.listen_tcp('127.0.0.1', 0))
eco.run(function()
    local peer = server:accept()
    while true do
        local data = peer:recv(4096)
        if not data then return end
        peer:send(data)
    end
end)

local client = assert(socket.connect_tcp('127.0.0.1', server:getsockname().port))
local message = ('x'):rep(64)
local function run(count)
    for _ = 1, count do
        client:send(message)
        client:recv(64)
    end
end

local count = tonumber(arg[1] or 50000)
run(count)
local began = time.now()
run(count)
print(('%.0f'):format((time.now() - began) / count * 1e9))
client:close()
server:close()
