"""Each warning on the run that must set it off, and on none that must not."""

import asyncio
from typing import Any

import pytest
from hypothesis import given, settings

from simul.analysis.passed_over import passed_over
from simul.analysis.run import Run, play
from simul.hall.clock import Clock
from simul.hall.hall import Board, Hall
from simul.modes.mode import Mode
from simul.modes.pitfalls.registry import PITFALLS
from simul.modes.registry import MODES, find_mode
from simul.runtime.aio import coroutines
from simul.runtime.stuck import Deadlock, Livelock
from simul.scenario.plan import Plan
from tests.modes.concurrent import CHEAP, CONCURRENT, source_line
from tests.plans import POLICIES, plan_of, plan_of_boards, planned_board, plans

POLGAR = plan_of(24, 30)
FOUR = plan_of(4, 30)


def kinds(name: str, plan: Plan = POLGAR) -> list[str]:
    return [warning.kind for warning in play(find_mode(name), plan).warnings]


def text_of(run: Run, kind: str) -> str:
    (text,) = (warning.text for warning in run.warnings if warning.kind == kind)
    return text


# Where there is nothing to warn of


QUIET = [
    POLGAR,
    FOUR,
    plan_of(1, 30),
    plan_of(2, 1),  # board 2 waits for 5 s, and nobody else ever does
    plan_of(12, 4),
    plan_of(4, 3, 0.0, 0.0),
    plan_of(3, 3, 5.0, 0.0),
    plan_of(5, 6, (2.0, 0.0, 5.5), (30.0, 3.0, 17.25), walk=1.5, colour="alternate"),
]


@pytest.mark.parametrize("mode", CONCURRENT)
def test_right_modes_warn_of_nothing(mode: Mode) -> None:
    for plan in QUIET[:1] if mode.family == "process" else QUIET:
        assert play(mode, plan).warnings == []


@given(plan=plans())
def test_who_is_served_by_order_or_by_time_is_never_passed_over(plan: Plan) -> None:
    trace = play(MODES["async"], plan).trace
    if plan.scenario.policy in ("lap", "skip", "ready"):
        assert passed_over(plan, trace, -1.0) == {}


@pytest.mark.parametrize("policy", POLICIES)
def test_no_policy_starves_anybody(policy: Any) -> None:
    for boards in (2, 4, 12, 24):
        assert kinds("async", plan_of(boards, 30, policy=policy)) == []


@pytest.mark.parametrize("mode", CHEAP)
@settings(max_examples=25)
@given(plan=plans())
def test_right_modes_never_block_or_get_stuck(mode: Mode, plan: Plan) -> None:
    run = play(mode, plan)
    assert run.right
    assert plan.scenario.policy == "longest-wait" or run.warnings == []
    assert {warning.kind for warning in run.warnings} <= {"starved"}
    assert run.notes.never_suspended == 0
    assert mode.blocks or (run.notes.blocked, run.notes.loop_wait_s) == (0, 0.0)


# One warning after the other


@pytest.mark.parametrize(
    ("name", "warned_of"),
    [
        ("blocking-call", ["blocked", "never-yielded"]),
        ("cpu-hog", ["blocked"]),
        ("cpu-hog-yielding", ["blocked"]),
        ("cpu-hog-to-thread", []),
        ("await-in-turn", []),
        ("many-masters", []),
        ("forgotten-reply", []),
        ("deadlock", ["deadlock"]),
        ("livelock", ["livelock"]),
        ("livelock-backoff", []),
        ("starvation", ["starved"]),
        ("lost-update", ["wrong-count"]),
        ("small-pool", []),
        ("sync", []),
    ],
)
def test_every_pitfall_sets_off_its_own(name: str, warned_of: list[str]) -> None:
    assert kinds(name) == warned_of


