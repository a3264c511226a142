-- Core edge cases 75 and 76.
local eco, channel = require 'eco', require 'eco.channel'
local ch = channel.new(2)
ch:send('a')
ch:send('b')
local errors = 0
for _ = 1, 12 do
    eco.run(function()
        local ok, err = pcall(ch.send, ch, 'c')
        assert(not ok and err:find('sending on closed channel', 1, true), err)
        errors = errors + 1
    end)
end
assert(select('#', ch:close()) == 0)
ch:close()
eco.sleep(0.005)
assert(errors == 12, errors)
assert(ch:length() == 2 and ch:recv() == 'a' and ch:recv() == 'b')
assert(select('#', ch:recv()) == 1 and ch:recv() == nil)
local ok, err = pcall(ch.send, ch, 'c')
assert(not ok and err:find('sending on closed channel', 1, true))
local empty, ended = channel.new(), 0
for i = 1, 12 do
    eco.run(function()
        local r = table.pack(empty:recv(i % 2 == 0 and 1 or nil))
        assert(r.n == 1 and r[1] == nil)
        ended = ended + 1
    end)
end
empty:close()
eco.sleep(0.005)
assert(ended == 12, ended)
