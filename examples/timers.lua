-- Timers call back in a task of their own, so a callback may sleep.
local eco = require 'eco'
local time = require 'eco.time'

-- Once, after 50 ms, with arguments for the callback.
time.at(0.05, function(_, who) print('once, for ' .. who) end, 'you')

-- Three times: a callback may arm its own timer again.
local beats = 0
time.at(0.02, function(timer)
    beats = beats + 1
    print('beat', beats)
    if beats < 3 then
        timer:set(0.02)
    end
end)

-- Never: cancelled before its time. The program ends when nothing is left to wait for.
local never = time.at(3600, print)
never:cancel()

-- At a moment of the wall clock.
time.on(time.now() + 0.1, function() print('the appointed time') end)
