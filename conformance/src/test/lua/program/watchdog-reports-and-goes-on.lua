--! image only: writes to standard error
--! output: goes on
--! error: coroutine execution timeout: run too long(
--! error: watchdog-reports-and-goes-on.lua:
-- Core edge case 28.
eco.set_watchdog_timeout(1)
eco.run(function()
    local busy = os.clock() + 0.03
    while os.clock() < busy do end
    eco.sleep(0)
    eco.set_watchdog_timeout(0)
    busy = os.clock() + 0.03
    while os.clock() < busy do end
end)
eco.sleep(0.001)
print('goes on')
