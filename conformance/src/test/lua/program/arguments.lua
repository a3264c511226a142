--! arguments: x y -e
--! image only: the program's command line
-- Core edge case 3.
assert(arg[-1]:match('[^/]*$') == 'eco' and arg[0] == 'arguments.lua' and arg[-2] == nil)
assert(#arg == 3 and arg[1] == 'x' and arg[2] == 'y' and arg[3] == '-e')
assert(select('#', ...) == 0, 'the main chunk gets no varargs')
