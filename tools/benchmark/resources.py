"""What a look-up takes from the kernel and the heap, and what a connection holds."""
import re
import resource
import shutil
import signal
import socket
import struct
import subprocess
import time
from contextlib import ExitStack
from pathlib import Path
from typing import List, Optional, Tuple

from .building import Programs
from .report import Goal, Row, at_most
from .running import Failure, Server, load, say, warm
from .settings import Settings, WORK
from .store import Population

IDLE_CONNECTIONS = 10_000


def measure(programs: Programs, population: Population, settings: Settings) -> List[Row]:
    say("System calls, allocations, idle connections …")
    folder = population.copy("resources")
    with population.daemon(folder, "resources") as server:
        idle = idle_connections(server)
        warm(programs.load, server, settings.users)
        calls = system_calls(programs, server, settings)
    return [calls, allocations(programs, population, folder, settings), idle]


def system_calls(programs: Programs, server: Server, settings: Settings) -> Row:
    name = "system calls per call, 8 × 16"
    counted = count_system_calls(programs, server, settings)
    if counted is None:
        return Row(name, "neither perf nor strace can watch the daemon",
                   [Goal("≤ 0.5", None), Goal("≤ 0.15", None)])
    per_call, how = counted
    goals = [at_most(0.5, per_call, "0.5"), at_most(0.15, per_call, "0.15")]
    return Row(name, f"{per_call:.3f} ({how})", goals, {"per_call": per_call, "with": how})


def count_system_calls(
        programs: Programs, server: Server, settings: Settings) -> Optional[Tuple[float, str]]:
    """System calls of all threads over the calls of a run, and what has counted them."""
    output = WORK / "system-calls.txt"
    ways = [
        ("perf", ["perf", "stat", "-x,", "-e", "raw_syscalls:sys_enter", "-p", str(server.process),
                  "-o", str(output)], r"^(\d+),"),
        # Slower by far, so it goes second: a daemon that is held up finds more calls in one read.
        ("strace", ["strace", "-c", "-f", "-p", str(server.process), "-o", str(output)],
         r"^\s*100\.00\s+\S+\s+(?:\S+\s+)?(\d+)\s+(?:\d+\s+)?total"),
    ]
    for how, command, pattern in ways:
        if shutil.which(how) is None:
            continue
        watcher = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        # Neither says when it has begun.
        time.sleep(0.3)
        if watcher.poll() is not None:
            continue
        report = load(programs.load, server, settings.users, 8, 16, settings.seconds, warm_up=0)
        watcher.send_signal(signal.SIGINT)
        watcher.wait()
        found = re.search(pattern, output.read_text(), re.MULTILINE)
        if found:
            return int(found.group(1)) / report["calls"], how
    return None


def allocations(
        programs: Programs, population: Population, folder: Path, settings: Settings) -> Row:
    """malloc and its kin, counted by a library that stands before the C library's."""
    count = WORK / "malloc-count"
    count.write_bytes(bytes(8))
    environment = {"LD_PRELOAD": str(programs.malloc_count), "MALLOC_COUNT_FILE": str(count)}
    with population.daemon(folder, "allocations", environment) as server:
        warm(programs.load, server, settings.users)
        before = struct.unpack("=Q", count.read_bytes())[0]
        report = load(programs.load, server, settings.users, 64, 1, settings.seconds, warm_up=0)
        after = struct.unpack("=Q", count.read_bytes())[0]
    if before == 0:
        raise Failure("the allocations were not counted: LD_PRELOAD has no effect")
    per_call = (after - before) / report["calls"]
    goals = [at_most(10, per_call, "10"), at_most(0.05, per_call, "0")]
    return Row("heap allocations per look-up", f"{per_call:.2f}", goals, {"per_call": per_call})


def idle_connections(server: Server) -> Row:
    """What each of many connections adds to the daemon's own memory, after one call on each."""
    limit = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (limit, limit))
    count = min(IDLE_CONNECTIONS, limit - 100)
    before = anonymous_memory(server.process)
    with ExitStack() as stack:
        connections = [stack.enter_context(socket.socket(socket.AF_UNIX)) for _ in range(count)]
        for connection in connections:
            connection.settimeout(10)
            connection.connect(str(server.socket))
            connection.sendall(health_check())
            if not connection.recv(4096):
                raise Failure("the daemon has closed an idle connection")
        each = (anonymous_memory(server.process) - before) / count
    goals = [at_most(4096, each, "4 KiB"), at_most(1024, each, "1 KiB")]
    text = f"{each / 1024:.2f} KiB of the daemon's memory, each of {count}"
    return Row("idle connection", text, goals, {"bytes": each, "connections": count})


def health_check() -> bytes:
    """A frame with a Request for grpc.health.v1.Health/Check (proto/PROTOCOL.md)."""
    service, method = b"grpc.health.v1.Health", b"Check"
    body = bytes([0x0A, len(service)]) + service + bytes([0x12, len(method)]) + method
    return struct.pack(">IIBB", len(body), 1, 1, 0) + body


def anonymous_memory(process: int) -> int:
    """Bytes that belong to the process alone: no files, no shared pages."""
    status = Path(f"/proc/{process}/status").read_text()
    return int(re.search(r"^RssAnon:\s+(\d+) kB", status, re.MULTILINE).group(1)) * 1024
