-- Core edge case 64.
local eco, time = require 'eco', require 'eco.time'
local file = require 'eco.internal.file'
local numbers, fired = {}, 0
for i = 1, 128 do
    numbers[i] = time.at(0.001, function() fired = fired + 1 end).tfd
    assert(math.type(numbers[i]) == 'integer')
end
eco.sleep(0.03)
assert(fired == 128)
collectgarbage()
collectgarbage()
for _, number in ipairs(numbers) do
    local ok, err = file.close(number)
    assert(ok == nil and type(err) == 'string')
end
