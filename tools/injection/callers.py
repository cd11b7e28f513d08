"""Many callers create one address at the same moment, for many addresses, one after the other."""
import selectors
import time
from typing import List

from .client import HANG_SECONDS, Client, Closed, Hang, answers, fields, message
from .daemon import Broken, Daemon
from .operations import recover
from .report import Report
from .settings import Settings, workplace
from .workload import Workload


def run(settings: Settings) -> bool:
    report = Report("callers", "addresses")
    addresses = settings.amount(1_000, 5)
    callers = 100 if settings.quick else 1_000
    try:
        with workplace(settings) as place:
            daemon = Daemon(settings.program, place / "d")
            try:
                first = daemon.require()
                clients = [first] + [Client(str(daemon.socket)) for _ in range(callers - 1)]
                for number in range(addresses):
                    race(clients, f"caller{number}@example.com")
                    report.passed()
                status = fields(first.call("GetStatus", b"", "Admin").payload)
                if status.get(2) != [addresses] or status.get(3) != [addresses]:
                    raise Broken(f"{status.get(2)} users and {status.get(3)} events")
                report.line(f"{callers} callers each: {addresses} users, {addresses} events")
                for client in clients:
                    client.socket.close()
                daemon.stop()
            finally:
                daemon.kill()
            recover(settings, place, Workload(settings.seed, callers=0))
    except (Broken, Hang, Closed) as problem:
        report.failed(f"address {report.count}", problem)
    return report.end()


def race(clients: List[Client], address: str) -> None:
    """All ask before anybody reads an answer; one of them has made the user."""
    for index, client in enumerate(clients):
        text = address.upper() if index % 2 else address
        client.send("FindOrCreateUser", message(_1=text))
    users, created = set(), 0
    deadline = time.monotonic() + 4 * HANG_SECONDS
    with selectors.DefaultSelector() as waiting:
        for client in clients:
            waiting.register(client.socket, selectors.EVENT_READ, client)
        left = len(clients)
        while left:
            for key, _ in waiting.select(max(0.0, deadline - time.monotonic())):
                client = key.data
                more = client.socket.recv(65_536)
                if not more:
                    raise Closed
                client.received += more
                for _, answer in answers(client.received):
                    if answer.code:
                        raise Broken(f"answered {answer.code} {answer.message}")
                    users.add(answer.inner(1))
                    created += answer.number(2)
                    left -= 1
            if time.monotonic() > deadline:
                raise Hang(f"{left} callers were not answered in time")
    if len(users) != 1 or created != 1:
        raise Broken(f"{len(users)} users for one address, {created} creations")
    if not fields(next(iter(users))).get(2):
        raise Broken("a user without an address")
