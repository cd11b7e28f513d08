"""What a run prints: a line for each part, a line for each failure, and how it went."""
import sys
import time
from typing import List


class Report:
    def __init__(self, name: str, unit: str):
        self.name = name
        self.unit = unit
        self.count = 0
        self.failures: List[str] = []
        self.begun = time.monotonic()

    def passed(self) -> None:
        """One more is done, whatever came of it."""
        self.count += 1
        if sys.stderr.isatty():
            print(f"\r\033[K{self.name}: {self.count} {self.unit}", end="", file=sys.stderr,
                  flush=True)

    def failed(self, where: str, problem: Exception) -> None:
        self.failures.append(where)
        self.line(f"FAILED {where}: {problem}")

    def line(self, text: str) -> None:
        if sys.stderr.isatty():
            print("\r\033[K", end="", file=sys.stderr, flush=True)
        print(f"{self.name}: {text}", flush=True)

    def end(self) -> bool:
        seconds = time.monotonic() - self.begun
        self.line(f"{self.count} {self.unit}, {len(self.failures)} failed, {seconds:.0f} s")
        return not self.failures
