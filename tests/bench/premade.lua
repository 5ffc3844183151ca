-- wrk -s premade.lua … -- FILE: sends the requests of FILE as they are, each once, and stops. FILE has eight digits before each: its size.
-- wrk asks once for a request that it does not send.
local file, last

function init(args)
	file = assert(io.open(args[1], "rb"))
end

function request()
	local size = file:read(8)
	if not size then
		wrk.thread:stop()
		return last
	end
	last = file:read(tonumber(size))
	return last
end
