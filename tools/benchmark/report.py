"""The rows that are printed, and how."""
import dataclasses
import json
import os
import platform
from dataclasses import dataclass, field
from typing import List, Optional

from .settings import Settings


@dataclass(frozen=True)
class Goal:
    """A goal of GOALS, first or then."""
    text: str
    met: Optional[bool]
    """None when it could not be measured."""


@dataclass(frozen=True)
class Row:
    name: str
    measured: str
    goals: List[Goal] = field(default_factory=list)
    figures: dict = field(default_factory=dict)


def at_most(limit: float, value: float, text: str) -> Goal:
    return Goal(f"≤ {text}", value <= limit)


def at_least(limit: float, value: float, text: str) -> Goal:
    return Goal(f"≥ {text}", value >= limit)


def machine(settings: Settings) -> dict:
    """Where and how it was measured; `load` is that of the minute before."""
    return {
        "cores": os.cpu_count(), "kernel": platform.release(),
        "load": round(os.getloadavg()[0], 2), "users": settings.users,
        "rounds": settings.rounds, "seconds": settings.seconds,
    }


def print_report(before: dict, rows: List[Row], as_json: bool) -> None:
    if as_json:
        report = {"machine": before, "rows": [dataclasses.asdict(row) for row in rows]}
        return print(json.dumps(report, indent=2, ensure_ascii=False))
    users = f"{before['users']:,}".replace(",", " ")
    print(f"{users} users · {before['cores']} cores · Linux {before['kernel']}"
          f" · medians of {before['rounds']} rounds of {before['seconds']:g} s")
    if before["load"] > 0.5:
        print(f"The machine was busy (load {before['load']}): these figures prove nothing.")
    print()
    name_width = max(len(row.name) for row in rows)
    measured_width = max(len(row.measured) for row in rows)
    for row in rows:
        goals = "; ".join(f"{goal.text} {verdict(goal)}" for goal in row.goals)
        print(f"{row.name:{name_width}}  {row.measured:{measured_width}}  {goals}".rstrip())
    return None


def verdict(goal: Goal) -> str:
    return {True: "met", False: "MISSED", None: "not measured"}[goal.met]
