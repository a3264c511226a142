--! image only: ends the process
--! status: 7
--! output: bye
-- Core edge case 11.
eco.run(function()
    eco.sleep(0.001)
    io.write('bye\n')
    os.exit(7)
end)
eco.sleep(10)
