"""A by-phone call through the gateway, beside a bare Hummingbird route."""
import json
import shutil
import socket
from contextlib import ExitStack
from pathlib import Path
from typing import Dict, List, Tuple

from .building import Programs
from .report import Row, at_most
from .running import Server, median, run, say, serving, warm
from .settings import Settings, WORK
from .store import Population

CONNECTIONS = 64
Address = Tuple[str, int]


def measure(programs: Programs, population: Population, settings: Settings) -> List[Row]:
    reports: Dict[str, List[dict]] = {}
    with ExitStack() as stack:
        daemon = stack.enter_context(population.daemon(population.copy("gateway"), "gateway"))
        credentials = credentials_of(programs, daemon)
        address = free_address()
        gateway = stack.enter_context(serving(
            "rollcall-gateway", gateway_command(programs, daemon, address), address))
        bare_address = free_address()
        bare = stack.enter_context(serving(
            "bare-route", [str(programs.bare_route), text(bare_address)], bare_address))
        warm(programs.load, daemon, settings.users)
        for index in range(settings.rounds):
            say(f"Gateway, round {index + 1} of {settings.rounds} …")
            reports.setdefault("gateway", []).append(load(
                programs, address, [gateway, daemon], credentials, settings))
            reports.setdefault("bare", []).append(load(
                programs, bare_address, [bare], [*credentials, "--echo"], settings))
    return [row(reports)]


def credentials_of(programs: Programs, daemon: Server) -> List[str]:
    """A key and a token that may look users up, in files that rollcall-load reads."""
    folder = WORK / "credentials"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    ask = [str(programs.command), "--socket", str(daemon.socket)]
    organization = run([ask[0], "org", "create", "bench", *ask[1:]]).strip()
    (folder / "key").write_text(run(
        [ask[0], "key", "create", "--organization", organization, "--scope", "users:read",
         *ask[1:]]))
    run([ask[0], "token", "keygen", str(folder)])
    (folder / "token").write_text(run(
        [ask[0], "token", "mint", "--key", str(folder / "signing-key.json"), "--subject", "bench",
         "--scope", "users:read"]))
    return ["--api-key-file", str(folder / "key"), "--token-file", str(folder / "token")]


def gateway_command(programs: Programs, daemon: Server, address: Address) -> List[str]:
    return [str(programs.gateway), "--socket", str(daemon.socket), "--listen", text(address),
            "--admin-listen", text(free_address()),
            "--jwt-keys", str(WORK / "credentials/jwks.json")]


def load(programs: Programs, address: Address, servers: List[Server], options: List[str],
         settings: Settings) -> dict:
    processes = [part for server in servers for part in ("--server-pid", str(server.process))]
    report = run([
        str(programs.load), "run", "--json", "--url", f"http://{text(address)}",
        "--users", str(settings.users), "--connections", str(CONNECTIONS), *processes, *options,
        "--duration", f"{settings.seconds}s", "--warm-up", f"{min(0.5, settings.seconds / 2)}s"])
    return json.loads(report)


def row(reports: Dict[str, List[dict]]) -> Row:
    def of(server: str, name: str) -> float:
        return median([report[name] for report in reports[server]])

    own, bare = (of(name, "serverCPUMicrosecondsPerCall") for name in ("gateway", "bare"))
    figures = {"own_us": own, "bare_us": bare,
               "own_per_second": of("gateway", "callsPerSecond"),
               "bare_per_second": of("bare", "callsPerSecond")}
    measured = (f"{own:.1f} µs CPU of gateway and daemon a call = {own / bare:.2f}"
                f" × a bare Hummingbird route ({bare:.1f} µs)")
    return Row(f"by phone over HTTP, {CONNECTIONS} × 1", measured,
               [at_most(2.5, own / bare, "2.5 × the bare route"),
                at_most(1.6, own / bare, "1.6 ×")], figures)


def free_address() -> Address:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()


def text(address: Address) -> str:
    return f"{address[0]}:{address[1]}"
