"""What a run of tools/faults was asked for, and where it works."""
import contextlib
import random
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Iterator, Optional


@dataclass(frozen=True)
class Settings:
    program: Path
    shim: Path
    seed: int
    quick: bool
    count: Optional[int]
    keep: bool

    def random(self, *parts: object) -> random.Random:
        """The same numbers for the same seed and purpose."""
        return random.Random(" ".join(map(str, (self.seed, *parts))))

    def amount(self, long: int, quick: int) -> int:
        """How many rounds: as asked for, else of the long form or the quick one."""
        return self.count or (quick if self.quick else long)


@contextlib.contextmanager
def workplace(settings: Settings) -> Iterator[Path]:
    """A folder of its own for one life of a store; kept after a failure when that was asked for."""
    # Short, for a socket's path is 107 bytes at the most.
    place = Path(tempfile.mkdtemp(prefix="faults-"))
    try:
        yield place
    except BaseException:
        if settings.keep:
            print(f"kept: {place}", flush=True)
            raise
        shutil.rmtree(place, ignore_errors=True)
        raise
    shutil.rmtree(place, ignore_errors=True)
