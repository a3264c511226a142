--! image only: ends the process
--! output: finalizer
-- Core edge case 9.
kept = setmetatable({}, { __gc = function() print('finalizer') end })
eco.run(function()
    local c <close> = setmetatable({}, { __close = function() print('closed') end })
    coroutine.yield()
end)
