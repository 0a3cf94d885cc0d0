"""Memory a board, at the peak, of playing async: hall, coroutines and trace, without the plan."""

import gc
import tracemalloc

from simul.analysis.run import play
from simul.modes.registry import MODES
from simul.scenario.plan import Plan
from tests.benchmarks.plans import polgar

BOARDS, ROUNDS = 1000, 5


def _peak(plan: Plan) -> int:
    gc.collect()
    tracemalloc.start()
    play(MODES["async"], plan)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak


def report() -> list[str]:
    """Measure, and return what came out, in lines."""
    plan = polgar(BOARDS)
    play(MODES["async"], plan)  # warm up
    peak = min(
        _peak(plan) for _ in range(ROUNDS)
    )  # in some rounds asyncio's own set of all tasks grows
    return [f"memory: {peak / BOARDS:,.0f} bytes a board at {BOARDS} boards (goal: at most 3,072)"]
