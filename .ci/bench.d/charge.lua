-- wrk asks the paths it is given in turn: path and cookie, alternately, after `--`.
local requests = {}

function init(args)
    for i = 1, #args, 2 do
        requests[#requests + 1] = wrk.format("GET", args[i], { ["Cookie"] = args[i + 1] })
    end
end

local turn = 0
function request()
    turn = turn % #requests + 1
    return requests[turn]
end

function done(summary, latency)
    local errors = summary.errors
    io.write(string.format("MESURE %.3f %.3f %.3f %d\n", summary.requests / summary.duration * 1e6, latency:percentile(50) / 1000,
        latency:percentile(99) / 1000, errors.connect + errors.read + errors.write + errors.status + errors.timeout))
end
