local eco = require 'eco'
local time = require 'eco.time'
for _, delay in ipairs { 0.001, 0.003, 0.017, 0.02 } do
    local began = time.now()
    eco.sleep(delay)
    assert(time.now() - began >= delay - 0.0005, delay)
end
