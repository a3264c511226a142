-- Core edge case 67.
local eco, sync = require 'eco', require 'eco.sync'
local c = sync.cond()
local results = {}
local function wait24()
    results = {}
    for _ = 1, 24 do
        eco.run(function()
            local result = table.pack(c:wait())
            results[#results + 1] = result
        end)
    end
end
wait24()
assert(c:broadcast() == 24)
assert(#results == 0)
eco.sleep(0.005)
assert(#results == 24)
for _, r in ipairs(results) do assert(r[1] == true) end
wait24()
assert(select('#', c:close()) == 0)
eco.sleep(0.005)
assert(#results == 24)
for _, r in ipairs(results) do assert(r[1] == nil and r[2] == 'closed') end
assert(c.efd == nil)
assert(c:signal() == false and c:broadcast() == 0)
local ok, err = c:wait()
assert(ok == nil and err == 'closed')
c:close()
