local eco, channel = require 'eco', require 'eco.channel'
local ch = channel.new(2)
assert(ch:send(nil) == true and ch:length() == 0)
local value
eco.run(function() value = ch:recv(1) end)
assert(ch:send(nil) == true)
eco.sleep(0.002)
assert(value == nil)
ch:send('real')
eco.sleep(0.002)
assert(value == 'real')
