"""What a run of tools/bench was asked for."""
import argparse
from dataclasses import dataclass
from pathlib import Path
from typing import Optional

ROOT = Path(__file__).resolve().parent.parent.parent
"""The repository."""

WORK = ROOT / ".build-bench"
"""All that is made; git ignores it."""


@dataclass(frozen=True)
class Settings:
    users: int
    rounds: int
    seconds: float
    as_json: bool
    binaries: Optional[str]


def quantity(text: str) -> int:
    """A number as people write it: 500, 100k, 1M."""
    factors = {"k": 1_000, "K": 1_000, "M": 1_000_000}
    factor = factors.get(text[-1:], 1)
    digits = text if factor == 1 else text[:-1]
    if not digits.isascii() or not digits.isdigit():
        raise argparse.ArgumentTypeError(f"not a number such as 500, 100k or 1M: {text}")
    return int(digits) * factor
