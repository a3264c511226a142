-- Core edge case 74 and section 5.
local eco, channel = require 'eco', require 'eco.channel'
for _, n in ipairs { 0, -5, 1 } do
    local ch = channel.new(n)
    assert(ch:send('a') == true)
    local ok, err = ch:send('b', 0.005)
    assert(ok == nil and err == 'timeout' and ch:length() == 1)
    ok, err = ch:send('b', 0)
    assert(ok == nil and err == 'timeout')
end
assert(channel.new().capacity == 1)
for _, bad in ipairs { 2.0, '2', false, {} } do
    local ok, err = pcall(channel.new, bad)
    assert(not ok and err:find('capacity must be an integer', 1, true), err)
end
local ch = channel.new(3)
assert(ch:send(1) and ch:send(false) and ch:send('x'))
assert(ch:length() == 3 and math.type(ch:length()) == 'integer')
assert(ch:recv() == 1 and ch:recv() == false and ch:recv() == 'x')
local ok, err = ch:recv(0.005)
assert(ok == nil and err == 'timeout')
ok, err = ch:recv(0)
assert(ok == nil and err == 'timeout')
