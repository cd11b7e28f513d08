"""A disk that is full and then is not: writes are refused, reads go on, and writes resume.

The long form fills a small file system of its own (tmpfs, mounted where that is allowed). The quick
one lets everything that needs space fail with ENOSPC, which needs no rights.
"""
import ctypes
import os
import time
from pathlib import Path
from typing import Callable, List, Optional

from .client import HANG_SECONDS, OK, RESOURCE_EXHAUSTED, Client, Hang, fields, message
from .daemon import Broken, Control, Daemon, Unable
from .operations import recover
from .report import Report
from .settings import Settings, workplace
from .workload import Workload

FULL = "the disk is full; nothing was changed"
BYTES = 64 << 20
IDLE_SECONDS = 1.0
"""After this a writer that is left alone has emptied its log."""
MS_NOEXEC_NODEV_NOSUID = 0xE
CLONE_NEWNS, MS_REC_PRIVATE = 0x20000, 0x44000


def run(settings: Settings) -> bool:
    rounds = settings.amount(20, 2)
    report = Report("full", "rounds", rounds)
    play = with_errors if settings.quick else on_small_disk
    for number in range(rounds):
        try:
            with workplace(settings) as place:
                play(settings, place, number)
        except (Broken, Hang) as problem:
            report.failed(f"round {number}", problem)
        report.passed()
    return report.end()


def with_errors(settings: Settings, place: Path, number: int) -> None:
    control = Control(place / "control")
    daemon = Daemon(settings.program, place / "d", settings.shim, control)
    work = Workload(settings.seed + number)
    try:
        with daemon.require() as client:
            for _ in range(3):
                work.run(client, 200)
                require_ballast(place, True)
                control.fill_disk(True)
                refuse(client, work, lambda: None)
                require_ballast(place, False)
                require_backup(client, place / "d" / "copy", RESOURCE_EXHAUSTED)
                control.fill_disk(False)
                resume(client, work)
                require_backup(client, place / "d" / "copy", OK)
        if daemon.stop() != 0:
            raise Broken(f"it did not end well: {daemon.last_line()}")
    finally:
        daemon.kill()
    recover(settings, place, work)


def on_small_disk(settings: Settings, place: Path, number: int) -> None:
    disk = place / "disk"
    disk.mkdir()
    mount(disk)
    try:
        dice = settings.random("full", number)
        daemon = Daemon(settings.program, disk / "d")
        work = Workload(settings.seed + number)
        try:
            with daemon.require() as client:
                for _ in range(3):
                    work.run(client, 500)
                    spared = dice.randrange(0, 65_536)
                    refuse(client, work, lambda: fill(disk / "others", spared),
                           disk / "d" / "ballast")
                    require_ballast(disk, False)
                    require_backup(client, disk / "copy", RESOURCE_EXHAUSTED)
                    (disk / "others").unlink()
                    resume(client, work)
                    require_backup(client, disk / "copy", OK)
                # It ends, and starts again, on a disk that is full.
                fill(disk / "others", 0)
            daemon.stop()
            daemon = Daemon(settings.program, disk / "d")
            with daemon.require() as client:
                require_reads(client, work)
            daemon.stop()
            (disk / "others").unlink()
        finally:
            daemon.kill()
        recover(settings, disk, work)
    finally:
        unmount(disk)


def fill(path: Path, spared: int) -> None:
    """Writes until nothing fits any more, and gives a little back."""
    with open(path, "ab", buffering=0) as file:
        for size in (1 << 20, 4096):
            while True:
                try:
                    if file.write(bytes(size)) < size:
                        break
                except OSError:
                    break
        file.truncate(max(0, file.tell() - spared))


def refuse(client: Client, work: Workload, press: Callable[[], None],
           ballast: Optional[Path] = None) -> None:
    """Writes until writes are refused for good; reads go on meanwhile.

    What the log gives back when it is emptied is space as well: it has to be taken too. A reader
    may be in the way of that until the writer is idle; then the ballast is back, and all goes on.
    """
    def is_refused(refused: List[str]) -> bool:
        if not set(refused) <= {FULL}:
            raise Broken(f"writes were refused by: {sorted(set(refused))}")
        status = fields(client.call("GetStatus", b"", "Admin").payload)
        if not refused or status.get(9) != [1]:
            return False
        if ballast:
            time.sleep(IDLE_SECONDS)
        return not (ballast and ballast.exists())

    until(work, client, is_refused, press, "no write was refused")
    require_reads(client, work)


def resume(client: Client, work: Workload) -> None:
    until(work, client, lambda refused: not refused, lambda: None, "writes did not resume")


def until(work: Workload, client: Client, is_done: Callable[[List[str]], bool],
          press: Callable[[], None], otherwise: str) -> None:
    deadline = time.monotonic() + 4 * HANG_SECONDS
    while True:
        press()
        work.unavailable.clear()
        work.run(client, 64)
        if is_done(work.unavailable):
            return
        if time.monotonic() > deadline:
            raise Broken(otherwise)


def require_reads(client: Client, work: Workload) -> None:
    for slot in work.slots:
        if slot.authy_id and slot.pending is None:
            answer = client.call("LookupUser", message(_1=message(_1=slot.uuid)))
            if answer.code != OK:
                raise Broken(f"a look-up was answered {answer.code} {answer.message}")


def require_backup(client: Client, path: Path, code: int) -> None:
    """One is made, or refused and nothing of it left."""
    answer = client.call("CreateBackup", message(_1=str(path)), "Admin", 60)
    if answer.code != code:
        raise Broken(f"a backup was answered {answer.code} {answer.message}")
    names = [one.name for one in path.parent.iterdir() if one.name.startswith(path.name)]
    if names != ([path.name] if code == OK else []):
        raise Broken(f"a backup that was answered {code} left {names}")
    if code == OK:
        path.unlink()


def require_ballast(place: Path, is_there: bool) -> None:
    deadline = time.monotonic() + HANG_SECONDS
    while (place / "d" / "ballast").exists() != is_there:
        if time.monotonic() > deadline:
            raise Broken("the ballast was not taken" if is_there else "the ballast was kept")
        time.sleep(0.01)


def mount(folder: Path) -> None:
    """In a mount name space of this process, so that nobody else sees it."""
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(CLONE_NEWNS) != 0 or libc.mount(
            b"none", b"/", None, ctypes.c_ulong(MS_REC_PRIVATE), None) != 0:
        raise Unable("a small file system can only be mounted by root; --quick needs none")
    options = f"size={BYTES},mode=0700".encode()
    if libc.mount(b"faults", bytes(folder), b"tmpfs", ctypes.c_ulong(MS_NOEXEC_NODEV_NOSUID),
                  options) != 0:
        raise Unable(f"no small file system: {os.strerror(ctypes.get_errno())}")


def unmount(folder: Path) -> None:
    ctypes.CDLL(None).umount2(bytes(folder), 2)
