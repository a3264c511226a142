--! image only: ends the process
--! status: 1
--! error: boom
--! error: in main chunk
--! error: in function 'eco.run'
error('boom')
