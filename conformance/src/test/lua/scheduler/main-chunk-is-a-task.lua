local eco = require 'eco'
local co, main = coroutine.running()
assert(type(co) == 'thread' and main == false)
assert(coroutine.isyieldable())
assert(eco.count() == 1 and eco.all()[1] == co)
assert(require 'eco' == eco and package.loaded.eco == eco and _G.eco == eco)
assert(_VERSION == 'Lua 5.4')
assert(eco.VERSION == '4.1.3')
assert(eco.VERSION_MAJOR == 4 and eco.VERSION_MINOR == 1 and eco.VERSION_PATCH == 3)
assert(eco.READ == 1 and eco.WRITE == 4 and math.type(eco.READ) == 'integer')
assert(type(eco.RUNTIME) == 'string')
for _, name in ipairs { 'run', 'loop', 'unloop', 'sleep', 'count', 'all', 'set_panic_hook', 'set_watchdog_timeout',
    '_resume', '_init', '_set_sigchld_hook' } do
    assert(type(eco[name]) == 'function', name)
end
