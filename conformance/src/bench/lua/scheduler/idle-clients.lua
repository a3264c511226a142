-- Opens so many connections to a port and holds them until the server goes away. Usage: idle-clients.lua port count
local eco, socket = require 'eco', require 'eco.socket'
local held = {}
for i = 1, tonumber(arg[2]) do
    held[i] = assert(socket.connect_tcp('127.0.0.1', tonumber(arg[1])))
end
held[1]:recv(1)