def test_all_pitfalls_are_in_that_list() -> None:
    (mark,) = test_every_pitfall_sets_off_its_own.pytestmark  # type: ignore[attr-defined]
    assert {name for name, _ in mark.args[1]} == {*PITFALLS, "sync"}


def test_blocking_says_how_long_how_often_and_where() -> None:
    # Of 30 laps, she blocks in one step, 24 * 5 s; each of 720 replies is a step of 55 s.
    run = play(PITFALLS["blocking-call"], POLGAR)
    assert run.notes.blocked == 30 + 720
    hers, his = (
        next(
            number
            for number, line in enumerate(run.mode.source.read_text().splitlines(), 1)
            if f"{who}_thinks()" in line
        )
        for who in ("master", "opponent")
    )
    assert run.notes.blocked_s == {hers: 720 * 5, his: 720 * 55}
    assert text_of(run, "blocked") == (
        f"the event loop was blocked 750 times, for 12:00:00 in all, 11:00:00 of it at line {his} of "
        f"blocking_call.py, and for up to 0:02:00 at a time, at line {hers}; somebody who was due waited "
        "0:21:05 for it"  # 23 * 55: the last reply of a lap
    )
    assert text_of(run, "never-yielded") == (
        "720 tasks never paused between the first step and the last; the longest ran for 55.0 s"
    )


def test_while_it_blocks_the_line_is_the_one_that_blocks() -> None:
    run = play(PITFALLS["blocking-call"], FOUR)
    lines = {source_line(run.mode, line).split("  #")[0] for line in set(run.trace.lines) if line}
    assert "time.sleep(board.master_thinks())" in lines
    assert "time.sleep(board.opponent_thinks())" in lines


def blocked_by(*sleeps: float) -> Hall:
    """A hall in which a task blocked for so long, and after each time let others go first."""

    async def hog(hall: Hall) -> None:
        for seconds in sleeps:
            hall.clock.sleep(seconds)
            await asyncio.sleep(0)

    async def main(hall: Hall) -> None:
        task = asyncio.create_task(hog(hall))
        await asyncio.sleep(7)
        await task

    clock = Clock()
    hall = Hall(plan_of(1, 1), clock)
    coroutines.run(main, hall, clock)
    return hall


def test_whoever_falls_due_meanwhile_is_late() -> None:
    assert blocked_by(10).notes.loop_wait_s == 3  # due at 7 s, and let go on at 10 s
    assert blocked_by(7).notes.loop_wait_s == 0
    # Due at 7 s. At 8 s its timer queues up behind the hog, who has yielded, and blocks again until 12 s;
    # then the timer wakes the task, which queues up behind the hog, who blocks once more until 16 s.
    assert blocked_by(4, 4, 4, 4).notes.loop_wait_s == 16 - 7
    assert blocked_by(0, 0).notes.blocked == 0


def test_sleeping_once_is_letting_go() -> None:
    async def part(hall: Hall) -> None:
        await asyncio.sleep(1)
        hall.clock.sleep(5)

    async def main(hall: Hall) -> None:
        await asyncio.create_task(part(hall))

    clock = Clock()
    hall = Hall(plan_of(1, 1), clock)
    coroutines.run(main, hall, clock)
    assert (hall.notes.blocked, hall.notes.never_suspended) == (1, 0)


def test_who_is_passed_over_is_starved() -> None:
    # 12 boards play to their end, 30 * 60 s, and another lap of 55 s later board 24 has its first move. The
    # waits of each dozen: 0, 5, ..., 55 s for the first, and 1,800 s more; all 720 add up to 22,260 s.
    run = play(PITFALLS["starvation"], POLGAR)
    assert run.summary.waits_s.mean == (2 * (11 * 12 / 2 * 5) + 12 * 1_800) / 720
    assert text_of(run, "starved") == (
        "board 24 waited 0:30:55, 60 times the mean wait, while another board had several turns; "
        "12 of 24 boards were passed over like this"
    )


