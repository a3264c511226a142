local eco, sync = require 'eco', require 'eco.sync'
local c = sync.cond()
local function times_out(t)
    local ok, err = c:wait(t)
    assert(ok == nil and err == 'timeout', t)
end
local before = eco.count()
local ran
eco.run(function() eco.sleep(0) ran = true end)
times_out(0)
times_out(-1)
assert(not ran, 'a wait of 0 does not yield')
times_out(0.002)
times_out('0.002')
local ok, err = pcall(c.wait, c, 'x')
assert(not ok and err:find("attempt to add a 'number' with a 'string'", 1, true), err)
ok, err = pcall(c.wait, c, {})
assert(not ok and err:find('attempt to perform arithmetic on a table value', 1, true), err)
assert(c:signal() == false, 'a wait that raised is no waiter')
local released
eco.run(function() released = c:wait(math.huge) end)
eco.sleep(0.005)
assert(not released, 'an endless timeout does not expire at once')
c:signal(7)
eco.sleep(0)
assert(released == 7)
do local d <close> = sync.cond() end
