-- A timer is armed and cancelled again, beside a thousand that stay armed.
local eco, time = require 'eco', require 'eco.time'

local others = {}
for i = 1, 1000 do others[i] = time.at(3600 + i, print) end

local function run(count)
    local timer = time.timer(print)
    for i = 1, count do
        timer:set(10)
        timer:cancel()
        if i % 100 == 0 then eco.sleep(0) end
    end
    timer:close()
end

local count = tonumber(arg[1] or 100000)
run(count)
local began = time.now()
run(count)
print(('%.0f'):format((time.now() - began) / count * 1e9))
os.exit(0)
