"""Measuring several modes in turns, so that what disturbs the machine disturbs them all."""

from collections.abc import Callable, Iterable

import msgspec

from simul.experiments.costs.figures import Costs, cost_of
from simul.experiments.costs.samples import Sample
from simul.experiments.costs.ways import Way, ways_of
from simul.modes.mode import Mode
from simul.runtime.processes.fresh_process import FreshProcessFailed, ask
from simul.scenario.checking import as_raw
from simul.scenario.plan import Plan


def measure_in_turns(
    plan: Plan, modes: Iterable[Mode], rounds: int, tell: Callable[[int, str], None]
) -> Costs:
    """Measure each way once a round, each time in a process of its own.

    The ways are the modes, and async on asyncio's own loop. `tell` is called with the number of the round
    and the name of the way before each. What cannot play this many boards, is not installed, or fails is
    left out, and it is said why.
    """
    boards = len(plan.boards)
    moves = sum(len(board.moves) for board in plan.boards)
    scenario = as_raw(plan.scenario)
    samples: dict[Way, list[Sample]] = {}
    left_out: dict[str, str] = {}
    for way in ways_of(modes):
        mode = way.playable()
        if why := mode.missing() or mode.too_many(boards):
            left_out[way.name] = why
        else:
            samples[way] = []
    for number in range(1, rounds + 1):
        for way in [way for way in samples if way.name not in left_out]:
            tell(number, way.name)
            question = {"mode": way.mode, "loop": way.loop, "scenario": scenario}
            try:
                answer = ask("simul.experiments.costs.measuring", question)
            except FreshProcessFailed as failed:
                left_out[way.name] = str(failed)
            else:
                samples[way].append(msgspec.convert(answer, Sample))
    measured = [
        cost_of(way, found, boards, moves)
        for way, found in samples.items()
        if way.name not in left_out
    ]
    return Costs(boards, moves, rounds, measured, left_out)
