"""Starting programs, servers among them, and asking rollcall-load for figures."""
import contextlib
import json
import os
import signal
import socket
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Dict, Iterator, List, Optional, Tuple, Union

from .settings import WORK

Place = Union[Path, Tuple[str, int]]
"""Where a server listens: a Unix socket, or a host and a port."""


class Failure(Exception):
    """Why nothing can be measured, in a line."""


@dataclass(frozen=True)
class Server:
    """A server that runs, and how rollcall-load is told to speak with it."""
    name: str
    socket: Place
    process: int
    start_seconds: float
    dialect: tuple = ()


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def run(command: List[str], **options) -> str:
    """The standard output of a program that must not fail."""
    try:
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False, **options)
    except OSError as error:
        raise Failure(f"{command[0]}: {error.strerror}") from error
    if done.returncode != 0:
        raise Failure(f"{Path(command[0]).name} ended with {done.returncode}")
    return done.stdout


@contextlib.contextmanager
def serving(name: str, command: List[str], place: Place, dialect: tuple = (),
            environment: Optional[Dict[str, str]] = None) -> Iterator[Server]:
    """A server, from its first accepted connection until it has ended on SIGTERM."""
    if isinstance(place, Path):
        place.unlink(missing_ok=True)
        log = place.with_suffix(".log")
    else:
        log = WORK / f"{name}.log"
    with open(log, "wb") as output:
        start = time.monotonic()
        process = subprocess.Popen(
            command, stdout=output, stderr=output, stdin=subprocess.DEVNULL,
            env={**os.environ, **(environment or {})})
        try:
            wait_until_serving(name, process, place, log)
            yield Server(name, place, process.pid, time.monotonic() - start, dialect)
        finally:
            end(name, process)


def wait_until_serving(name: str, process: subprocess.Popen, place: Place, log: Path) -> None:
    deadline = time.monotonic() + 60
    is_path = isinstance(place, Path)
    while True:
        with socket.socket(socket.AF_UNIX if is_path else socket.AF_INET) as probe:
            try:
                return probe.connect(str(place) if is_path else place)
            except OSError:
                pass
        if process.poll() is not None:
            last = log.read_text(errors="replace").strip().splitlines()[-1:]
            raise Failure(f"{name} ended with {process.returncode} at its start: {' '.join(last)}")
        if time.monotonic() > deadline:
            raise Failure(f"{name} does not serve after a minute")
        time.sleep(0.002)


def end(name: str, process: subprocess.Popen) -> None:
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(30)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
        raise Failure(f"{name} has not ended half a minute after SIGTERM") from None


def load(tool: Path, server: Server, users: int, connections: int, in_flight: int,
         seconds: float, workload: str = "by-phone", warm_up: Optional[float] = None,
         seed: int = 1) -> dict:
    """One run of rollcall-load; its report. The same seed asks about the same users."""
    warm_up = min(0.5, seconds / 2) if warm_up is None else warm_up
    report = run([
        str(tool), "run", "--json", "--socket", str(server.socket), *server.dialect,
        "--workload", workload, "--users", str(users), "--connections", str(connections),
        "--in-flight", str(in_flight), "--seed", str(seed), "--duration", f"{seconds}s",
        "--warm-up", f"{warm_up}s"])
    return json.loads(report)


def warm(tool: Path, server: Server, users: int) -> None:
    """Has nearly every user looked up once: in the steady state hot records are there."""
    say(f"Warming {server.name} …")
    load(tool, server, users, 8, 16, max(1.0, users / 50_000), warm_up=0, seed=77)


def median(values: List[float]) -> float:
    return statistics.median(values)
