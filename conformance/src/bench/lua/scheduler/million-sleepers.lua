-- So many tasks sleep at random up to a second, all at once; prints the seconds from the first start to the last end.
local eco, time = require 'eco', require 'eco.time'
local count = tonumber(arg[1] or 1000000)
local began, ended = time.now(), 0
math.randomseed(1)
for _ = 1, count do
    eco.run(function()
        eco.sleep(math.random())
        ended = ended + 1
    end)
end
while ended < count do eco.sleep(0.05) end
print(('%.2f'):format(time.now() - began))
