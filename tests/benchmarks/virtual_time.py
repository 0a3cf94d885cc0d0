"""The mode async on virtual time beside SimPy, in turns in one process, as a ratio."""

import gc
from collections.abc import Callable
from statistics import median

from simul.modes import MODES, play
from tests.benchmarks.plans import polgar
from tests.benchmarks.simpy_exhibition import SimpyExhibition, bare

BOARDS, ROUNDS = 1000, 9


def report() -> list[str]:
    """Measure, and return what came out, in lines."""
    plan = polgar(BOARDS)
    contenders: dict[str, Callable[[], float]] = {
        "async": lambda: play(MODES["async"], plan).wall_s or 0.0,
        "SimPy, same hall and trace": lambda: SimpyExhibition(plan, with_lines=True).run(),
        "SimPy, trace without lines": lambda: SimpyExhibition(plan, with_lines=False).run(),
        "SimPy, no laws and no trace": lambda: bare(BOARDS, 30, 5.0, 55.0),
    }
    walls: dict[str, list[float]] = {name: [] for name in contenders}
    for contender in contenders.values():
        contender()  # warm up
    for _ in range(ROUNDS):
        for name, contender in contenders.items():
            gc.collect()
            walls[name].append(contender())
    pairs = sum(len(board.master_think) for board in plan.boards)
    lines = [
        f"virtual time: {BOARDS} boards, {pairs} move pairs, medians of {ROUNDS} runs in turns "
        "(goal: 1.5 times SimPy with the same hall and trace; at least 1.2)"
    ]
    for name, walls_s in walls.items():
        ratios = [other / ours for ours, other in zip(walls["async"], walls_s, strict=True)]
        lines.append(
            f"  {name:28} {pairs / median(walls_s):9,.0f} pairs/s   async is {median(ratios):.2f} "
            f"times as fast ({min(ratios):.2f} to {max(ratios):.2f})"
        )
    return lines
