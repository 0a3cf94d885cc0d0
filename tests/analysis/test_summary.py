"""Every figure of a run, against sums done by hand and an account of its own of where her time went."""

from contextlib import suppress
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simul.analysis.run import play
from simul.analysis.summary import BoardSummary, Summary, Waits, summarise
from simul.hall.clock import Clock
from simul.hall.gates import Gate, Stopped
from simul.hall.hall import Hall
from simul.hall.trace import KIND_BITS, Event, Kind, Trace
from simul.modes.registry import MODES
from simul.scenario.plan import Plan
from tests.core_plans import board, constant, plan_of, plans, polgar

MODE_NAMES = ("sync", "async")


def summary_of(mode: str, plan: Plan) -> Summary:
    return play(MODES[mode], plan).summary


def trace_until(mode: str, plan: Plan, until: float) -> Trace:
    """What happened until the gate was shut."""

    class ShutAtThatTime(Gate):
        def wait(self, when: float) -> None:
            raise Stopped

    clock = Clock(ShutAtThatTime(until))
    hall = Hall(plan, clock)
    with suppress(Stopped):
        MODES[mode].load()(hall, clock)
    return hall.trace


# Polgar's figures


def test_polgar_in_sync() -> None:
    figures = summary_of("sync", polgar())
    assert figures.elapsed_s == 43_200  # 24 * 30 * 60
    assert figures.master_done_s == 43_145  # the last reply takes 55 s
    assert figures.master_thinking_s == 3_600  # 24 * 30 * 5
    assert figures.master_walking_s == 0
    assert figures.master_waiting_s == 39_545  # 43,145 - 3,600
    # Only first moves are waited for: 1,800 s a board, 0 at the first and 23 * 1,800 at the last;
    # 1,800 * (0 + ... + 23) / 720 = 690. Of 720 waits 697 are 0, so both percentiles are.
    assert figures.waits_s == Waits(mean=690, p50=0, p95=0, max=41_400, max_board=24)
    assert figures.thinking_at_once == 39_600 / 43_200  # 24 * 30 * 55 s
    assert figures.moves == 1_440


def test_polgar_in_async() -> None:
    figures = summary_of("async", polgar())
    assert figures.elapsed_s == 3_655
    assert figures.master_done_s == 3_600
    assert figures.master_thinking_s == 3_600
    assert figures.master_walking_s == 0
    assert figures.master_waiting_s == 0
    # First moves wait 0, 5, ... 115 s; every other one a lap less her move and his: 120 - 5 - 55 = 60 s.
    # 29 * 24 * 60 + 5 * (0 + ... + 23) = 41,760 + 1,380. Of 720 waits 709 are 60 s or less.
    assert figures.waits_s == Waits(mean=43_140 / 720, p50=60, p95=60, max=115, max_board=24)
    assert figures.thinking_at_once == 39_600 / 3_655
    assert figures.moves == 1_440


def test_polgar_by_the_board() -> None:
    first, *_, last = summary_of("async", polgar()).boards
    # Board 1: waits 29 * 60; its last move of hers falls at 29 * 120 + 5, the reply 55 s later.
    assert first == BoardSummary(1, 30, 30, 150, 1_650, 1_740, 60, 3_540)
    # Board 24: waits 115 for its first move.
    assert last == BoardSummary(24, 30, 30, 150, 1_650, 1_855, 115, 3_655)


# Where her time goes


def her_time(plan: Plan, events: list[Event]) -> tuple[float, float, float]:
    """Thinking, walking and waiting to her last move, each added up by itself."""
    walk = plan.walk_s
    kinds = (Kind.MASTER_WALKS, Kind.MASTER_THINKS, Kind.MASTER_MOVES)
    hers = [event for event in events if event.kind in kinds]
    while hers and hers[-1].kind != Kind.MASTER_MOVES:
        hers.pop()
    thinking = walking = 0.0
    waiting = hers[0].time if hers else 0.0
    for before, after in pairwise(hers):
        if before.kind == Kind.MASTER_THINKS:
            thinking += after.time - before.time
        elif before.kind == Kind.MASTER_WALKS:
            walking += walk
            waiting += after.time - before.time - walk
        else:
            waiting += after.time - before.time
    return thinking, walking, waiting


