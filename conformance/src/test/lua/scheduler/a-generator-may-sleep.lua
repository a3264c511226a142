-- Core edge cases 21 and 22, differently on purpose: a Lua coroutine that waits makes its whole task wait, so the
-- consumer of a generator never sees the wait.
local eco = require 'eco'
local seen = {}
local others = 0
eco.run(function() for _ = 1, 3 do eco.sleep(0.001) others = others + 1 end end)
for v in coroutine.wrap(function()
    for i = 1, 3 do
        eco.sleep(0.005)
        coroutine.yield(i)
    end
end) do
    seen[#seen + 1] = v
end
assert(table.concat(seen, ' ') == '1 2 3')
assert(others == 3)
