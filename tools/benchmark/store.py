"""The store that is measured: made once, and copied for every run."""
import hashlib
import shutil
import sqlite3
import time
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Dict, Optional

from .building import Programs
from .running import Server, run, say, serving
from .settings import ROOT, WORK


class Population:
    """A data folder with the users that rollcall-load knows."""

    def __init__(self, programs: Programs, users: int):
        self.programs = programs
        self.users = users
        # Another schema or other users are another population.
        digest = hashlib.sha256()
        for folder in ("Sources/DirectorySQLite/Schema", "tools/rollcall-load/Population"):
            for path in sorted((ROOT / folder).glob("*.swift")):
                digest.update(path.read_bytes())
        self.folder = WORK / f"population-{users}-{digest.hexdigest()[:8]}"

    def make(self) -> None:
        if self.folder.exists():
            return
        say(f"Making a store with {self.users} users, once …")
        # A fill that was interrupted is gone on with.
        partial = self.folder.with_suffix(".partial")
        with self.daemon(partial, "fill") as server:
            run([str(self.programs.load), "fill", "--socket", str(server.socket),
                 "--users", str(self.users)], stderr=None)
            wait_until_settled(partial)
        partial.rename(self.folder)

    def copy(self, name: str) -> Path:
        """A copy of the data folder, in the place of the last one of that name."""
        target = WORK / name
        shutil.rmtree(target, ignore_errors=True)
        run(["cp", "-r", "--reflink=auto", str(self.folder), str(target)])
        return target

    def daemon(self, folder: Path, name: str, environment: Optional[Dict[str, str]] = None,
               hot_records: str = "512MiB", page_cache: str = "256MiB",
               ) -> AbstractContextManager[Server]:
        """Room for the hot records of 1 M users; 0 leaves every look-up to SQLite."""
        path = WORK / f"{name}.sock"
        command = [str(self.programs.daemon), "--data-dir", str(folder), "--socket", str(path),
                   "--hot-records", hot_records, "--page-cache", page_cache]
        shown = "rollcalld" if hot_records != "0" else "rollcalld, no hot records"
        return serving(shown, command, path, environment=environment)


def wait_until_settled(folder: Path) -> None:
    """Some of an import's keys get their rows only when it is over, and our peers read the rows."""
    while True:
        connection = sqlite3.connect(f"file:{database(folder)}?mode=ro", uri=True)
        try:
            if not connection.execute("SELECT count(*) FROM unsettled").fetchone()[0]:
                return
        finally:
            connection.close()
        time.sleep(0.05)


def database(folder: Path) -> Path:
    """The SQLite file of a data folder."""
    return folder / "directory.sqlite"
