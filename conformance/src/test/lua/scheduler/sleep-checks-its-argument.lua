-- Core edge case 16.
local eco = require 'eco'
assert(select('#', eco.sleep('0.001')) == 0)
assert(select('#', eco.sleep(-0.0)) == 0)
local function refused(text, ...)
    local args = table.pack(...)
    local ok, err = pcall(function() eco.sleep(table.unpack(args, 1, args.n)) end)
    assert(not ok and err:find(text, 1, true), err)
end
refused("bad argument #1 to 'sleep' (delay must be greater than or equal to 0)", 0 / 0)
refused("bad argument #1 to 'sleep' (delay must be greater than or equal to 0)", -1)
refused("bad argument #1 to 'sleep' (number expected, got no value)")
refused("bad argument #1 to 'sleep' (number expected, got table)", {})
