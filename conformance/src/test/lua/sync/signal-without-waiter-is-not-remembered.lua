-- Core edge case 66.
local eco, sync = require 'eco', require 'eco.sync'
local c = sync.cond()
assert(c:signal() == false)
local ok, err = c:wait(0.005)
assert(ok == nil and err == 'timeout')
local got = {}
for _, data in ipairs { false, 0, 'x', true } do
    eco.run(function() got[#got + 1] = c:wait() end)
    assert(c:signal(data) == true)
    eco.sleep(0)
end
assert(got[1] == true and got[2] == 0 and got[3] == 'x' and got[4] == true)
