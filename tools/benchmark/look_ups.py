"""Look-ups by phone: the daemon beside the raw echo, and Redis and ttrpc-go where they are."""
from contextlib import ExitStack
from typing import Dict, List, Optional

from .building import Programs
from .report import Goal, Row, at_most
from .running import Server, load, median, run, say, serving, warm
from .settings import Settings, WORK
from .store import Population, database

SHAPES = [(64, 1), (8, 16), (1, 1)]
"""Connections, and calls in flight on each."""

Medians = Dict[str, float]


def measure(programs: Programs, population: Population, settings: Settings) -> List[Row]:
    with ExitStack() as stack:
        servers = start(stack, programs, population)
        warm(programs.load, servers[0], settings.users)
        reports = rounds(programs, servers, settings)
        first_start = servers[0].start_seconds
    rows = [cost_64x1(reports), cost_8x16(reports), without_hot_records(reports),
            latency_1x1(reports), own_cost(reports)]
    text = f"{first_start:.2f} s"
    goals = [at_most(1, first_start, "1 s"), at_most(0.2, first_start, "0.2 s")]
    return [*rows, Row("start after a clean stop", text, goals, {"seconds": first_start})]


def start(stack: ExitStack, programs: Programs, population: Population) -> List[Server]:
    folder = population.copy("look-ups")
    servers = [stack.enter_context(population.daemon(folder, "look-ups"))]
    servers.append(stack.enter_context(
        population.daemon(population.copy("cold"), "cold", hot_records="0")))
    echo = WORK / "echo.sock"
    servers.append(stack.enter_context(
        serving("echo", [str(programs.echo), str(echo)], echo, ("--echo",))))
    if programs.redis:
        path = WORK / "redis.sock"
        command = [programs.redis, "--port", "0", "--unixsocket", str(path), "--save", "",
                   "--appendonly", "no", "--dir", str(WORK)]
        redis = stack.enter_context(serving("redis", command, path, ("--redis",)))
        run([str(programs.load), "fill", "--redis", "--socket", str(path),
             "--users", str(population.users)])
        servers.append(redis)
    if programs.ttrpc_go:
        path = WORK / "ttrpc-go.sock"
        command = [str(programs.ttrpc_go), str(path), str(database(folder))]
        servers.append(stack.enter_context(serving("ttrpc-go", command, path)))
    return servers


def rounds(programs: Programs, servers: List[Server], settings: Settings) -> Dict:
    """For each server and shape the medians of the rounds, in which all take turns."""
    reports: Dict = {}
    for index in range(settings.rounds):
        say(f"Look-ups, round {index + 1} of {settings.rounds} …")
        for connections, in_flight in SHAPES:
            for server in servers:
                report = load(programs.load, server, settings.users, connections, in_flight,
                              settings.seconds, seed=index + 1)
                reports.setdefault((server.name, connections, in_flight), []).append(report)
    return {key: medians(values) for key, values in reports.items()}


def medians(reports: List[dict]) -> Medians:
    def of(name: str) -> float:
        return median([report[name] for report in reports])

    return {
        "server_us": of("serverCPUMicrosecondsPerCall"), "own_us": of("ownCPUMicrosecondsPerCall"),
        "per_second": of("callsPerSecond"),
        "p50_us": median([report["latencyMicroseconds"]["p50"] for report in reports]),
    }


def beside(reports: Dict, connections: int, in_flight: int) -> Dict[str, Medians]:
    return {name: values for (name, *shape), values in reports.items()
            if shape == [connections, in_flight]}


def redis_goal(redis: Optional[Medians], own: float) -> Goal:
    if redis is None:
        return Goal("≤ Redis GET (redis-server is not installed)", None)
    return at_most(redis["server_us"], own, f"Redis GET {redis['server_us']:.2f} µs")


def ttrpc_go_goal(peer: Optional[Medians], own: float) -> Goal:
    if peer is None:
        return Goal("≤ ⅕ of ttrpc-go (Debian's Go, ttrpc and gogoprotobuf are not installed)", None)
    return at_most(peer["server_us"] / 5, own, f"⅕ of ttrpc-go {peer['server_us']:.1f} µs")


def cost_64x1(reports: Dict) -> Row:
    found = beside(reports, 64, 1)
    own, echo = found["rollcalld"]["server_us"], found["echo"]["server_us"]
    text = f"{own:.2f} µs server CPU a call = {own / echo:.2f} × R0 ({echo:.2f} µs)"
    goals = [at_most(3, own / echo, "3 × R0"), redis_goal(found.get("redis"), own)]
    return Row("look-up by phone, 64 × 1", text, goals, found)


def cost_8x16(reports: Dict) -> Row:
    found = beside(reports, 8, 16)
    own, echo = found["rollcalld"]["server_us"], found["echo"]["server_us"]
    text = f"{own:.2f} µs server CPU a call = {own / echo:.1f} × R0 ({echo:.2f} µs)"
    goals = [at_most(4, own, "4 µs"), ttrpc_go_goal(found.get("ttrpc-go"), own),
             redis_goal(found.get("redis"), own)]
    return Row("look-up by phone, 8 × 16", text, goals, found)


def without_hot_records(reports: Dict) -> Row:
    cost = {shape: beside(reports, *shape)["rollcalld, no hot records"]["server_us"]
            for shape in SHAPES[:2]}
    text = ", ".join(f"{us:.2f} µs at {a} × {b}" for (a, b), us in cost.items())
    return Row("the same without hot records", text, [],
               {f"{a}x{b}": us for (a, b), us in cost.items()})


def latency_1x1(reports: Dict) -> Row:
    found = beside(reports, 1, 1)
    own, echo = found["rollcalld"]["p50_us"], found["echo"]["p50_us"]
    text = f"p50 {own:.1f} µs = {own / echo:.2f} × echo ({echo:.1f} µs)"
    goals = [at_most(1.3, own / echo, "1.3 × echo"), at_most(1.15, own / echo, "1.15 × echo")]
    return Row("look-up by phone, 1 × 1", text, goals, found)


def own_cost(reports: Dict) -> Row:
    found = beside(reports, 64, 1)["rollcalld"]
    text = f"{found['own_us']:.2f} µs CPU a call"
    goals = [at_most(found["server_us"], found["own_us"], "the daemon's")]
    return Row("the load tool itself, 64 × 1", text, goals, {"own_us": found["own_us"]})
