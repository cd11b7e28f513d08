"""What a look-up costs in a large store, against what it costs in one of 100 000 users."""
from contextlib import ExitStack
from typing import Dict, List

from .building import Programs
from .report import Row, at_most
from .running import Server, load, median, say, warm
from .settings import Settings
from .store import Population

FEW = 100_000
CONNECTIONS, IN_FLIGHT = 8, 16

HOT_RECORD_BYTES = 540
"""Of a user, under all keys."""

PAGE_CACHE = "4GiB"
"""Room for what look-ups by phone touch of ten million users."""


def measure(programs: Programs, population: Population, settings: Settings) -> List[Row]:
    """Nothing for a store that is no larger."""
    if settings.users <= FEW:
        return []
    few = Population(programs, FEW)
    few.make()
    rows = []
    for name, hot_records in (("", str(max(64 << 20, settings.users * HOT_RECORD_BYTES))),
                              (", no hot records", "0")):
        with ExitStack() as stack:
            servers = {
                stored.users: stack.enter_context(stored.daemon(
                    stored.copy(f"scale-{stored.users}"), f"scale-{stored.users}",
                    hot_records=hot_records, page_cache=PAGE_CACHE))
                for stored in (few, population)
            }
            rows.append(row(name, costs(programs, servers, settings), settings.users))
    return rows


def costs(programs: Programs, servers: Dict[int, Server], settings: Settings) -> Dict[int, float]:
    """By the number of users: microseconds of the server a look-up, of warm caches."""
    for users, server in servers.items():
        warm(programs.load, server, users)
    found: Dict[int, List[float]] = {users: [] for users in servers}
    for index in range(settings.rounds):
        say(f"Scale, round {index + 1} of {settings.rounds} …")
        for users, server in servers.items():
            report = load(programs.load, server, users, CONNECTIONS, IN_FLIGHT, settings.seconds,
                          seed=index + 1)
            found[users].append(report["serverCPUMicrosecondsPerCall"])
    return {users: median(values) for users, values in found.items()}


def row(name: str, cost: Dict[int, float], users: int) -> Row:
    times = cost[users] / cost[FEW]
    text = f"{cost[users]:.2f} µs = {times:.2f} × that of {FEW} ({cost[FEW]:.2f})"
    return Row(f"look-up 8 × 16, {users} users{name}", text,
               [at_most(1.5, times, "1.5 ×"), at_most(1.2, times, "1.2 ×")],
               {"times": times, **{str(key): value for key, value in cost.items()}})
