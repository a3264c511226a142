--! image only: ends the process
--! output: finalizer
-- Core edge case 10.
kept = setmetatable({}, { __gc = function() print('finalizer') end })
local pid = io.open('/proc/self/stat'):read('n')
os.execute('(sleep 0.1; kill -INT ' .. pid .. ') >/dev/null 2>&1 &')
eco.sleep(20)
print('not reached')
