-- Ten thousand idle TCP connections from another process; then requests on one more: prints their median and p99.
local eco, socket, time = require 'eco', require 'eco.socket', require 'eco.time'
local count, requests = tonumber(arg[1] or 10000), tonumber(arg[2] or 5000)

local server = assert(socket.listen_tcp('127.0.0.1', 0))
local port = server:getsockname().port
local accepted = 0
eco.run(function()
    while true do
        local peer = assert(server:accept())
        accepted = accepted + 1
        eco.run(function()
            while true do
                local data = peer:recv(4096)
                if not data then return peer:close() end
                peer:send(data)
            end
        end)
    end
end)

os.execute(("'%s' idle-clients.lua %d %d &"):format(arg[-1], port, count))
while accepted < count do eco.sleep(0.01) end

local client = assert(socket.connect_tcp('127.0.0.1', port))
local took = {}
for i = 1, requests do
    local began = time.now()
    client:send('ping')
    client:recv(4)
    took[i] = time.now() - began
end
table.sort(took)
local resident
for line in io.lines('/proc/self/status') do
    resident = line:match('^VmRSS:%s*(%d+)') or resident
end
print(('%d connections: median %.0f us, p99 %.0f us, resident %d MiB'):format(count, took[requests // 2] * 1e6,
    took[requests - requests // 100] * 1e6, resident // 1024))
os.exit(0)
