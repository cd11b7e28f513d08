"""How fast users are brought in by rollcall-load fill, which sends ImportUsers and checks it."""
import shutil
import time
from typing import List

from .building import Programs
from .report import Row, at_least
from .running import run, say
from .settings import Settings, WORK
from .store import Population


def measure(programs: Programs, population: Population, settings: Settings) -> List[Row]:
    """Into a store that has none yet."""
    count = settings.users
    say(f"Importing {count} users …")
    folder = WORK / "imports"
    shutil.rmtree(folder, ignore_errors=True)
    with population.daemon(folder, "imports") as server:
        begun = time.monotonic()
        run([str(programs.load), "fill", "--socket", str(server.socket), "--users", str(count)],
            stderr=None)
        rate = count / (time.monotonic() - begun)
    shutil.rmtree(folder)
    goals = [at_least(50_000, rate, "50 000"), at_least(150_000, rate, "150 000")]
    return [Row(f"import of {count} users, a second", f"{rate:.0f}", goals,
                {"rate": rate, "users": count})]
