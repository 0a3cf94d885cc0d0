"""The speed of playing on virtual time: our modes beside other libraries, in turns, in one table.

    python -m tests.benchmarks.speed [--manual]

It takes two or three minutes where the machine has nothing else to do. With --manual the table is put into
the manual, too.
"""

import gc
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any

import msgspec

from simul.analysis.summary import summarise
from simul.experiments.costs.machine import described
from simul.experiments.costs.samples import Spread, spread, whole, written
from simul.formats.markdown import as_markdown
from simul.formats.table import Table
from simul.hall.trace import Trace
from simul.runtime.processes.fresh_process import ask
from simul.scenario.plan import Plan
from tests.benchmarks import start_up
from tests.benchmarks.contenders import ASYNC, CONTENDERS, GENERATORS, SIMPY, Contender
from tests.benchmarks.ends import Ends, ends_of
from tests.benchmarks.goals import Goal
from tests.benchmarks.manual import put_into_manual
from tests.benchmarks.plans import polgar
from tests.benchmarks.size import Size

BOARDS, ROUNDS = 1000, 5
SIZES = ((10_000, 3), (100_000, 1))
"""Numbers of boards at which our own and SimPy's are measured, too, and how often."""
POLGAR = Ends(master_s=3600.0, all_s=3655.0)
SUMMARY = "summary"

HOW = (
    f"Measured in turns in one process, {ROUNDS} times each, after a warm-up in which each was checked to "
    "end polgar at 3,600 s (her last move) and 3,655 s: processor time, from the plan to the end; the "
    "median, and (least to most). The rate beside SimPy's is that of the same turn: above 1 is faster.",
    "All but `SimPy, bare`, which plays think times alone, play in the same hall, with its laws and its "
    "trace; `with lines` also notes at which line everybody waits. `asyncio's loop` and looptime run the "
    "mode's file as it is on asyncio's own loop, whose time jumps; looptime lets 42 rounds of the loop pass "
    "before each jump unless told otherwise. trio and SimPy play the same, written as their users write it.",
    "Bytes a board are those of playing at its peak, trace included, in a fresh process: at 1,000 boards as "
    "Python counts them (tracemalloc), with more boards as the system does (resident). There the time is "
    "that of such processes, too: "
    + ", ".join(f"{rounds} at {boards:,} boards" for boards, rounds in SIZES)
    + ".",
)


class Measured(msgspec.Struct, frozen=True):
    """What the runs in turns took, by contender: processor time in s; and that of a summary."""

    pairs: int
    cpu_s: dict[str, list[float]]

    def us_a_pair(self, name: str) -> Spread:
        return spread([1e6 * each / self.pairs for each in self.cpu_s[name]])

    def rate(self, name: str, other: str = SIMPY) -> Spread | None:
        """Return how often as fast as the other it was, turn by turn; None where that one is missing."""
        if other not in self.cpu_s:
            return None
        pairs = zip(self.cpu_s[name], self.cpu_s[other], strict=True)
        return spread([theirs / ours for ours, theirs in pairs])


def _pairs(plan: Plan) -> int:
    return sum(len(board.master_think) for board in plan.boards)


def _timed(job: Callable[[], Any]) -> tuple[float, Any]:
    gc.collect()
    began = time.process_time()
    result = job()
    return time.process_time() - began, result


def checked(contender: Contender) -> Callable[[Plan], Trace | Ends]:
    """Return how it plays, after a warm-up; raises ValueError where it does not end polgar in time."""
    play, plan = contender.load(), polgar(24)
    if (ends := ends_of(plan, play(plan))) != POLGAR:
        raise ValueError(f"{contender.name} ends polgar at {ends}, not at {POLGAR}")
    return play


