"""Callers that write, what was acknowledged to them, and what a store must therefore hold.

Each caller has users of its own and one call in flight, so what its users may look like is known
exactly: as acknowledged, or with the one unanswered call done as well.
"""
import hashlib
import random
import sqlite3
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Callable, Dict, List, Optional, Tuple

from .client import OK, RESOURCE_EXHAUSTED, UNAVAILABLE, Answer, Client, fields, message
from .daemon import Broken

QUOTA = 3


@dataclass(frozen=True)
class Person:
    """A user as the store is to hold it; version 0 when there is none."""
    email: str
    version: int = 0
    number: Optional[str] = None
    erased: bool = False
    exports: int = 0


@dataclass
class Slot:
    """A user, and the call about it that is not answered."""
    uuid: str
    known: Person
    pending: Optional[Person] = None
    authy_id: int = 0
    brought: Optional[str] = None
    """The number that an import brings with the user; None when a call makes the user."""

    @property
    def possible(self) -> List[Person]:
        return [self.known] if self.pending is None else [self.known, self.pending]


@dataclass
class Step:
    method: str
    payload: bytes
    after: Person
    service: str = "Directory"


@dataclass
class Caller:
    name: str
    random: random.Random
    slots: List[Slot] = field(default_factory=list)

    def next(self) -> Tuple[Slot, Step]:
        seen = [slot for slot in self.slots[-4:] if slot.known.version and slot.pending is None]
        if seen and self.random.random() < 0.2:
            slot = self.random.choice(seen)
            return slot, self.look(slot)
        living = [slot for slot in self.slots[-4:] if not slot.known.erased]
        if not living or self.random.random() < 0.3:
            uuid = f"{self.name}-{len(self.slots)}"
            slot = Slot(uuid, Person(f"{uuid}@example.com"))
            if self.random.random() < 0.5:
                slot.brought = self.number()
            self.slots.append(slot)
            return slot, self.make(slot)
        slot = self.random.choice(living)
        return slot, self.change(slot)

    def number(self) -> str:
        return f"+1{self.random.randrange(10**9, 10**10)}"

    def look(self, slot: Slot) -> Step:
        """By one of the keys that the user has."""
        keys = [message(_1=slot.uuid)]
        if not slot.known.erased:
            keys.append(message(_2=slot.known.email))
        if slot.known.number is not None:
            keys.append(message(_3=slot.known.number))
        return Step("LookupUser", message(_1=self.random.choice(keys)), slot.known)

    def make(self, slot: Slot) -> Step:
        if slot.brought is None:
            return Step("FindOrCreateUser", message(_1=slot.known.email, _2=slot.uuid),
                        replace(slot.known, version=1))
        record = message(_1=slot.uuid, _2=slot.known.email, _3=slot.brought)
        return Step("ImportUsers", message(_1=record),
                    replace(slot.known, version=2, number=slot.brought), "Admin")

    def change(self, slot: Slot) -> Step:
        now = slot.known
        if now.version == 0:
            return self.make(slot)
        up = now.version + 1
        dice = self.random.random()
        if now.number is None or dice < 0.5:
            number = self.number()
            return Step("UpdatePhoneNumber", message(_1=slot.uuid, _2=number),
                        replace(now, version=up, number=number))
        if dice < 0.65:
            return Step("UpdatePhoneNumber", message(_1=slot.uuid, _3=b""),
                        replace(now, version=up, number=None))
        if slot.authy_id and dice < 0.9:
            # A number is exported three times in thirty days; a fourth time changes nothing.
            after = replace(now, version=up, exports=now.exports + 1)
            return Step("ExportPhoneNumber", message(_1=slot.authy_id),
                        after if now.exports < QUOTA else now)
        return Step("EraseUser", message(_1=slot.uuid),
                    replace(now, version=up, number=None, erased=True))


class Workload:
    def __init__(self, seed: int, name: str = "p", callers: int = 8):
        self.callers = [Caller(f"{name}{index}", random.Random(f"{seed} {index}"))
                        for index in range(callers)]
        self.acknowledged = 0
        self.unavailable: List[str] = []

    @property
    def slots(self) -> List[Slot]:
        return [slot for caller in self.callers for slot in caller.slots]

    def run(self, client: Client, steps: int, told: Callable[[int], None] = lambda _: None,
            sent: Callable[[int, Slot, Step], None] = lambda *_: None) -> None:
        """Makes so many calls, one in flight for each caller. Raises `Closed` or `Hang`.

        An answer UNAVAILABLE leaves the user with both outcomes until its caller knows better.
        """
        flying: Dict[int, Tuple[Caller, Slot, Step]] = {}
        resting: List[Caller] = []
        left = steps

        def launch(caller: Caller) -> None:
            nonlocal left
            left -= 1
            slot, step = caller.next()
            if step.method != "LookupUser":
                slot.pending = step.after
            stream = client.send(step.method, step.payload, step.service)
            sent(stream, slot, step)
            flying[stream] = (caller, slot, step)

        for caller in self.callers[:steps]:
            launch(caller)
        while flying:
            for stream, answer in client.receive():
                if stream not in flying:
                    # An import was refused before its message came, which has an answer of its own.
                    continue
                caller, slot, step = flying.pop(stream)
                if self.settle(slot, step, answer):
                    told(self.acknowledged)
                    if left > 0:
                        launch(caller)
                else:
                    resting.append(caller)

    def settle(self, slot: Slot, step: Step, answer: Answer) -> bool:
        """Takes an answer in; whether it was an outcome."""
        if answer.code == UNAVAILABLE:
            self.unavailable.append(answer.message)
            if "unknown" not in answer.message and step.method != "ImportUsers":
                # It says that nothing was changed; an import that is cut off may have been written.
                slot.pending = None
            return False
        if step.method == "LookupUser":
            require_seen(slot, answer)
            return True
        spent = step.method == "ExportPhoneNumber" and step.after == slot.known
        if answer.code != (RESOURCE_EXHAUSTED if spent else OK):
            raise Broken(f"{step.method} was answered {answer.code} {answer.message}")
        slot.known, slot.pending = step.after, None
        if step.method == "FindOrCreateUser":
            user = fields(answer.inner(1))
            slot.authy_id = int(user[6][0])  # type: ignore[arg-type]
        if step.method == "ImportUsers" and answer.number(1) + answer.number(2) != 1:
            raise Broken(f"{slot.uuid} was rejected by an import")
        self.acknowledged += 1
        return True


