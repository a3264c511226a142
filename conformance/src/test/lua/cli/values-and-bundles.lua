-- Core edge case 83 and section 7.
local cli = require 'eco.cli'
local function parse(option, ...)
    option.name = 'a'
    local opts, err = cli.parse_args({ option }, { ... })
    if not opts then return nil, err end
    return opts.a, opts.args
end
assert(parse({ type = 'number' }, '--a=0x10') == 16)
assert(math.type(parse({ type = 'number' }, '--a=1e3')) == 'float')
assert(math.type(parse({ type = 'integer' }, '--a=1e3')) == 'integer')
assert(select(2, parse({ type = 'integer' }, '--a=3.5')) == "option 'a' expects an integer")
assert(select(2, parse({ type = 'integer' }, '--a=x')) == "option 'a' expects an integer")
assert(select(2, parse({ type = 'number' }, '--a=nan')) == "option 'a' expects a number")
assert(parse({ type = 'string' }, '--a=') == '')
assert(parse({ type = 'string' }, '--a', '--') == '--')
assert(parse({ type = 'string', short = 's' }, '-s=v') == '=v')
assert(parse({ type = 'string', short = 's' }, '-sfile') == 'file')
assert(select(2, parse({}, '--a=')) == "option 'a' does not take a value")
assert(parse({ type = 'count', short = 'c', default = 3 }, '-cc', '--a') == 6)
local default = { 'q' }
local array = parse({ type = 'array', short = 'c', default = default }, '-cz', '--a', '-b')
assert(table.concat(array, ',') == 'q,z,-b' and #default == 1)
local _, args = parse({}, '-', '', 'x')
assert(#args == 3)
assert(select(2, parse({}, '-z')) == "unknown option '-z'")
assert(select(2, parse({}, '--foo=1')) == "unknown option '--foo=1'")
