"""The modes on asyncio are asyncio: CPython's own tests pass on our loop, and our modes play on its own."""

import subprocess
import sys
from importlib import import_module
from importlib.util import find_spec
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simul.exhibition.plan import Plan
from simul.exhibition.trace import KIND_MASK, PARKS, Trace
from simul.modes import MODES, PITFALLS, play
from simul.modes.registry import Mode
from tests.modes.stock_loop import on_stock_loop
from tests.plans import POLICIES, plan_of_boards, planned_board

SUITES = ["test_locks", "test_queues", "test_taskgroups", "test_timeouts", "test_waitfor"]
if sys.version_info >= (3, 12):
    SUITES.append("test_eager_task_factory")

ON_ASYNCIO = [
    mode for mode in (MODES | PITFALLS).values() if mode.runtime == "simul.modes.runtime.coroutines"
]


def _has_cpythons_tests() -> bool:
    try:
        return find_spec("test.test_asyncio") is not None
    except ModuleNotFoundError:
        return False


@pytest.mark.slow
@pytest.mark.skipif(not _has_cpythons_tests(), reason="this Python comes without its own tests")
@pytest.mark.parametrize("suite", SUITES)
def test_cpythons_own_tests_pass(suite: str) -> None:
    command = [sys.executable, "-m", "tests.modes.cpython_suite", suite]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def _happened(trace: Trace) -> list[tuple[float, int]]:
    rows = zip(trace.times, trace.whats, strict=True)
    return [(time, what) for time, what in rows if what & KIND_MASK not in PARKS]


def _without_ties(seed: int) -> Plan:
    """A plan in which no two timers are due together: asyncio does not say which comes first then."""
    draw = Random(seed)

    def thinks() -> list[float]:
        return [draw.randrange(1, 2**26) / 2**20 for _ in range(9)]

    boards = [
        planned_board(
            number, draw.randint(1, 9), thinks(), thinks(), draw.choice(("white", "black"))
        )
        for number in range(1, draw.randint(1, 6) + 1)
    ]
    policy = draw.choice(list(POLICIES))
    return plan_of_boards(boards, walk=draw.choice((0.0, 0.3, 2.7)), policy=policy)


@pytest.mark.parametrize("mode", ON_ASYNCIO, ids=lambda mode: mode.name)
@given(seed=st.integers(0, 2**32))
def test_on_asyncios_own_loop_the_same_happens(mode: Mode, seed: int) -> None:
    plan = _without_ties(seed)
    ours = play(mode, plan)
    if ours.ended is None:
        stock = on_stock_loop(import_module(mode.module).play, plan, strict=not mode.lawless)
        assert _happened(stock.trace) == _happened(ours.trace)
