"""What a run prints: a line for each part, a line for each failure, and how it went.

While it runs: on a terminal a line that says how far it is, elsewhere a line now and then.
"""
import sys
import time
from typing import List, Optional

REDRAW_SECONDS = 0.1
TELL_SECONDS = 60.0
"""Elsewhere than on a terminal."""


class Report:
    def __init__(self, name: str, unit: str, total: Optional[int] = None):
        """`total` is None when nobody knows."""
        self.name = name
        self.unit = unit
        self.total = total
        self.count = 0
        self.failures: List[str] = []
        self.begun = self.told = time.monotonic()

    def passed(self) -> None:
        """One more is done, whatever came of it."""
        self.count += 1
        now = time.monotonic()
        is_terminal = sys.stderr.isatty()
        if now - self.told < (REDRAW_SECONDS if is_terminal else TELL_SECONDS):
            return
        self.told = now
        if is_terminal:
            print(f"\r\033[K{self.name}: {self.progress(now)}", end="", file=sys.stderr,
                  flush=True)
        else:
            print(f"{self.name}: {self.progress(now)}", file=sys.stderr, flush=True)

    def progress(self, now: float) -> str:
        seconds = max(now - self.begun, 1e-9)
        if self.total is None:
            return f"{self.count} {self.unit}, {seconds:.0f} s"
        left = round(seconds * (self.total - self.count) / self.count)
        return (f"{self.count} of {self.total} {self.unit}, {self.count / seconds:.1f} a second, "
                f"{left // 60}:{left % 60:02} left")

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
