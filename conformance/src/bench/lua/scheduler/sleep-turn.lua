-- One trip through the loop.
local eco, time = require 'eco', require 'eco.time'
local count = tonumber(arg[1] or 200000)
local function run() for _ = 1, count do eco.sleep(0) end end
run()
local began = time.now()
run()
print(('%.0f'):format((time.now() - began) / count * 1e9))
