"""One bit of the store's file, or of its log, is another.

The daemon refuses to start in a line, or its proof names what is wrong, or nothing that the proof
is about has changed: no row of any table. Nothing crashes and nothing hangs.

A flipped bit in the write-ahead log ends it there (its checksums see to that), as if what follows
had never been written; what is left must be whole.
"""
import random
import shutil
import signal
import sqlite3
import time
from pathlib import Path
from typing import List, Optional, Tuple

from .client import OK, Client, Closed, Hang
from .daemon import Broken, Daemon, Unable
from .report import Report
from .settings import Settings, workplace
from .workload import Workload, check_log

KEY_TABLES = ("uuid_keys", "email_keys", "phone_keys", "unsettled")
TABLES = ("users", "personal", "erased", "events", "counters", "organizations", "memberships",
          "api_keys", *KEY_TABLES)
STEPS = 400


def run(settings: Settings) -> bool:
    flips = settings.amount(1_000, 6)
    report = Report("flip", "flips", flips)
    told = {"refused": 0, "named by verify": 0, "in no row": 0, "log cut off": 0}
    with workplace(settings) as place:
        make(settings, place)
        whole = rows(place / "clean" / "directory.sqlite")
        assert whole is not None
        for number in range(flips):
            dice = settings.random("flip", number)
            name = dice.choice(["directory.sqlite", "directory.sqlite", "directory.sqlite-wal"])
            source = place / ("logged" if name.endswith("-wal") else "clean")
            try:
                with workplace(settings) as copy:
                    shutil.copytree(source, copy / "d")
                    where = flip(copy / "d" / name, dice)
                    told[one(settings, copy, name, whole)] += 1
            except (Broken, Hang, Closed) as problem:
                report.failed(f"flip {number}, {name}, bit {where}", problem)
            report.passed()
    report.line(", ".join(f"{count} {what}" for what, count in told.items()))
    return report.end()


def make(settings: Settings, place: Path) -> None:
    """A store as it ends, and the same store as a crash leaves it."""
    daemon = Daemon(settings.program, place / "d")
    try:
        with daemon.require() as client:
            copy_with_log(daemon, client, Workload(settings.seed), place)
        wait_until_settled(place / "d" / "directory.sqlite")
        daemon.stop()
    finally:
        daemon.kill()
    shutil.copytree(place / "d", place / "clean", ignore=shutil.ignore_patterns("control", "lock"))


def copy_with_log(daemon: Daemon, client: Client, work: Workload, place: Path) -> None:
    """Stops the daemon where it stands, before it has emptied its log: half a second after the last
    write it does, which on a busy machine may be sooner than we look."""
    for _ in range(50):
        work.run(client, STEPS)
        daemon.process.send_signal(signal.SIGSTOP)
        try:
            if (place / "d" / "directory.sqlite-wal").stat().st_size:
                shutil.copytree(place / "d", place / "logged",
                                ignore=shutil.ignore_patterns("*-shm", "control", "lock"))
                return
        finally:
            daemon.process.send_signal(signal.SIGCONT)
    raise Unable("the daemon was never met with something in its log")


def wait_until_settled(path: Path) -> None:
    """Or the keys of what was imported last would get their rows in the next life."""
    for _ in range(2_000):
        database = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
        try:
            if not database.execute("SELECT count(*) FROM unsettled").fetchone()[0]:
                return
        finally:
            database.close()
        time.sleep(0.01)
    raise Unable("the daemon has not settled all keys in 20 s")


def flip(path: Path, dice: random.Random) -> int:
    data = bytearray(path.read_bytes())
    bit = dice.randrange(8 * len(data))
    data[bit // 8] ^= 1 << bit % 8
    path.write_bytes(data)
    return bit


def one(settings: Settings, copy: Path, name: str, whole: List[Tuple]) -> str:
    daemon = Daemon(settings.program, copy / "d")
    try:
        client = daemon.connect()
        if client is None:
            return "refused"
        with client:
            answer = client.call("VerifyStore", b"", "Admin", 30)
        if daemon.stop() != 0:
            raise Broken(f"it did not end well: {daemon.last_line()}")
    finally:
        daemon.kill()
    if answer.code != OK or answer.number(1) != 1:
        return "named by verify"
    left = rows(copy / "d" / "directory.sqlite")
    if left is None:
        raise Broken("verify found nothing, and the file can't be read")
    if name.endswith("-wal"):
        database = sqlite3.connect(f"file:{copy / 'd' / 'directory.sqlite'}?mode=ro", uri=True)
        try:
            check_log(database)
        finally:
            database.close()
        return "log cut off"
    if left != whole:
        raise Broken("verify found nothing, and what is stored has changed")
    return "in no row"


def rows(path: Path) -> Optional[List[Tuple]]:
    database = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    try:
        return [row for table in TABLES
                for row in database.execute(f"SELECT * FROM {table} ORDER BY 1")]
    except sqlite3.DatabaseError:
        return None
    finally:
        database.close()
