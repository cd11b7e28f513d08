"""Power loss: what was not synced is gone, there in part, or torn.

One life of the daemon gives a log of all that it wrote, synced and answered. Many images of a disk
are cut from it: at a moment of the log, each file is as it was synced last, and of what was written
since each sector is there or is not. What was answered before that moment must be in the image.
"""
import random
import shutil
import struct
from dataclasses import dataclass, field
from pathlib import Path
from typing import Dict, List, Optional, Tuple

from .client import Hang, answers
from .daemon import Broken, Control, Daemon
from .operations import recover
from .report import Report
from .settings import Settings, workplace
from .workload import Slot, Step, Workload

WRITTEN, SYNCED, TRUNCATED, CREATED, UNLINKED, SENT, RENAMED = range(1, 8)
SECTOR = 512
IMAGES_OF_A_LIFE = 100
STEPS = 300


@dataclass(frozen=True)
class Record:
    kind: int
    name: str
    offset: int
    data: bytes


@dataclass
class File:
    """A file of the disk: what is certain, and what was done since."""
    certain: bytearray = field(default_factory=bytearray)
    pending: List[Record] = field(default_factory=list)
    is_linked: bool = False
    is_unlinked: bool = False

    def sync(self) -> None:
        for record in self.pending:
            apply(record, self.certain, range(1 << 40))
        self.pending.clear()

    def after_loss(self, dice: random.Random) -> Optional[bytearray]:
        if not self.is_linked and dice.random() < 0.5:
            return None
        if self.is_unlinked and dice.random() < 0.5:
            return None
        contents = bytearray(self.certain)
        mood = dice.random()
        for record in self.pending:
            if record.kind == TRUNCATED:
                if dice.random() < 0.5:
                    apply(record, contents, range(1))
                continue
            sectors = range(record.offset // SECTOR,
                            (record.offset + len(record.data) - 1) // SECTOR + 1)
            # All of it, none, or some sectors; some losses spare much and some little.
            part = dice.random()
            if part < mood * 0.8:
                apply(record, contents, sectors)
            elif part < mood * 0.8 + 0.2:
                apply(record, contents, [one for one in sectors if dice.random() < 0.5])
        return contents


def apply(record: Record, contents: bytearray, sectors: object) -> None:
    """Does a write, as far as it lies in these sectors, or a truncation."""
    if record.kind == TRUNCATED:
        del contents[record.offset:]
        contents.extend(bytes(record.offset - len(contents)))
        return
    end = record.offset + len(record.data)
    if isinstance(sectors, range) and len(sectors) > len(record.data):
        spans = [(record.offset, end)]
    else:
        spans = [(max(record.offset, one * SECTOR), min(end, (one + 1) * SECTOR))
                 for one in sectors]  # type: ignore[attr-defined]
    for first, last in spans:
        if len(contents) < last:
            contents.extend(bytes(last - len(contents)))
        contents[first:last] = record.data[first - record.offset:last - record.offset]


def read_log(path: Path) -> List[Record]:
    data = path.read_bytes()
    records, at = [], 0
    while len(data) - at >= 24:
        kind, name_bytes, offset, size = struct.unpack_from("<IIQQ", data, at)
        name = data[at + 24:at + 24 + name_bytes].decode()
        at += 24 + name_bytes
        holds = kind in (WRITTEN, SENT, RENAMED)
        records.append(Record(kind, name, offset, data[at:at + size] if holds else b""))
        at += size if holds else 0
    return records


class Disk:
    """The files of a folder, by name. What is made, renamed and removed is certain once the folder
    is synced; until then an old name may be back, or a new one gone."""

    def __init__(self) -> None:
        self.files: Dict[str, File] = {}

    def take(self, record: Record) -> None:
        if record.name == "":
            self._sync_folder()
        elif record.kind == CREATED:
            self.files[record.name] = File()
        elif record.kind == RENAMED:
            self.files[record.data.decode()] = self.files.pop(record.name)
        else:
            file = self.files.setdefault(record.name, File())
            if record.kind == SYNCED:
                file.sync()
            elif record.kind == UNLINKED:
                file.is_unlinked = True
            else:
                file.pending.append(record)

    def _sync_folder(self) -> None:
        self.files = {name: file for name, file in self.files.items() if not file.is_unlinked}
        for file in self.files.values():
            file.is_linked = True

    def write(self, folder: Path, dice: random.Random) -> None:
        folder.mkdir(mode=0o700)
        for name, file in self.files.items():
            # The shared index and the lock are of the life that is over.
            if name.endswith("-shm") or name in ("lock", "s"):
                continue
            contents = file.after_loss(dice)
            if contents is not None:
                (folder / name).write_bytes(contents)


class Life:
    """What one daemon wrote and answered, and what it was asked."""

    def __init__(self, settings: Settings, number: int, place: Path):
        self.calls: Dict[int, Tuple[Slot, Step]] = {}
        self.sent_at: Dict[int, int] = {}
        self.work = Workload(settings.seed * 1_000_003 + number, f"w{number}-", callers=12)
        log = place / "log"
        daemon = Daemon(settings.program, place / "d", settings.shim,
                        Control(place / "control"), log)
        try:
            with daemon.require() as client:
                self.work.run(client, STEPS, sent=self._note)
            daemon.stop()
        finally:
            daemon.kill()
        self.records = read_log(log)
        shutil.rmtree(place / "d")

    def _note(self, stream: int, slot: Slot, step: Step) -> None:
        if step.method != "LookupUser":
            self.calls[stream] = slot, step

    def cut(self, moment: int, dice: random.Random, folder: Path) -> Workload:
        """Makes the image of a loss at a moment; gives what it must hold."""
        disk = Disk()
        answered = Answered(self.calls)
        for record in self.records[:moment]:
            if record.kind == SENT:
                answered.take(record.data)
            else:
                disk.take(record)
        disk.write(folder, dice)
        work = Workload(0, callers=0)
        work.callers = answered.callers()
        return work


class Answered:
    """Replays the answers up to a moment over the calls of a life."""

    def __init__(self, calls: Dict[int, Tuple[Slot, Step]]):
        self.calls = calls
        self.buffer = bytearray()
        self.done: Dict[int, bool] = {}
        self.order: Dict[str, List[int]] = {}
        for stream, (slot, _) in calls.items():
            self.order.setdefault(slot.uuid, []).append(stream)

    def take(self, data: bytes) -> None:
        self.buffer += data
        for stream, answer in answers(self.buffer):
            if stream in self.calls:
                self.done[stream] = answer.code == 0 or answer.code == 8

    def callers(self) -> list:
        """One caller with a slot for each user: as answered, or with the next call done."""
        from .workload import Caller, Person
        slots = []
        for uuid, streams in self.order.items():
            known = Person(self.calls[streams[0]][0].known.email)
            pending = None
            for stream in streams:
                after = self.calls[stream][1].after
                if not self.done.get(stream):
                    pending = after
                    break
                known = after
            slots.append(Slot(uuid, known, pending))
        return [Caller("all", random.Random(0), slots)]


def run(settings: Settings) -> bool:
    total = settings.amount(2_000, 12)
    report = Report("power", "images", total)
    per_life = min(IMAGES_OF_A_LIFE, max(1, total // 2)) if settings.quick else IMAGES_OF_A_LIFE
    for begin in range(0, total, per_life):
        number = begin // per_life
        with workplace(settings) as place:
            life = Life(settings, number, place)
        for seed in range(begin, min(begin + per_life, total)):
            dice = settings.random("power", seed)
            moment = dice.randrange(len(life.records) + 1)
            try:
                with workplace(settings) as place:
                    work = life.cut(moment, dice, place / "d")
                    recover(settings, place, work)
            except (Broken, Hang) as problem:
                report.failed(f"seed {seed}, moment {moment} of {len(life.records)}", problem)
            report.passed()
    return report.end()
