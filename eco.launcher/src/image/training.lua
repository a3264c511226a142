-- Run once while the image is built: what it makes the virtual machine load and link, every later start finds in the
-- AOT cache. So it touches what programs commonly touch, each thing a few times, and ends by itself.
local eco = require 'eco'
local time = require 'eco.time'
local sync = require 'eco.sync'
local channel = require 'eco.channel'
local cli = require 'eco.cli'

local function language(n)
    local sum, bits, parts = 0, 0, {}
    for i = 1, n do
        sum = sum + i % 7 // 2 * 1.5
        bits = (bits ~ i << 1 | 1) & 0xff
        parts[#parts + 1] = i .. ':' .. tostring(sum)
    end
    for k, v in pairs({ 1, 2, x = 'y', z = { 1.5 } }) do
        if type(v) == 'table' then parts[#parts + 1] = #v elseif k ~= 'x' then parts[k] = v end
    end
    for i, v in ipairs(parts) do
        if i > 3 then goto done end
        parts[i] = v
    end
    ::done::
    repeat n = n - 1 until n <= 0
    while n < 3 do n = n + 1 end
    return table.concat(parts, ','), select('#', table.unpack(parts))
end

local Account = {}
Account.__index = Account
Account.__add = function(a, b) return setmetatable({ balance = a.balance + b.balance }, Account) end
Account.__tostring = function(self) return 'account ' .. self.balance end
Account.__close = function(self) self.balance = 0 end
Account.__gc = function() end

function Account.new(balance) return setmetatable({ balance = balance }, Account) end

function Account:deposit(amount)
    self.balance = self.balance + amount
    return self
end

local function libraries()
    local s = string.format('%d %5.2f %s %q %x', 42, 3.14159, 'text', 'quoted\n', 255)
    s = s:upper():lower():reverse():rep(2, '-'):sub(2, -2)
    s = s:gsub('%d+', function(d) return '<' .. d .. '>' end):gsub('[aeiou]', { a = '4' })
    for word in s:gmatch('%a+') do s = s .. word:byte() end
    local _ = s:find('x', 1, true), s:match('^(.-)%s'), ('a,b'):find(','), utf8.char(228, 8364), utf8.len('ä')
    _ = string.pack('<i4z', 7, 'x'), string.unpack('<i4', '\1\0\0\0')
    local list = { 5, 3, 1, 4 }
    table.sort(list)
    table.sort(list, function(a, b) return a > b end)
    table.insert(list, 9)
    table.insert(list, 1, 0)
    table.remove(list)
    table.move(list, 1, 2, 3)
    _ = math.floor(1.5), math.max(1, 2), math.random(10), math.tointeger(3.0), math.pi, math.huge, math.type(1)
    _ = tonumber('0x10'), tonumber('z', 36), tostring(nil), rawequal(1, 1), rawlen({}), next({})
    _ = os.time(), os.date('%Y-%m-%d'), os.clock(), os.getenv('HOME'), os.time({ year = 2020, month = 1, day = 1 })
    assert(not pcall(error, 'x'))
    assert(not pcall(function() local t; return t.x end))
    assert(not xpcall(function() error({}) end, debug.traceback))
    assert(load('return ' .. 1 + 1)() == 2)
    assert(not load('x ='))
    local f = assert(io.open(arg[0]))
    f:read('l', 'n', 'a')
    f:seek('set', 0)
    for line in f:lines() do if #line == 0 then break end end
    f:close()
    _ = debug.getinfo(1, 'Sl').short_src .. debug.traceback()
    local generator = coroutine.wrap(function() for i = 1, 3 do coroutine.yield(i) end end)
    for i in generator do _ = i end
    _ = coroutine.running(), coroutine.isyieldable(), coroutine.status(coroutine.create(print))
    do
        local a <close> = Account.new(1):deposit(2) + Account.new(3)
        local b <const> = tostring(a)
        assert(b == 'account 6')
    end
    collectgarbage()
    return s
end

local function tasks()
    local ch = channel.new(2)
    local mutex, cond, group = sync.mutex(), sync.cond(), sync.waitgroup()
    group:add(2)
    eco.run(function()
        for i = 1, 3 do
            ch:send(i)
            eco.sleep(0.001)
        end
        ch:close()
        group:done()
    end)
    eco.run(function()
        mutex:lock()
        eco.sleep(0)
        mutex:unlock()
        cond:broadcast()
        group:done()
    end)
    while ch:recv() do end
    group:wait(1)
    time.at(0.001, function() end)
    eco.sleep(0.002)
    return time.now() + eco.count()
end

local function sockets()
    local found, socket = pcall(require, 'eco.socket')
    if not found then return end
    local server = assert(socket.listen_tcp('127.0.0.1', 0))
    eco.run(function()
        local peer = assert(server:accept())
        assert(peer:send(assert(peer:recv(64))))
        peer:close()
    end)
    local client = assert(socket.connect_tcp('127.0.0.1', server:getsockname().port))
    assert(client:send('ping\n'))
    assert(client:recv('l') == 'ping')
    client:close()
    server:close()
end

for _ = 1, 3 do
    language(20)
    libraries()
    tasks()
    sockets()
end
print(('%d tasks'):format(eco.count()), type(cli))
io.write('done\n')
io.stderr:write('')
