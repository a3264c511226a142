-- Core edge case 82.
local cli = require 'eco.cli'
local spec = {
    { name = 'verbose', short = 'v', type = 'count' },
    { name = 'include', short = 'I', type = 'array' },
    { name = 'dry-run' },
    { name = 'name', type = 'string' },
    { name = 'port', type = 'integer' },
    { name = 'ratio', type = 'number' },
    { name = 'absent', type = 'string' },
    { name = 'flag', short = 'f' },
}
local opts = assert(cli.parse_args(spec, { '-vv', '-I', 'src', '--include=lib', '--dry-run', '--name', 'demo',
    '--port=8080.0', '--ratio', '1.5', 'pos1', '--', '--literal', '-x' }))
assert(opts.verbose == 2 and #opts.include == 2 and opts.include[1] == 'src' and opts.include[2] == 'lib')
assert(opts['dry-run'] == true and opts.name == 'demo' and opts.ratio == 1.5)
assert(math.type(opts.port) == 'integer' and opts.port == 8080)
assert(table.concat(opts.args, ' ') == 'pos1 --literal -x')
assert(opts.absent == nil and opts.flag == false)