@pytest.mark.parametrize("mode", MODE_NAMES)
@given(plan=plans())
def test_thinking_walking_and_waiting_are_all_her_time(mode: str, plan: Plan) -> None:
    run = play(MODES[mode], plan)
    figures, events = run.summary, [run.trace[index] for index in range(len(run.trace))]
    found = figures.master_thinking_s, figures.master_walking_s, figures.master_waiting_s
    assert found == her_time(plan, events)
    assert sum(found) == figures.master_done_s
    assert min(found) >= 0


@pytest.mark.parametrize("mode", MODE_NAMES)
@given(plan=plans())
def test_the_sums_are_those_of_the_plan(mode: str, plan: Plan) -> None:
    figures = summary_of(mode, plan)
    theirs = sum(sum(planned.opponent_think) for planned in plan.boards)
    assert figures.master_thinking_s == sum(sum(planned.master_think) for planned in plan.boards)
    assert figures.thinking_at_once * figures.elapsed_s == pytest.approx(theirs)
    assert figures.moves == sum(len(planned.moves) for planned in plan.boards)
    assert figures.elapsed_s == max(row.finished_s for row in figures.boards)
    assert figures.waits_s.max == max(row.longest_wait_s for row in figures.boards)
    for planned, row in zip(plan.boards, figures.boards, strict=True):
        assert row.board == planned.number
        assert row.moves == len(planned.master_think)
        assert row.replies == len(planned.opponent_think)
        assert row.master_thinking_s == sum(planned.master_think)
        assert row.opponent_thinking_s == sum(planned.opponent_think)


def test_walking() -> None:
    # Two boards, two moves each of 5 s, 55 s a reply, 10 s a walk; she sits down at 0, 15, 60, 75.
    # Three walks; 80 s to her last move; 80 - 20 - 30 = 30 s of waiting (30 to 60 s).
    figures = summary_of("async", constant(2, 2, walk=10))
    assert figures.elapsed_s == 135
    assert figures.master_done_s == 80
    assert figures.master_thinking_s == 20
    assert figures.master_walking_s == 30
    assert figures.master_waiting_s == 30


def test_a_wait_begins_when_the_turn_is_hers() -> None:
    # Sync. Board 1, hers to begin: waits 0; she moves at 5, he replies at 25, she moves at once: 0.
    # Board 2, his to begin: he thinks from the moment she comes (30 s), and she sits down as he moves.
    plan = plan_of(board(1, [5, 5], [20]), board(2, [5], [30, 1], master_first=False))
    figures = summary_of("sync", plan)
    assert figures.waits_s == Waits(0, 0, 0, 0, 1)
    # Async, under lap: his reply at 20 + 5, his first move at 30: she is done with board 1 at 5, waits
    # at board 2 from 5 to 30, moves at 35, and board 1 has waited from 25 to 35.
    assert summary_of("async", plan).waits_s == Waits(10 / 3, 0, 10, 10, 1)


# Percentiles


@pytest.mark.parametrize(
    ("boards", "p50", "p95", "longest"),
    [
        (1, 0, 0, 0),
        (2, 0, 1, 1),  # ranks 1 and ceil(1.9) = 2
        (3, 1, 2, 2),  # ranks ceil(1.5) = 2 and ceil(2.85) = 3
        (19, 9, 18, 18),  # ranks ceil(9.5) = 10 and ceil(18.05) = 19
        (20, 9, 18, 19),  # ranks 10 and 19 exactly
        (21, 10, 19, 20),  # ranks ceil(10.5) = 11 and ceil(19.95) = 20
        (100, 49, 94, 99),  # ranks 50 and 95
    ],
)
def test_percentiles_by_nearest_rank(boards: int, p50: int, p95: int, longest: int) -> None:
    # One pair a board, of 1 s and 0 s, in sync: the waits are 0, 1, 2, ... s.
    waits = summary_of("sync", constant(boards, 1, master=1, opponent=0)).waits_s
    assert (waits.p50, waits.p95, waits.max) == (p50, p95, longest)
    assert waits.mean == (boards - 1) / 2
    assert waits.max_board == boards


