"""Many callers create one address at the same moment, for many addresses, one after the other.

The callers are a program in C: ten million calls take it a minute, and Python five.
"""
import subprocess
from pathlib import Path

from .client import Closed, Hang, fields
from .daemon import Broken, Daemon, build
from .operations import recover
from .report import Report
from .settings import Settings, workplace
from .workload import Workload


def run(settings: Settings) -> bool:
    addresses = settings.amount(10_000, 20)
    callers = 100 if settings.quick else 1_000
    report = Report("callers", "addresses", addresses)
    try:
        with workplace(settings) as place:
            racer = build(place / "race", "race.c")
            daemon = Daemon(settings.program, place / "d")
            try:
                with daemon.require() as client:
                    race(racer, daemon.socket, callers, addresses, report)
                    status = fields(client.call("GetStatus", b"", "Admin").payload)
                if status.get(2) != [addresses] or status.get(3) != [addresses]:
                    raise Broken(f"{status.get(2)} users and {status.get(3)} events")
                report.line(f"{callers} callers each: {addresses} users, {addresses} events")
                daemon.stop()
            finally:
                daemon.kill()
            recover(settings, place, Workload(settings.seed, callers=0))
    except (Broken, Hang, Closed) as problem:
        report.failed(f"address {report.count}", problem)
    return report.end()


def race(racer: Path, socket: Path, callers: int, addresses: int, report: Report) -> None:
    """All ask before anybody reads an answer; one of them has made the user."""
    with subprocess.Popen([racer, socket, str(callers), str(addresses)],
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as racing:
        assert racing.stdout is not None and racing.stderr is not None
        for _ in racing.stdout:
            report.passed()
        problem = racing.stderr.read().strip()
    if racing.returncode != 0:
        raise Broken(problem or f"the callers ended with {racing.returncode}")
