local eco, channel = require 'eco', require 'eco.channel'
local ch = channel.new(4)
local got, producers = {}, 3
for p = 1, producers do
    eco.run(function()
        for i = 1, 100 do ch:send(p * 1000 + i) end
        producers = producers - 1
        if producers == 0 then ch:close() end
    end)
end
local last = {}
for v in function() return ch:recv() end do
    local p, i = v // 1000, v % 1000
    assert(i == (last[p] or 0) + 1)
    last[p] = i
    got[#got + 1] = v
end
assert(#got == 300)
