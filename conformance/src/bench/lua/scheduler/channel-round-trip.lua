-- A value goes to another task and an answer comes back, through two channels of one place.
local eco, channel, time = require 'eco', require 'eco.channel', require 'eco.time'

local function run(count)
    local there, back = channel.new(1), channel.new(1)
    eco.run(function()
        for _ = 1, count do back:send(there:recv()) end
    end)
    for i = 1, count do
        there:send(i)
        back:recv()
    end
end

local count = tonumber(arg[1] or 100000)
run(count)
local began = time.now()
run(count)
print(('%.0f'):format((time.now() - began) / count * 1e9))
