"""Every N-th write, sync, truncate, open and lock fails, until a run is untouched."""
import errno
from pathlib import Path
from typing import Iterator

from .client import OK, Client, Closed, Hang, message
from .daemon import OPERATIONS, Broken, Control, Daemon
from .report import Report
from .settings import Settings, workplace
from .workload import Workload, check_file, check_served

STEPS = 60
ERRORS = (errno.EIO, errno.ENOSPC)


def run(settings: Settings) -> bool:
    report = Report("io", "runs")
    for operation in OPERATIONS:
        for error in ERRORS:
            for persists in (False, True):
                name = f"{operation} {errno.errorcode[error]} {'on' if persists else 'once'}"
                first = 0
                for first in numbers(settings, name):
                    try:
                        touched = one(settings, operation, first, persists, error)
                    except (Broken, Hang) as problem:
                        report.failed(f"{name}, number {first}", problem)
                        touched = True
                    report.passed()
                    if not touched:
                        break
                report.line(f"{name}: up to number {first}")
    return report.end()


def numbers(settings: Settings, name: str) -> Iterator[int]:
    if not settings.quick:
        yield from range(1, 1_000_000)
    # A few of each kind, others with another seed.
    yield from sorted(settings.random(name).sample(range(1, 90), 1))


def one(settings: Settings, operation: str, first: int, persists: bool, error: int) -> bool:
    """One life with one fault, and one without; whether something was made to fail."""
    with workplace(settings) as place:
        control = Control(place / "control")
        control.arm(operation, first, persists, error)
        work = Workload(settings.seed)
        live(Daemon(settings.program, place / "d", settings.shim, control), work, place / "d")
        recover(settings, place, work)
        return control.fired > 0


def live(daemon: Daemon, work: Workload, folder: Path) -> None:
    """Writes, whatever comes of it; the daemon ends by itself or when it is told to."""
    try:
        client = daemon.connect()
        if client is None:
            require_one_line(daemon)
            return
        try:
            with client:
                work.run(client, STEPS)
                back_up(client, work, folder / "copy")
        except Closed:
            pass
        unknown = any("unknown" in text for text in work.unavailable)
        code = daemon.wait() if unknown else daemon.stop()
        if unknown and code != 1:
            raise Broken(f"a commit failed, and it ended with {code}")
    finally:
        daemon.kill()


def back_up(client: Client, work: Workload, path: Path) -> None:
    """A backup is made, and holds all of it, or is refused, and nothing of it is left."""
    answer = client.call("CreateBackup", message(_1=str(path)), "Admin", 60)
    left = [one.name for one in path.parent.iterdir() if one.name.startswith(path.name)]
    if answer.code != OK:
        if left:
            raise Broken(f"a backup that was answered {answer.code} {answer.message} left {left}")
        return
    if left != [path.name]:
        raise Broken(f"a backup left {left}")
    check_file(path, work.slots)


def require_one_line(daemon: Daemon) -> None:
    lines = [line for line in daemon.lines() if line.strip()]
    if len(lines) != 1:
        raise Broken(f"a refused start is one line, not {lines}")


def recover(settings: Settings, place: Path, work: Workload) -> None:
    """What every trouble is followed by: a start without any, and a store that is whole."""
    daemon = Daemon(settings.program, place / "d")
    try:
        with daemon.require() as client:
            check_served(client)
        if daemon.stop() != 0:
            raise Broken(f"it did not end well: {daemon.last_line()}")
    finally:
        daemon.kill()
    check_file(place / "d" / "directory.sqlite", work.slots)
