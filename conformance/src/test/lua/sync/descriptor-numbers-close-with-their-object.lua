-- Core edge case 73.
local sync, channel = require 'eco.sync', require 'eco.channel'
local file = require 'eco.internal.file'
local numbers = {}
do
    local c, m, wg, ch = sync.cond(), sync.mutex(), sync.waitgroup(), channel.new()
    numbers = { c.efd, m.cond.efd, wg.cond.efd, ch.cond_send.efd, ch.cond_recv.efd }
end
assert(#numbers == 5)
collectgarbage()
collectgarbage()
for _, number in ipairs(numbers) do
    assert(math.type(number) == 'integer')
    local ok, err = file.close(number)
    assert(ok == nil and type(err) == 'string')
end
local fd = require 'eco.internal.sync'.eventfd(0, false)
assert(math.type(fd) == 'integer' and file.close(fd) == true)
