-- Core edge case 71.
local eco, sync, time = require 'eco', require 'eco.sync', require 'eco.time'
local m = sync.mutex()
local counter, inside, done = 0, 0, 0
local began = time.now()
for _ = 1, 16 do
    eco.run(function()
        for _ = 1, 100 do
            m:lock()
            inside = inside + 1
            assert(inside == 1)
            eco.sleep(0)
            counter = counter + 1
            inside = inside - 1
            m:unlock()
        end
        done = done + 1
    end)
end
for _ = 1, 64 do
    eco.run(function()
        for _ = 1, 150 do m:lock() counter = counter + 1 m:unlock() end
        done = done + 1
    end)
end
while done < 80 do eco.sleep(0.005) end
assert(counter == 16 * 100 + 64 * 150)
assert(time.now() - began < 8)
local ok, err
m:lock()
eco.run(function() ok, err = m:lock(0.005) end)
eco.sleep(0.02)
assert(ok == nil and err == 'timeout')
m:unlock()
assert(m:lock(0) == true, 'after the waiter gave up, unlock really unlocks')
