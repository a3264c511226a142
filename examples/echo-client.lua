-- Sends lines to an echo server and prints what comes back. Usage: eco echo-client.lua port [line ...]
local socket = require 'eco.socket'

local port = tonumber(arg[1]) or error('usage: eco echo-client.lua port [line ...]', 0)
local connection = assert(socket.connect_tcp('127.0.0.1', port))

for i = 2, math.max(#arg, 2) do
    assert(connection:send((arg[i] or 'hello') .. '\n'))
    print(assert(connection:recv('l', 5)))
end
connection:close()
