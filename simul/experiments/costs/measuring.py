"""The process in which a mode is measured: a scenario and a mode in JSON come in, a sample goes out."""

import gc
import sys
import tracemalloc
from math import inf
from statistics import median
from typing import Any

import msgspec

from simul.analysis.run import play
from simul.experiments.costs import machine
from simul.experiments.costs.samples import Sample
from simul.experiments.costs.ways import Way
from simul.hall.gates import Gate
from simul.modes.mode import Mode
from simul.scenario.checking import check_scenario
from simul.scenario.plan import Plan, make_plan

PLAYS = 3
"""How often a process plays for the time; the median counts."""
LONG_S = 1.0
"""A mode that plays for longer than this plays once for the time."""


class _LookingGate(Gate):
    """Never waits, but looks once, before time first moves on, at what our processes have.

    By then every one of them has started, and has come to wait.
    """

    def __init__(self) -> None:
        super().__init__(0.0)
        self.children: int | None = 0

    def wait(self, when: float) -> None:
        super().wait(when)
        self.open_until = inf
        self.children = machine.children_bytes()


def _memory(mode: Mode, plan: Plan) -> int | None:
    """Play twice for the memory: once for the system to count it, once for Python.

    Neither sees all: what Python has and reuses is no growth to the system, and of the stacks of threads
    Python knows nothing. So the larger one counts; what children have comes on top.
    """
    gate = _LookingGate()
    resident = machine.ResidentGrowth()
    play(mode, plan, gate, lines=False)
    grown = resident.now()
    gc.collect()
    tracemalloc.start()
    play(mode, plan, lines=False)
    _, allocated = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return None if gate.children is None else max(grown, allocated) + gate.children


def _timed(mode: Mode, plan: Plan) -> tuple[float, int | None]:
    """Play once for the time: return the seconds, and how often the system switched meanwhile."""
    gc.collect()
    before = machine.switches()
    run = play(mode, plan, lines=False)
    after = machine.switches()
    if run.ended is not None:
        sys.exit(f"{mode.name} does not come to its end: {run.ended}")
    assert run.wall_s is not None
    return run.wall_s, None if before is None or after is None else after - before


def measure(mode: Mode, raw_scenario: dict[str, Any]) -> Sample:
    """Warm up with one board, so that all is imported; play for the memory, and then for the time."""
    scenario = check_scenario(raw_scenario, place="scenario", name="scenario")
    play(mode, make_plan(scenario.with_boards(1)), lines=False)
    plan = make_plan(scenario)
    gc.collect()
    memory_bytes = _memory(mode, plan)
    timed = [_timed(mode, plan)]
    if timed[0][0] < LONG_S:
        timed += [_timed(mode, plan) for _ in range(PLAYS - 1)]
    switches = [count for _, count in timed if count is not None]
    return Sample(
        wall_s=median(wall_s for wall_s, _ in timed),
        memory_bytes=memory_bytes,
        switches=median(switches) if switches else None,
    )


def main() -> None:
    """Answer one question, {"mode": NAME, "loop": LOOP, "scenario": {...}}, with a sample."""
    question = msgspec.json.decode(sys.stdin.buffer.read())
    mode = Way(question["mode"], question["loop"]).playable()
    sample = measure(mode, question["scenario"])
    sys.stdout.buffer.write(msgspec.json.encode(sample))