def in_turns(contenders: list[Contender]) -> Measured:
    """Measure contenders, one after the other, again and again."""
    plays = {each.name: checked(each) for each in contenders}
    plan = polgar(BOARDS)
    cpu_s: dict[str, list[float]] = {name: [] for name in (*plays, SUMMARY)}
    for _ in range(ROUNDS):
        ends = set()
        for name, play in plays.items():
            took_s, played = _timed(lambda play=play: play(plan))  # type: ignore[misc]
            cpu_s[name].append(took_s)
            ends.add(ends_of(plan, played))
            if name == ASYNC:
                took_s, _ = _timed(lambda trace=played: summarise(plan, trace))  # type: ignore[misc]
                cpu_s[SUMMARY].append(took_s)
        if len(ends) != 1:
            raise ValueError(f"at {BOARDS} boards they end at {ends}")
    return Measured(_pairs(plan), cpu_s)


def _size(name: str, boards: int) -> Size:
    answer = ask("tests.benchmarks.size", {"contender": name, "boards": boards})
    return msgspec.convert(answer, Size)


def _sized_rows() -> Iterator[tuple[str, ...]]:
    """Give the rows of larger exhibitions: our own, and SimPy's where there is SimPy."""
    names = [name for name in (GENERATORS, SIMPY, ASYNC) if CONTENDERS[name].installed]
    for boards, rounds in SIZES:
        turns = [[_size(name, boards) for name in names] for _ in range(rounds)]
        pairs = _pairs(polgar(boards))
        taken = dict(zip(names, zip(*turns, strict=True), strict=True))
        measured = Measured(pairs, {name: [each.cpu_s for each in taken[name]] for name in names})
        for name, sizes in taken.items():
            yield (
                name,
                f"{boards:,}",
                written(measured.us_a_pair(name)),
                written(measured.rate(name)),
                whole(spread([size.memory_bytes / boards for size in sizes]).median),
            )


def table_of(measured: Measured, contenders: list[Contender]) -> Table:
    """Return a row for each contender, the fastest first, and some at larger exhibitions."""
    in_order = sorted(contenders, key=lambda each: measured.us_a_pair(each.name).median)
    rows = [
        (
            each.name,
            f"{BOARDS:,}",
            written(measured.us_a_pair(each.name)),
            written(measured.rate(each.name)),
            whole(_size(each.name, BOARDS).memory_bytes / BOARDS),
        )
        for each in in_order
    ]
    return Table(
        ("way", "boards", "µs a move pair", "rate beside SimPy's", "bytes a board"),
        [*rows, *_sized_rows()],
    )


def goals(measured: Measured) -> Iterator[Goal]:
    """Give what the project wants of its speed; beside SimPy where there is SimPy."""
    for name, wanted in ((ASYNC, 1.0), (GENERATORS, 2.0)):
        if (rate := measured.rate(name)) is not None:
            what = f"{name}, {written(rate)} times SimPy's rate in the same hall"
            yield Goal(what, rate.median, "times", wanted, at_least=True)
    summary = measured.us_a_pair(SUMMARY)
    yield Goal(f"the summary, {written(summary)} us a move pair", summary.median, "us", 0.8)


def missing() -> list[str]:
    """Return a line for each contender that is left out."""
    return [
        f"{each.name} is left out: {each.package} is not installed (pip install -e '.[dev]')."
        for each in CONTENDERS.values()
        if not each.installed
    ]


def markdown(measured: Measured, contenders: list[Contender]) -> str:
    """Return the table as the manual has it, with its heading and what has to be said of it."""
    heading = f"Speed on virtual time: polgar at {BOARDS:,} boards and more, 30 move pairs; {described()}."
    lines = "\n".join(f"- {line}" for line in (*HOW, *missing()))
    return f"{heading}\n\n{as_markdown(table_of(measured, contenders))}\n\n{lines}"


def report(manual: bool = False) -> list[str]:
    """Measure; return the table and the goals, in lines; put the table into the manual, if wanted."""
    contenders = [each for each in CONTENDERS.values() if each.installed]
    measured = in_turns(contenders)
    table = markdown(measured, contenders)
    if manual:
        put_into_manual("speed", table)
    return [table, "", *map(str, goals(measured)), str(start_up.goal())]


if __name__ == "__main__":
    print("\n".join(report(manual="--manual" in sys.argv[1:])))
