--! image only: ends the process
--! status: 134
--! error: PANIC: unprotected error in call to Lua API (
--! error: in the hook
eco.set_panic_hook(function() error('in the hook') end)
eco.run(function()
    eco.sleep(0.001)
    error('boom')
end)
