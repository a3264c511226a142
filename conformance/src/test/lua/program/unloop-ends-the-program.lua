--! image only: ends the process
--! output: to the end of this stretch
-- Core edge case 18, second half.
eco.run(function()
    eco.sleep(0.001)
    eco.unloop()
    print('to the end of this stretch')
    eco.sleep(0.001)
    print('not reached')
end)
eco.sleep(100)
