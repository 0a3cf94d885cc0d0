"""What our modes do on our loop, they do on asyncio's own: the same functions, run there."""

import asyncio
from importlib import import_module
from random import Random
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simul.analysis.run import play
from simul.analysis.theory import going_round
from simul.hall.trace import KIND_BITS, KIND_MASK, PARKS, Kind, Trace
from simul.modes import async_, async_generators, per_game
from simul.modes.mode import Mode
from simul.modes.pitfalls import (
    await_in_turn,
    blocking_call,
    deadlock,
    livelock,
    livelock_backoff,
    many_masters,
)
from simul.modes.pitfalls.registry import PITFALLS
from simul.modes.registry import MODES
from simul.scenario.plan import Plan
from tests.modes.concurrent import happenings
from tests.modes.stock_loop import Hung, JumpingTime, Play, StockLoop, play_on_stock
from tests.plans import POLICIES, plan_of, plan_of_boards, planned_board

POLGAR = plan_of(24, 30)
NO_TIES = plan_of_boards(
    [
        planned_board(n, 12 + n % 3, (5.0, 3.25, n), (40.0 + n / 8, 17.5, 3.0 * n))
        for n in range(1, 6)
    ],
    walk=1.5,
    policy="ready",
)


def her_visits(trace: Trace) -> list[tuple[float, int, int]]:
    """(time, kind, board) of all that she did."""
    rows = zip(trace.times, trace.whats, strict=True)
    did = ((time, what & KIND_MASK, what >> KIND_BITS) for time, what in rows)
    return [row for row in did if row[1] < Kind.MASTER_PARKS]


@pytest.mark.parametrize(
    ("name", "plays"),
    [
        ("async", async_.play),
        ("async-generators", async_generators.play),
    ],
)
@pytest.mark.parametrize("policy", POLICIES)
def test_the_same_happens_at_the_same_times(name: str, plays: Play, policy: str) -> None:
    for plan in (
        plan_of(24, 30, policy=policy),
        plan_of(5, 4, (2.0, 0.0, 5.5), (30.0, 3.0, 17.25), 1.5, policy, "alternate"),
    ):
        assert happenings(play_on_stock(plays, plan).trace) == happenings(
            play(MODES[name], plan).trace
        )


@pytest.mark.parametrize("plan", [POLGAR, NO_TIES])
def test_a_coroutine_for_each_game_goes_where_the_loop_resumes_it(plan: Plan) -> None:
    stock = play_on_stock(per_game.play, plan, takes="time").trace
    ours = play(MODES["per-game"], plan).trace
    assert her_visits(stock) == her_visits(ours)
    assert stock.times[-1] == ours.times[-1] == going_round(plan, "ready").elapsed_s


def test_awaiting_in_turn_takes_as_long_there() -> None:
    trace = play_on_stock(await_in_turn.play, POLGAR).trace
    assert trace.times[-1] == 24 * 30 * (5 + 55)


def test_blocking_calls_take_as_long_there() -> None:
    trace = play_on_stock(blocking_call.play, POLGAR, takes="time").trace
    assert trace.times[-1] == 24 * 30 * (5 + 55)


@pytest.mark.parametrize("hogs", [1, 5, 24])
def test_whoever_is_due_waits_for_up_to_three_slices_of_each_hog(hogs: int) -> None:
    time, slice_s = JumpingTime(), 1.0
    late = []

    async def hog() -> None:
        for _ in range(100):
            time.sleep(slice_s)
            await asyncio.sleep(0)

    async def main() -> None:
        async with asyncio.TaskGroup() as group:
            for _ in range(hogs):
                group.create_task(hog())
            for tenth in range(20):
                due = time.now + tenth / 10
                await asyncio.sleep(tenth / 10)
                late.append(time.now - due)

    with asyncio.Runner(loop_factory=lambda: StockLoop(time)) as runner:
        runner.run(main())
    assert 2 * hogs * slice_s < max(late) <= 3 * hogs * slice_s


def test_asyncio_does_not_mind_many_masters_but_the_hall_does() -> None:
    hall = play_on_stock(many_masters.play, POLGAR, strict=False)
    assert hall.trace.times[-1] == 30 * (5 + 55)
    assert hall.broken["TwoPlacesAtOnce"].times == 30 * 23


def test_a_deadlock_hangs_in_silence() -> None:
    with pytest.raises(Hung):
        play_on_stock(deadlock.play, plan_of(4, 2))


def test_a_livelock_goes_on_for_ever() -> None:
    # She has made her first move at each board, and nobody ever replies: after a day it is as it was.
    for boards in (2, 4):
        hall = play_on_stock(livelock.play, plan_of(boards, 2), until=86_400)
        assert hall.trace.times[-1] == boards * 5


def test_a_random_pause_ends_it() -> None:
    plan = plan_of(24, 2)
    stock = play_on_stock(livelock_backoff.play, plan).trace
    assert happenings(stock) == happenings(play(PITFALLS["livelock-backoff"], plan).trace)


# Where no two timers are due together: asyncio does not say which comes first then


def without_ties(seed: int) -> Plan:
    draw = Random(seed)

    def thinks() -> list[float]:
        return [draw.randrange(1, 2**26) / 2**20 for _ in range(9)]

    boards = [
        planned_board(
            number, draw.randint(1, 9), thinks(), thinks(), draw.choice(("white", "black"))
        )
        for number in range(1, draw.randint(1, 6) + 1)
    ]
    policy = draw.choice(POLICIES)
    return plan_of_boards(boards, walk=draw.choice((0.0, 0.3, 2.7)), policy=policy)


TAKES: dict[str, Literal["", "time", "compute"]] = {
    "simul.runtime.aio.coroutines": "",
    "simul.runtime.aio.blocking_time": "time",
    "simul.runtime.aio.computing": "compute",
}
UNLIKE = ("per-game", "cpu-hog-to-thread", "many-masters", "livelock-backoff")
"""One lets replies come while it blocks, one has threads; in the others, tasks do the same in step."""

ON_ASYNCIO = [
    mode
    for mode in (MODES | PITFALLS).values()
    if mode.runtime in TAKES and mode.name not in UNLIKE
]


@pytest.mark.parametrize("mode", ON_ASYNCIO, ids=lambda mode: mode.name)
@given(seed=st.integers(0, 2**32))
def test_the_same_happens_in_the_same_order(mode: Mode, seed: int) -> None:
    plan = without_ties(seed)
    ours = play(mode, plan)
    if ours.ended is None:
        module = import_module(mode.module)
        stock = play_on_stock(module.play, plan, takes=TAKES[mode.runtime], strict=not mode.lawless)
        assert happened(stock.trace) == happened(ours.trace)


def happened(trace: Trace) -> list[tuple[float, int]]:
    """Every row but those that only say where somebody waits."""
    rows = zip(trace.times, trace.whats, strict=True)
    return [(time, what) for time, what in rows if what & KIND_MASK not in PARKS]
