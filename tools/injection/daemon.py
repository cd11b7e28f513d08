"""The daemon that is tested: as it is shipped, with the shim in front of its files or without."""
import mmap
import os
import signal
import struct
import subprocess
import time
from pathlib import Path
from typing import List, Optional

from .client import HANG_SECONDS, Client, Hang

ROOT = Path(__file__).resolve().parent.parent.parent
"""The repository."""


class Broken(Exception):
    """The daemon did what it must not, in a line."""


class Unable(Exception):
    """The harness can't do what it was asked for, in a line."""


OPERATIONS = {"write": 1, "sync": 2, "truncate": 3, "open": 4, "lock": 5}


class Control:
    """What the shim is told, and what it has counted; see `struct control` in shim.c."""

    def __init__(self, path: Path):
        self.path = path
        path.write_bytes(bytes(4096))
        with open(path, "r+b") as file:
            self.page = mmap.mmap(file.fileno(), 4096)

    def _set(self, index: int, value: int) -> None:
        struct.pack_into("<Q", self.page, 8 * index, value)

    def _get(self, index: int) -> int:
        return int(struct.unpack_from("<Q", self.page, 8 * index)[0])

    def arm(self, operation: str, first: int, persists: bool, error: int) -> None:
        for index, value in enumerate([0, first, int(persists), error]):
            self._set(index, value)
        self._set(0, OPERATIONS[operation])

    def fill_disk(self, full: bool) -> None:
        self._set(4, int(full))

    @property
    def fired(self) -> int:
        return self._get(5)


def build(program: Path, source: str, *options: str) -> Path:
    """Of a source that lies here."""
    command = ["cc", "-O2", "-Wall", "-Wextra", "-Werror", "-o", str(program),
               str(Path(__file__).with_name(source)), *options]
    try:
        subprocess.run(command, check=True)
    except (OSError, subprocess.CalledProcessError) as error:
        raise Unable(f"{source} can't be built: {error}") from error
    return program


def build_shim(folder: Path) -> Path:
    return build(folder / "shim.so", "shim.c", "-shared", "-fPIC", "-ldl", "-lpthread")


class Daemon:
    """One life of a daemon on a data folder."""

    def __init__(self, program: Path, folder: Path, shim: Optional[Path] = None,
                 control: Optional[Control] = None, log: Optional[Path] = None):
        self.socket = folder.parent / "s"
        self.errors = folder.parent / "stderr"
        environment = dict(os.environ)
        if shim and control:
            # A sanitizer may have put something there too.
            loaded = ":".join(filter(None, [str(shim), os.environ.get("LD_PRELOAD")]))
            environment |= {"LD_PRELOAD": loaded, "FAULTS_FOLDER": str(folder),
                            "FAULTS_CONTROL": str(control.path)}
        if log:
            environment["FAULTS_LOG"] = str(log)
        self.started = time.monotonic()
        with open(self.errors, "wb") as errors:
            self.process = subprocess.Popen(
                [str(program), "--data-dir", str(folder), "--socket", str(self.socket)],
                env=environment, stdin=subprocess.DEVNULL, stdout=errors, stderr=errors)

    def connect(self) -> Optional[Client]:
        """A connection as soon as it serves; None when it has refused to start."""
        while True:
            try:
                return Client(str(self.socket))
            except OSError:
                pass
            if self.process.poll() is not None:
                self.check_ending(self.process.returncode)
                return None
            # A machine that does other things as well starts programs slowly.
            if time.monotonic() - self.started > 4 * HANG_SECONDS:
                self.kill()
                raise Broken("it neither serves nor ends")
            time.sleep(0.002)

    def require(self) -> Client:
        client = self.connect()
        if client is None:
            raise Broken(f"it does not start: {self.last_line()}")
        return client

    def check_ending(self, code: int) -> None:
        if code not in (0, 1):
            raise Broken(f"it ended with {code}: {self.last_line()}")

    def stop(self) -> int:
        """Ends it as an operator would; its exit code."""
        self.process.send_signal(signal.SIGTERM)
        return self.wait()

    def wait(self) -> int:
        try:
            code = self.process.wait(4 * HANG_SECONDS)
        except subprocess.TimeoutExpired as error:
            self.kill()
            raise Hang("it does not end") from error
        self.check_ending(code)
        return code

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()

    def lines(self) -> List[str]:
        return self.errors.read_text(errors="replace").splitlines()

    def last_line(self) -> str:
        return next(iter(self.lines()[-1:]), "(it said nothing)")
