--! image only: ends the process
--! status: 1
--! output: 2 true true
-- Core edge case 27.
eco.set_panic_hook(function(...)
    local first, second = ...
    local failed = first:find(': boom\nstack traceback:\n', 1, true) ~= nil
    local context = second:find('^stack traceback:\n') ~= nil
    print(('%d %s %s'):format(select('#', ...), failed, context))
end)
eco.run(function()
    eco.sleep(0.001)
    error('boom')
end)
