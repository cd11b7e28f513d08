"""What is measured, built in release, and what it is measured with."""
import os
import shlex
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import List, Optional

from .running import Failure, run, say
from .settings import ROOT, WORK


PRODUCTS = ("rollcalld", "rollcall-gateway", "rollcall", "rollcall-load", "bare-route")


@dataclass(frozen=True)
class Programs:
    daemon: Path
    gateway: Path
    command: Path
    load: Path
    bare_route: Path
    echo: Path
    update: Path
    malloc_count: Path
    redis: Optional[str]
    """None when it is not installed."""
    ttrpc_go: Optional[Path]
    """None when what it is built with is not installed."""


def build(binaries: Optional[str]) -> Programs:
    folder = Path(binaries).resolve() if binaries else swift_programs()
    made = WORK / "bin"
    made.mkdir(parents=True, exist_ok=True)
    programs = Programs(
        daemon=folder / "rollcalld", gateway=folder / "rollcall-gateway",
        command=folder / "rollcall", load=folder / "rollcall-load",
        bare_route=folder / "bare-route",
        echo=compiled("echo.c", made / "echo", []),
        update=compiled("update.c", made / "update", ["-lsqlite3"]),
        malloc_count=compiled("malloc_count.c", made / "malloc_count.so", ["-fPIC", "-shared"]),
        redis=shutil.which("redis-server"), ttrpc_go=go_peer())
    for program in (folder / name for name in PRODUCTS):
        if not program.exists():
            raise Failure(f"there is no {program}")
    return programs


def swift_programs() -> Path:
    say("Building in release …")
    builds = "; ".join(
        f"swift build -c release --product {name} >&2" for name in PRODUCTS)
    script = (f"set -euo pipefail; source {shlex.quote(str(ROOT / 'tools/setup'))}; require_swift; "
              f'require_packages "${{build_packages[@]}}"; {builds}; '
              "swift build -c release --show-bin-path")
    return Path(run(["bash", "-c", script]).strip().splitlines()[-1])


def compiled(source: str, program: Path, flags: List[str]) -> Path:
    """A C program, compiled again only when its source is newer."""
    path = ROOT / "tools/benchmark" / source
    if not program.exists() or program.stat().st_mtime < path.stat().st_mtime:
        compiler = shutil.which("cc") or shutil.which("clang") or shutil.which("gcc")
        if not compiler:
            raise Failure("no C compiler found: install gcc or clang")
        run([compiler, "-O2", "-Wall", "-Wextra", "-o", str(program), str(path), *flags])
    return program


def go_peer() -> Optional[Path]:
    """The peer in Go, from Debian's golang-go, golang-github-containerd-ttrpc-dev, gogoprotobuf and
    protobuf-compiler; built again only when its source or the contract is newer."""
    sources = ROOT / "tools/benchmark/ttrpc-go"
    contract = ROOT / "proto/rollcall/v1/directory.proto"
    library = Path("/usr/share/gocode")
    program = WORK / "bin/ttrpc-go"
    newest = max(path.stat().st_mtime for path in [contract, *sources.glob("*.go")])
    if program.exists() and program.stat().st_mtime >= newest:
        return program
    tools = [shutil.which(name) for name in ("go", "protoc", "protoc-gen-gogofast")]
    if not all(tools) or not (library / "src/github.com/containerd/ttrpc").exists():
        return None
    place = WORK / "go/src"
    shutil.rmtree(place, ignore_errors=True)
    (place / "rollcall").mkdir(parents=True)
    shutil.copytree(sources, place / "ttrpc-go")
    types = "github.com/gogo/protobuf/types"
    mapped = ",".join(f"Mgoogle/protobuf/{name}.proto={types}" for name in ("timestamp", "empty"))
    run(["protoc", "-I", str(ROOT / "proto"), f"--gogofast_out={mapped}:{place}", str(contract)])
    environment = {**os.environ, "GO111MODULE": "off", "GOFLAGS": "",
                   "GOPATH": f"{place.parent}:{library}"}
    run(["go", "build", "-o", str(program), "ttrpc-go"], env=environment)
    return program
