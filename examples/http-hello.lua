-- A tiny HTTP/1.1 responder on raw sockets. Usage: eco http-hello.lua [port], then: curl http://127.0.0.1:PORT/
local eco = require 'eco'
local socket = require 'eco.socket'

local server = assert(socket.listen_tcp('127.0.0.1', tonumber(arg[1] or 0), { reuseaddr = true }))
print('http://127.0.0.1:' .. server:getsockname().port .. '/')

local function read_request(client)
    local request = client:recv('l', 10)
    if not request then
        return nil
    end
    local keep_alive = request:find('HTTP/1%.1$') ~= nil
    while true do
        local header = client:recv('l', 10)
        if not header then
            return nil
        end
        if header == '' then
            return request:match('^(%u+) (%S+)'), keep_alive
        end
        if header:lower():find('^connection:%s*close') then
            keep_alive = false
        end
    end
end

local function serve(client)
    local connection <close> = client
    while true do
        local method, keep_alive = read_request(client)
        if not method then
            return
        end
        local body = 'hello from eco\n'
        local sent = client:send(('HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: %d\r\n' ..
            'Connection: %s\r\n\r\n%s'):format(#body, keep_alive and 'keep-alive' or 'close', method == 'HEAD' and '' or body))
        if not sent or not keep_alive then
            return
        end
    end
end

while true do
    local client, err = server:accept()
    if not client then
        error(err)
    end
    eco.run(serve, client)
end
