-- Core edge cases 26 and 29.
local eco = require 'eco'
local function refused(text, f, ...)
    local args = table.pack(...)
    local ok, err = pcall(function() f(table.unpack(args, 1, args.n)) end)
    assert(not ok and err:find(text, 1, true), err)
end
refused('function expected, got number', eco.set_panic_hook, 1)
refused('function expected, got number', eco._set_sigchld_hook, 1)
assert(select('#', eco.set_panic_hook()) == 0)
assert(select('#', eco.set_panic_hook(print)) == 0)
eco.set_panic_hook(nil)
refused('timeout must be in range [0, 5000]', eco.set_watchdog_timeout, -1)
refused('timeout must be in range [0, 5000]', eco.set_watchdog_timeout, 5001)
refused('number expected, got string', eco.set_watchdog_timeout, 'x')
assert(select('#', eco.set_watchdog_timeout(5000)) == 0)
refused('eco._init() is only allowed in child process after fork()', eco._init)
