"""Measures one seeded house in this process, through the whole of the application but without a network.

Prints JSON: for each work its times, the times of the raw SQL of the same work, the statements and the rows they read.
"""

import argparse
import gc
import json
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import django
from watching import Statements, rows_read

django.setup()

from django.db import connection, transaction  # noqa: E402 - Django is set up first
from works import Work, works  # noqa: E402

from filon.config import static_files  # noqa: E402
from filon.config.server import calm_the_collector  # noqa: E402

WARM_UP = 4


@dataclass
class Times:
    """Milliseconds of the runs of one thing."""

    all: list[float]

    def at(self, part: float) -> float:
        """The time below which this part of the runs stayed."""
        ordered = sorted(self.all)
        return ordered[min(len(ordered) - 1, int(len(ordered) * part))]

    def figures(self) -> dict[str, float]:
        """Median and 95th percentile."""
        return {"median": round(self.at(0.5), 2), "p95": round(self.at(0.95), 2)}


def loop() -> None:
    """A fixed piece of arithmetic, the measure of how fast this machine is just now."""
    value = 0
    for number in range(100_000):
        value = (value * 31 + number) % 1_000_003


def timed(act: Callable[[], object]) -> tuple[float, float]:
    """Milliseconds that `act` takes: by the clock, and of this thread's processor time."""
    started, worked = time.perf_counter(), time.thread_time()
    act()
    return (time.perf_counter() - started) * 1000, (time.thread_time() - worked) * 1000


def measured(work: Work, runs: int) -> dict[str, object]:
    """Do a work and its raw SQL in turn, so that both meet the same weather."""
    runs = max(5, min(runs, work.most_runs))
    for _number in range(min(WARM_UP, runs)):
        work.prepare()
        work.act()
        work.prepare()
        work.raw()
    times, cpu, raw, loops = Times([]), Times([]), Times([]), Times([])
    gc.collect()
    for _number in range(runs):
        loops.all.append(timed(loop)[0])
        work.prepare()
        wall, worked = timed(work.act)
        times.all.append(wall)
        cpu.all.append(worked)
        work.prepare()
        raw.all.append(timed(work.raw)[0])
    with Statements() as statements:
        work.prepare()
        statements.forget()
        work.act()
    return {
        **times.figures(),
        "cpu": cpu.figures()["median"],
        "raw": raw.figures()["median"],
        "loop": loops.figures()["median"],
        "statements": len(statements.seen),
        "rows": rows_read(statements.seen),
        "shown": work.shown,
        "budget": work.budget,
        "odoo": work.odoo,
    }


def main() -> int:
    """Measure all works."""
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--runs", type=int, default=40)
    arguments.add_argument("--only", default="")
    chosen = arguments.parse_args()
    static_files.collect()
    calm_the_collector()
    figures = {}
    for work in works():
        if chosen.only in work.name:
            print(f"{work.name}…", file=sys.stderr, flush=True)
            figures[work.name] = measured(work, chosen.runs)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM crm_lead")
        figures["opportunities"] = {"count": cursor.fetchone()[0]}
    json.dump(figures, sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main())
