"""kill -9 in the middle of writing, many times over, with a journal of what was acknowledged."""
import statistics
import time
from pathlib import Path
from typing import List, Tuple

from .client import Closed, Hang
from .daemon import Broken, Daemon
from .operations import recover
from .report import Report
from .settings import Settings, workplace
from .workload import Workload, check_served

ROUNDS_OF_A_STORE = 25
"""Then a new store is begun: each round proves all of it."""


def run(settings: Settings) -> bool:
    rounds = settings.amount(500, 6)
    report = Report("kill", "rounds", rounds)
    starts: List[float] = []
    acknowledged = 0
    for begin in range(0, rounds, ROUNDS_OF_A_STORE):
        numbers = range(begin, min(begin + ROUNDS_OF_A_STORE, rounds))
        try:
            with workplace(settings) as place:
                total = Workload(settings.seed, callers=0)
                for number in numbers:
                    slots, count, seconds = one(settings, place, number)
                    starts.append(seconds)
                    acknowledged += count
                    total.callers += slots.callers
                    report.passed()
                recover(settings, place, total)
        except (Broken, Hang) as problem:
            report.failed(f"round {len(starts)}", problem)
    again = sorted(starts)
    if again:
        report.line(f"{acknowledged} writes were acknowledged; ready again after "
                    f"{1000 * statistics.median(again):.0f} ms (median), "
                    f"{1000 * again[-1]:.0f} ms at the most")
    return report.end()


def one(settings: Settings, place: Path, number: int) -> Tuple[Workload, int, float]:
    """Starts, proves what the last round has left, writes until it is killed."""
    random = settings.random("kill", number)
    daemon = Daemon(settings.program, place / "d")
    work = Workload(settings.seed, f"k{number}-", callers=16)
    try:
        with daemon.require() as client:
            ready = time.monotonic() - daemon.started
            check_served(client)
            limit = random.randint(1, 400)

            def told(count: int) -> None:
                if count >= limit and daemon.process.poll() is None:
                    daemon.process.kill()

            try:
                work.run(client, 4 * limit + 64, told)
            except Closed:
                pass
    finally:
        daemon.kill()
    return work, work.acknowledged, ready
