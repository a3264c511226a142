--! image only: measures the memory of its process
-- Spec 03, edge case 45: short-lived pairs leave nothing behind.
-- 6,000 pairs that left 200 bytes each would be over the limit; the virtual machine itself takes some hundred KiB.
local socket = require 'eco.socket'

local function burst(n)
    for _ = 1, n do
        local a, b = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
        a:send('x')
        assert(b:read(1) == 'x')
        a:close()
        b:close()
    end
end

local function measure()
    local least = math.huge
    for _ = 1, 4 do
        collectgarbage()
        collectgarbage()
        least = math.min(least, collectgarbage('count'))
    end
    return least
end

burst(600)
local before = measure()
for _ = 1, 10 do burst(600) end
local first = measure()
assert(first - before < 8 * 1024, first - before)
for _ = 1, 10 do burst(600) end
local second = measure()
assert(second - first <= math.max(1024, 0.3 * math.abs(first - before)), second - first)

-- dropped without close, in numbers beyond the descriptor limit of most systems
for _ = 1, 3000 do socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM) end
collectgarbage()
collectgarbage()