@given(plans())
def test_as_many_waits_as_the_share_says_are_no_longer(plan: Plan) -> None:
    run = play(MODES["async"], plan)
    turn_at = {planned.number: 0.0 for planned in plan.boards}
    waits = []
    for index in range(len(run.trace)):
        event = run.trace[index]
        if event.kind == Kind.OPPONENT_MOVES:
            turn_at[event.board] = event.time
        elif event.kind == Kind.MASTER_THINKS:
            waits.append(event.time - turn_at[event.board])
    found = run.summary.waits_s
    assert found.mean == sum(waits) / len(waits)
    assert found.max == max(waits)
    for percent, value in ((50, found.p50), (95, found.p95)):
        assert value in waits
        assert 100 * sum(wait <= value for wait in waits) >= percent * len(waits)
        assert 100 * sum(wait < value for wait in waits) < percent * len(waits)


def test_the_longest_wait_is_named_by_the_first_board_that_had_it() -> None:
    # First moves wait 0, 30, 60, 90 s; second ones a lap less her move and his, 120 - 30 - 30 = 60 s.
    waits = summary_of("async", constant(4, 2, master=30, opponent=30)).waits_s
    assert (waits.max, waits.max_board) == (90, 4)
    # First moves wait 0, 30, 60 s; later ones 90 - 30 - 0 = 60 s at every board.
    waits = summary_of("async", constant(3, 3, master=30, opponent=0)).waits_s
    assert (waits.max, waits.max_board) == (60, 1)


# Runs that were stopped


def test_nothing_has_happened_yet() -> None:
    figures = summarise(constant(2, 2), Trace())
    assert figures.elapsed_s == figures.master_done_s == figures.master_thinking_s == 0
    assert figures.moves == figures.thinking_at_once == 0
    assert figures.waits_s == Waits(0, 0, 0, 0, 1)


def test_polgar_stopped_after_a_minute() -> None:
    # By 62 s she has moved at 12 boards (5, 10, ... 60 s), sits at the 13th, and board 1 has replied.
    figures = summarise(polgar(), trace_until("async", polgar(), 62))
    assert figures.elapsed_s == figures.master_done_s == figures.master_thinking_s == 60
    assert figures.moves == 13
    assert figures.waits_s.max == 60  # board 13's, over when she sat down there
    assert figures.boards[0].replies == 1
    assert figures.boards[13].moves == 0


def test_stopped_on_a_walk() -> None:
    # She moves at 5 s and is on her way to board 2 till 15 s, or has just sat down there.
    plan = constant(2, 2, walk=10)
    for until in (5.0, 14.0, 15.0, 19.0):
        figures = summarise(plan, trace_until("async", plan, until))
        assert figures.master_done_s == figures.master_thinking_s == 5
        assert figures.master_walking_s == figures.master_waiting_s == 0


@pytest.mark.parametrize("mode", MODE_NAMES)
@given(plan=plans(), quarters=st.integers(0, 200))
def test_wherever_it_is_stopped_her_time_adds_up(mode: str, plan: Plan, quarters: int) -> None:
    trace = trace_until(mode, plan, quarters / 4)
    events = [
        Event(time, Kind(what & 7), what >> KIND_BITS, 0)
        for time, what in zip(trace.times, trace.whats, strict=True)
    ]
    assert all(event.time <= quarters / 4 for event in events)
    figures = summarise(plan, trace)
    found = figures.master_thinking_s, figures.master_walking_s, figures.master_waiting_s
    assert found == her_time(plan, events)
    assert sum(found) == figures.master_done_s <= figures.elapsed_s <= quarters / 4
