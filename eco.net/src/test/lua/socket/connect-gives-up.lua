-- Spec 03, edge case 9: connecting to a silent peer ends after five seconds, and others run meanwhile.
local socket = require 'eco.socket'
local eco = require 'eco'
local time = require 'eco.time'

-- What is to happen in another coroutine has happened, or does before long.
local function eventually(happened)
    for _ = 1, 1000 do
        if happened() then return end
        eco.sleep(0.005)
    end
    error('it has not happened', 2)
end

local l = socket.listen_tcp('127.0.0.1', 0, { backlog = 0 })
local port = l:getsockname().port
local kept, ticks, stop = {}, 0, false
eco.run(function()
    while not stop do
        eco.sleep(0.1)
        ticks = ticks + 1
    end
end)
local start, err
repeat
    start = time.now()
    local c
    c, err = socket.connect_tcp('127.0.0.1', port)
    kept[#kept + 1] = c
until not c
local took = time.now() - start
assert(err == 'timeout', err)
assert(took > 4.9 and took < 15, took)
assert(ticks > 10)
stop = true
-- closing ends a connection attempt
local pending = socket.tcp()
local result
eco.run(function() result = { pending:connect('127.0.0.1', port) } end)
assert(not result)
local ok, busy = pcall(pending.send, pending, 'x')
assert(not ok and busy:find('another coroutine is already waiting on this I/O object', 1, true), busy)
pending:close()
eventually(function() return result end)
assert(result[1] == nil and result[2] == 'canceled', result[2])