def test_in_sync_a_long_wait_is_not_starvation() -> None:
    # Board 24 waits 11:30:00, 60 times the mean, behind 23 whole games: she does not choose whom to serve.
    waits = play(MODES["sync"], POLGAR).summary.waits_s
    assert (waits.max, waits.mean) == (41_400, 690)
    assert kinds("sync") == []


def test_a_long_wait_behind_one_slow_opponent_is_not_starvation() -> None:
    # In lap she stands for an hour at board 2, once; the others wait, and each of them has its turn.
    boards = [
        planned_board(1, 60, 1.0, 1.0),
        planned_board(2, 60, 1.0, [3_600.0] + [1.0] * 29),
        planned_board(3, 60, 1.0, 1.0),
    ]
    run = play(MODES["async"], plan_of_boards(boards))
    assert run.summary.waits_s.max > 10 * run.summary.waits_s.mean
    assert run.warnings == []


def alone_with_her(pairs: int, walk: float) -> list[str]:
    """Last in, first out: board 1 replies at once and has all its `pairs` turns of 1 s before board 2."""
    boards = [planned_board(1, 2 * pairs, 1.0, 0.0), planned_board(2, 40, 1.0, 0.0)]
    return kinds("starvation", plan_of_boards(boards, walk))


def test_ten_times_the_mean_is_not_enough_within_two_laps() -> None:
    # Board 2 waits `pairs` s and a walk, once; there are 20 waits more than pairs, all of 0 s.
    assert alone_with_her(4, 0.0) == []  # 4 s is not more than two laps, 2 * 2 s
    assert alone_with_her(5, 0.0) == ["starved"]  # 5 s is 25 times the mean


def test_two_laps_are_two_laps_of_her_own_time_with_her_walks() -> None:
    assert alone_with_her(20, 5.0) == ["starved"]  # 25 s > 2 * (2 + 2 * 5) s
    assert alone_with_her(20, 6.0) == []  # 26 s < 2 * (2 + 2 * 6) s


# Stuck


def test_a_lost_wake_up_says_who_waits_for_what(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Hall, "next_board", lambda hall: None)
    run = play(MODES["async"], plan_of(2, 2))
    assert not run.right
    assert run.ended == text_of(run, "deadlock")
    assert "board 1 waits at line 42 for moved (Event)" in run.ended
    assert "master waits at line 34 for reply (Event)" in run.ended
    threads = play(MODES["threads"], plan_of(2, 2)).ended
    assert threads is not None
    assert "(reply.wait())" in threads
    assert "(moved.wait())" in threads


def test_nothing_is_noted_of_what_comes_after_a_deadlock() -> None:
    async def waits(board: Board, event: asyncio.Event) -> None:
        try:
            await event.wait()
        finally:
            await asyncio.sleep(0)  # another line, where it is cancelled

    async def main(hall: Hall) -> None:
        async with asyncio.TaskGroup() as group:
            group.create_task(waits(hall.boards[0], asyncio.Event()))
            await asyncio.Event().wait()

    clock = Clock()
    hall = Hall(plan_of(1, 1), clock)
    with pytest.raises(Deadlock):
        coroutines.run(main, hall, clock)
    assert len(hall.trace) == 2  # where the two wait


def test_yielding_is_not_a_livelock_while_time_moves() -> None:
    async def busy(hall: Hall) -> None:
        for second in range(1, 6):
            for _ in range(900):
                await asyncio.sleep(0)
            await asyncio.sleep(second)

    async def too_busy(hall: Hall) -> None:
        while True:  # noqa: ASYNC110
            await asyncio.sleep(0)

    clock = Clock()
    coroutines.run(busy, Hall(plan_of(1, 1), clock), clock)
    clock = Clock()
    with pytest.raises(Livelock, match=r"woken 1,000 times: master at line \d+"):
        coroutines.run(too_busy, Hall(plan_of(1, 1), clock), clock)
