"""What is measured, built in release, and what it is measured with."""
import shlex
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import List, Optional

from .running import Failure, run, say
from .settings import ROOT, WORK


@dataclass(frozen=True)
class Programs:
    daemon: Path
    load: Path
    echo: Path
    update: Path
    malloc_count: Path
    redis: Optional[str]
    """None when it is not installed."""


def build(binaries: Optional[str]) -> Programs:
    folder = Path(binaries).resolve() if binaries else swift_programs()
    made = WORK / "bin"
    made.mkdir(parents=True, exist_ok=True)
    programs = Programs(
        daemon=folder / "rollcalld", load=folder / "rollcall-load",
        echo=compiled("echo.c", made / "echo", []),
        update=compiled("update.c", made / "update", ["-lsqlite3"]),
        malloc_count=compiled("malloc_count.c", made / "malloc_count.so", ["-fPIC", "-shared"]),
        redis=shutil.which("redis-server"))
    for program in (programs.daemon, programs.load):
        if not program.exists():
            raise Failure(f"there is no {program}")
    return programs


def swift_programs() -> Path:
    say("Building in release …")
    builds = " && ".join(
        f"swift build -c release --product {name} >&2" for name in ("rollcalld", "rollcall-load"))
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
