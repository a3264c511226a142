-- A pipeline of tasks joined by channels: numbers -> squares -> their sum. A full channel makes its sender wait, so the
-- fast stage never runs away from the slow one.
local eco = require 'eco'
local channel = require 'eco.channel'
local sync = require 'eco.sync'

local numbers, squares = channel.new(4), channel.new(4)

eco.run(function()
    for n = 1, 20 do
        numbers:send(n)
    end
    numbers:close()
end)

-- Three workers share the work.
local workers = sync.waitgroup()
workers:add(3)
for _ = 1, 3 do
    eco.run(function()
        for n in function() return numbers:recv() end do
            eco.sleep(0.001 * (n % 3))
            squares:send(n * n)
        end
        workers:done()
    end)
end

eco.run(function()
    workers:wait()
    squares:close()
end)

local sum, count = 0, 0
for square in function() return squares:recv() end do
    sum, count = sum + square, count + 1
end
print(count .. ' squares, sum ' .. sum)
