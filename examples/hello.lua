-- The smallest program: two tasks that take turns.
local eco = require 'eco'

eco.run(function()
    for i = 1, 3 do
        print('hello from a task', i)
        eco.sleep(0.1)
    end
end)

print('hello from the main chunk, which is a task too')
eco.sleep(0.15)
print(_VERSION, 'eco ' .. eco.VERSION)
