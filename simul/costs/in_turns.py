"""Measuring several modes in turns, so that what disturbs the machine disturbs them all."""

from collections.abc import Callable, Iterable

import msgspec

from simul.costs.figures import Costs, cost_of
from simul.costs.sample import Sample
from simul.exhibition.checking import as_raw
from simul.exhibition.plan import Plan
from simul.fresh_process import FreshProcessFailed, ask
from simul.modes.registry import Mode


def measure_in_turns(
    plan: Plan, modes: Iterable[Mode], rounds: int, tell: Callable[[int, str], None]
) -> Costs:
    """Measure each mode so many times, each time in a process of its own, all of them once a round.

    `tell` is called with the number of the round and the mode before each. A mode that cannot play so
    many boards, is not installed, or fails is left out, and it is said why.
    """
    boards = len(plan.boards)
    moves = sum(len(board.moves) for board in plan.boards)
    scenario = as_raw(plan.scenario)
    samples: dict[str, list[Sample]] = {}
    left_out: dict[str, str] = {}
    for mode in modes:
        if why := mode.missing() or mode.too_many(boards):
            left_out[mode.name] = why
        else:
            samples[mode.name] = []
    for number in range(1, rounds + 1):
        for name in [name for name in samples if name not in left_out]:
            tell(number, name)
            try:
                answer = ask("simul.costs.measuring", {"mode": name, "scenario": scenario})
            except FreshProcessFailed as failed:
                left_out[name] = str(failed)
            else:
                samples[name].append(msgspec.convert(answer, Sample))
    measured = [
        cost_of(name, found, boards, moves)
        for name, found in samples.items()
        if name not in left_out
    ]
    return Costs(boards, moves, rounds, measured, left_out)