def require_seen(slot: Slot, answer: Answer) -> None:
    """A look-up sees what was acknowledged, whoever answers it."""
    if answer.code != OK:
        raise Broken(f"LookupUser was answered {answer.code} {answer.message}")
    user = fields(answer.payload)
    number = user[3][0].decode() if 3 in user else None  # type: ignore[union-attr]
    if (user[7][0], number, 2 not in user) != (
            slot.known.version, slot.known.number, slot.known.erased):
        raise Broken(f"{slot.uuid} was read as it was before an acknowledged write")
    slot.authy_id = int(user[6][0])  # type: ignore[arg-type]


def check_file(path: Path, slots: List[Slot]) -> None:
    """Reads a store with nothing of ours, and compares it with what it must hold."""
    database = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    try:
        check_log(database)
        check_people(database, slots)
    finally:
        database.close()


def check_log(database: sqlite3.Connection) -> None:
    last, chain = 0, bytes(32)
    versions: Dict[int, int] = {}
    for position, authy_id, version, data, chain_hash in database.execute(
            "SELECT position, authy_id, version, bytes, hash FROM events ORDER BY position"):
        chain = hashlib.sha256(chain + data).digest()
        if position != last + 1 or chain != chain_hash:
            raise Broken(f"the chain is broken at {position}")
        if version != versions.get(authy_id, 0) + 1:
            raise Broken(f"versions are not dense at {position}")
        last, versions[authy_id] = position, version
    stored = dict(database.execute("SELECT authy_id, version FROM personal"))
    stored |= dict(database.execute("SELECT authy_id, version FROM erased"))
    if stored != versions:
        raise Broken("the log and the records disagree about versions")
    for column in ("uuid_key", "authy_id"):
        twice = database.execute(
            f"SELECT count(*) - count(DISTINCT {column}) FROM users").fetchone()[0]
        if twice:
            raise Broken(f"{column} is given twice")
    if database.execute("SELECT count(*) - count(DISTINCT email_key) FROM personal").fetchone()[0]:
        raise Broken("an address is given twice")


def check_people(database: sqlite3.Connection, slots: List[Slot]) -> None:
    exports = dict(database.execute(
        "SELECT authy_id, count(*) FROM events WHERE exported_ms IS NOT NULL GROUP BY authy_id"))
    found: Dict[str, Tuple[int, Person]] = {}
    for uuid, authy_id, email, version, number in database.execute(
            "SELECT uuid, authy_id, email, version, phone FROM personal"):
        found[uuid] = authy_id, Person(email, version, number, False, exports.get(authy_id, 0))
    for uuid, authy_id, version in database.execute("SELECT uuid, authy_id, version FROM erased"):
        found[uuid] = authy_id, Person("", version, None, True, exports.get(authy_id, 0))
    for slot in slots:
        authy_id, person = found.get(slot.uuid, (0, Person(slot.known.email)))
        wanted = [replace(one, email="") if one.erased else one for one in slot.possible]
        if person not in wanted:
            raise Broken(f"{slot.uuid} is {person}, and should be one of {wanted}")
        if slot.authy_id and slot.authy_id != authy_id:
            raise Broken(f"{slot.uuid} has another authy id than it was given")
        if person.exports > QUOTA:
            raise Broken(f"{slot.uuid} was exported {person.exports} times")


def check_served(client: Client, seconds: float = 60.0) -> None:
    """The daemon's own proof of its store, and whether it takes a write."""
    answer = client.call("VerifyStore", b"", "Admin", seconds)
    if answer.code != OK or answer.number(1) != 1:
        problems = fields(answer.payload).get(4, [])
        raise Broken(f"verify: {answer.message} {problems}")
    made = client.call("FindOrCreateUser", message(_1="after@example.com", _2="after"), seconds=20)
    if made.code != OK:
        raise Broken(f"it takes no write afterwards: {made.message}")
