--! image only: ends the process
--! status: 1
--! error: x
-- Core edge case 7.
pcall(eco.run, function() error('x') end)
print('not reached')
