"""Durable phone updates: one caller, 64 callers, and the same SQL in C."""
from typing import Dict, List

from .building import Programs
from .report import Row, at_least
from .running import Server, load, median, run, say
from .settings import Settings
from .store import Population, database

CALLERS = (1, 64)


def measure(programs: Programs, population: Population, settings: Settings) -> List[Row]:
    bare = database(population.copy("updates-in-c"))
    rates: Dict = {}
    with population.daemon(population.copy("updates"), "updates") as server:
        for index in range(settings.rounds):
            say(f"Updates, round {index + 1} of {settings.rounds} …")
            for callers in CALLERS:
                rates.setdefault(("daemon", callers), []).append(
                    updates(programs, server, callers, settings))
                rates.setdefault(("c", callers), []).append(float(run(
                    [str(programs.update), str(bare), str(callers), str(settings.seconds)])))
    return rows({key: median(values) for key, values in rates.items()})


def updates(programs: Programs, server: Server, callers: int, settings: Settings) -> float:
    report = load(programs.load, server, settings.users, callers, 1, settings.seconds,
                  workload="update-phone")
    return report["callsPerSecond"]


def rows(rates: Dict) -> List[Row]:
    one, many = rates["daemon", 1], rates["daemon", 64]
    c_one, c_many = rates["c", 1], rates["c", 64]
    figures = {"one": one, "many": many, "c_one": c_one, "c_many": c_many}
    return [
        Row("durable phone updates, 1 caller",
            f"{one:.0f} a second = {one / c_one:.2f} × the same SQL in C ({c_one:.0f})"),
        Row("durable phone updates, 64 callers",
            f"{many:.0f} a second = {many / one:.1f} × one caller"
            f" = {many / c_many:.2f} × the same SQL in C ({c_many:.0f})",
            [at_least(4, many / one, "4 × one caller"),
             at_least(0.7, many / c_many, "0.7 × the same SQL in C")], figures),
    ]
