"""The famous mistakes: what comes out of each, against its sum on paper."""

import asyncio
import inspect
from collections.abc import Sequence
from importlib import import_module

import pytest
from hypothesis import given, settings
from msgspec.structs import replace

from simul.analysis.comparison import compare
from simul.analysis.run import Run, play
from simul.analysis.theory import going_round
from simul.formats.warning import pitfall_lines
from simul.hall.clock import Clock
from simul.hall.gates import ReleasedGate, Stopped
from simul.hall.hall import Hall
from simul.hall.laws import LawBroken, TwoPlacesAtOnce
from simul.hall.trace import KIND_BITS, KIND_MASK, Kind
from simul.modes.mode import Mode
from simul.modes.pitfalls.registry import PITFALLS
from simul.modes.registry import MODES, find_mode
from simul.scenario.plan import Plan
from simul.scenario.policies import Ready
from tests.modes.concurrent import in_bytes, nothing_left_over, source_line
from tests.modes.stock_loop import play_on_stock
from tests.plans import POLICIES, plan_of, plan_of_boards, planned_board, plans

pitfalls = pytest.mark.parametrize("mode", [pytest.param(m, id=m.name) for m in PITFALLS.values()])

GETS_STUCK = ("deadlock", "livelock")
POLGAR = plan_of(24, 30)
FOUR = plan_of(4, 30)


def played(name: str, plan: Plan = POLGAR) -> Run:
    return play(PITFALLS[name], plan)


def elapsed(name: str, plan: Plan = POLGAR) -> float:
    return played(name, plan).summary.elapsed_s


# All of them


@pitfalls
def test_the_same_again_byte_for_byte(mode: Mode) -> None:
    for plan in (
        FOUR,
        plan_of(5, 4, (2.0, 0.0, 5.5), (30.0, 3.0, 17.25), walk=1.5, policy="ready"),
    ):
        first, second = play(mode, plan), play(mode, plan)
        assert in_bytes(first.trace) == in_bytes(second.trace)
        assert (first.broken, first.warnings) == (second.broken, second.warnings)


@pitfalls
@settings(max_examples=25)
@given(plan=plans())
def test_every_plan_is_played_to_its_end_or_found_to_be_stuck(mode: Mode, plan: Plan) -> None:
    run = play(mode, plan)
    if mode.name not in GETS_STUCK:
        assert run.ended is None
        assert run.summary.moves == sum(len(board.moves) for board in plan.boards)
    assert bool(run.broken) <= mode.lawless
    assert len(run.trace.lines) == len(run.trace.whats)


@pitfalls
@pytest.mark.parametrize("policy", POLICIES)
def test_every_policy_and_colour(mode: Mode, policy: str) -> None:
    plan = plan_of(5, 3, (5.0, 0.1, 3.3), (55.1, 0.7), walk=0.3, policy=policy, colour="alternate")
    run = play(mode, plan)
    assert (run.ended is not None) == (mode.name in GETS_STUCK)


@pytest.mark.parametrize("name", [name for name in PITFALLS if name not in GETS_STUCK])
def test_a_stop_in_the_middle_leaves_nothing(name: str) -> None:
    mode = PITFALLS[name]
    gate = ReleasedGate()
    gate.release(300)
    gate.stop()
    with nothing_left_over(), pytest.raises(Stopped):
        play(mode, POLGAR, gate)


@pitfalls
def test_getting_stuck_leaves_nothing(mode: Mode) -> None:
    with nothing_left_over():
        play(mode, FOUR)


@pitfalls
def test_it_says_what_is_wrong_and_what_to_do(mode: Mode) -> None:
    assert mode.sentence.endswith(".")
    assert mode.instead
    assert find_mode(mode.name) is mode
    assert mode.name not in MODES
    source = inspect.getsource(import_module(mode.module))
    assert "Instead: " in source
    assert source.count("\n") < 60


@pitfalls
def test_every_line_noted_is_one_of_the_source_that_is_shown(mode: Mode) -> None:
    for line in set(play(mode, FOUR).trace.lines) - {0}:
        assert any(
            word in source_line(mode, line)
            for word in (
                "await ",
                "async with ",
                "sleep(",
                "compute(",
                "wait()",
                "join()",
                "with futures.ThreadPool",
                "threads.",
            )
        )


# 24 boards, 30 pairs, 5 s and 55 s


def test_blocking_calls_take_all_think_times_one_after_the_other() -> None:
    assert elapsed("blocking-call") == 24 * 30 * (5 + 55) == 43_200


def test_awaiting_in_turn_takes_all_think_times_one_after_the_other() -> None:
    assert elapsed("await-in-turn") == 24 * 30 * (5 + 55) == 43_200


@pytest.mark.parametrize("name", ["cpu-hog", "cpu-hog-yielding", "cpu-hog-to-thread"])
def test_the_hogs_take_all_computing_one_after_the_other(name: str) -> None:
    # The first 5 s nobody has anything to compute, and from then on always somebody has.
    assert elapsed(name) == 5 + 24 * 30 * 55 == 39_605


def test_a_hog_that_yields_has_the_others_wait_for_a_slice_of_each() -> None:
    # She is due when the hog has computed for 5 of his 55 s.
    assert played("cpu-hog").notes.loop_wait_s == 55 - 5
    assert played("cpu-hog", FOUR).notes.loop_wait_s == 55 - 5
    # At 4 boards, her move at board 4 leaves no more than 4 who compute, 1 s each in turn. Her sleep ends in
    # one round, at the earliest at its beginning; the loop calls its timer at the end of the next, and
    # resumes her at the end of the one after that.
    assert 2 * 3 <= played("cpu-hog-yielding", FOUR).notes.loop_wait_s <= 3 * 4


@pytest.mark.parametrize("plan", [POLGAR, FOUR], ids=["polgar", "four"])
def test_asyncios_own_loop_has_them_wait_as_long(
    plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    late = []
    sleep = asyncio.sleep

    async def timed_sleep(seconds: float) -> None:
        loop = asyncio.get_running_loop()
        due = loop.time() + seconds
        await sleep(seconds)
        if seconds:  # she alone sleeps
            late.append(loop.time() - due)

    monkeypatch.setattr(asyncio, "sleep", timed_sleep)
    play_on_stock(import_module(PITFALLS["cpu-hog-yielding"].module).play, plan, takes="compute")
    monkeypatch.undo()
    assert played("cpu-hog-yielding", plan).notes.loop_wait_s == max(late)


def test_nobody_waits_for_the_loop_where_the_hog_is_in_a_thread() -> None:
    for plan in (POLGAR, FOUR, plan_of(40, 2)):  # of 40, the last eight wait for a thread
        assert played("cpu-hog-to-thread", plan).notes.loop_wait_s == 0
    # Her moves come on time; it is the replies that share the core. At board 1 he has 5 s of it to himself;
    # then he shares it with the second, the third, ...: 5 + 5/2 + 5/3 + ... + 5/24 s until all compute.
    her_last_of_the_lap = [
        when
        for when, what in zip(*_columns(played("cpu-hog-to-thread")), strict=True)
        if what & KIND_MASK == Kind.MASTER_MOVES
    ][23]
    assert her_last_of_the_lap == 24 * 5


def _columns(run: Run) -> tuple[Sequence[float], Sequence[int]]:
    return run.trace.times, run.trace.whats


def test_a_blocking_call_has_the_last_reply_wait_for_all_others() -> None:
    # She makes 24 moves and lets go; the last reply is due at once, and 23 others go before it.
    assert played("blocking-call").notes.loop_wait_s == 23 * 55


@pytest.mark.parametrize("boards", [1, 2, 12, 24])
def test_many_masters_take_as_long_as_one_game(boards: int) -> None:
    run = played("many-masters", plan_of(boards, 30))
    assert run.summary.elapsed_s == 30 * (5 + 55) == 1_800
    # In each of 30 rounds all sit down at once, and only the first of them may.
    assert run.broken_times == ({"TwoPlacesAtOnce": 30 * (boards - 1)} if boards > 1 else {})


def test_many_masters_who_do_not_sit_down_together() -> None:
    # Board 1: she thinks 0-3, 4-7; board 2: 0-10, 11-21. At 0 and at 4 s she is thinking at the other
    # board already, and counts once; at 11 s she thinks nowhere, and may go to board 2.
    thinks = ((3.0, 1.0), (10.0, 1.0))
    run = played(
        "many-masters",
        plan_of_boards([planned_board(number, 4, *each) for number, each in enumerate(thinks, 1)]),
    )
    assert run.broken_times == {"TwoPlacesAtOnce": 2}
    assert run.broken["TwoPlacesAtOnce"].first == (
        "TwoPlacesAtOnce: the master sets out for board 2 at 0.0 s, "
        "while she is thinking at board 1"
    )


def test_a_forgotten_reply_does_not_show_where_a_lap_takes_longer() -> None:
    run = played("forgotten-reply")
    assert run.broken == {}
    assert run.summary.elapsed_s == going_round(POLGAR).elapsed_s == 3_655


def test_a_forgotten_reply_is_out_of_turn_where_there_are_few_boards() -> None:
    # 30 laps of 4 * 5 s and the last reply. A reply comes 55 s after her move, and she comes after 15:
    # 29 times at each board she thinks out of turn, and then he has two moves to think about.
    run = played("forgotten-reply", FOUR)
    assert run.summary.elapsed_s == 30 * 20 + 55 == 655
    assert going_round(FOUR).elapsed_s == 1_815
    assert run.broken_times == {"OutOfTurn": 2 * 4 * 29}
    assert run.summary.moves == 4 * 60


def test_a_reply_to_a_later_move_may_come_first() -> None:
    # She moves at 1 s, and at 2 s, out of turn; he thinks until 51 s, and about the second until 7 s.
    run = played("forgotten-reply", plan_of(1, 2, 1.0, (50.0, 5.0)))
    assert [event.time for event in (run.trace[i] for i in range(len(run.trace)))][-2:] == [7, 51]
    assert run.broken_times == {"OutOfTurn": 2}
    assert run.broken["OutOfTurn"].first == (
        "OutOfTurn: board 1 at 1.0 s: the master thinks, but it is not her move"
    )


def test_a_lost_update_loses_what_was_counted_while_another_wrote() -> None:
    # Games end 5 s apart and writing takes 12 s, so each reads what the third before him has written.
    run = played("lost-update")
    assert run.notes.wrong == [f"{24 // 3} finished games were counted; there were 24"]
    assert run.summary.elapsed_s == 3_655
    # Of 4: 1 is read by nobody else's in time, so the first three all write 1, and the fourth 2.
    assert played("lost-update", FOUR).notes.wrong == [
        "2 finished games were counted; there were 4"
    ]
    assert played("lost-update", plan_of(1, 2)).notes.wrong == []


def test_a_deadlock_is_found_and_says_who_waits_for_what() -> None:
    # Each has the one thing in hand while he thinks, from 5 and 10 s on, and at 60 and 65 s he wants
    # the other. Nobody ever replies: her last move is the 24th, at 24 * 5 s.
    run = played("deadlock")
    line = next(
        number
        for number, text in enumerate(PITFALLS["deadlock"].source.read_text().splitlines(), 1)
        if "async with second" in text
    )
    assert run.ended is not None
    assert run.ended.startswith(
        f"nobody can go on: board 1 waits at line {line} for pen (Lock), "
        f"board 2 waits at line {line} for clock (Lock), "
    )
    assert run.ended.endswith(" and 21 more")  # 25 parties, and 4 of them named
    assert (run.summary.elapsed_s, run.summary.moves) == (120, 24)
    assert played("deadlock", plan_of(2, 1)).ended == (
        f"nobody can go on: board 1 waits at line {line} for pen (Lock), "
        f"board 2 waits at line {line} for clock (Lock), master waits at line 17 for opponents (TaskGroup)"
    )


def test_with_nobody_to_share_with_there_is_no_deadlock() -> None:
    plan = plan_of(1, 30)
    for name in GETS_STUCK:
        assert played(name, plan).ended is None
        assert elapsed(name, plan) == 1_800


def test_a_livelock_is_found_by_its_steps() -> None:
    # She moves at boards 1, 2 and 3; board 3 has no neighbour, and replies. In the order of a lap she then
    # waits at board 1, and all that is left is boards 1 and 2, who wake every second.
    run = played("livelock", plan_of(3, 2))
    assert run.ended is not None
    assert run.ended.startswith(
        "nothing has happened since 0:01:10, though each of these has woken 1,000 times: board 1 at line"
    )
    assert "board 2 at line" in run.ended
    assert "board 3" not in run.ended
    assert (run.summary.elapsed_s, run.summary.moves) == (3 * 5 + 55, 4)


def test_it_is_no_livelock_as_long_as_somebody_else_has_something_to_do() -> None:
    # Boards 1 and 2 wake 2,500 times each until board 3 replies, 5,000 s after her move at 15 s.
    thinks = (55.0, 55.0, 5_000.0)
    boards = [planned_board(number, 4, 5.0, think) for number, think in enumerate(thinks, 1)]
    run = played("livelock", plan_of_boards(boards))
    assert run.summary.elapsed_s == 3 * 5 + 5_000
    assert run.ended is not None
    assert run.ended.startswith("nothing has happened since 1:23:35, though")


@pytest.mark.parametrize("boards", [2, 24, 200])
def test_a_random_pause_ends_every_livelock_whatever_the_seed(boards: int) -> None:
    for seed in range(5):
        plan = plan_of(boards, 2)
        plan = Plan(replace(plan.scenario, seed=seed), plan.boards)
        assert play(PITFALLS["livelock-backoff"], plan).right


def test_a_cure_is_not_said_to_hide_a_mistake() -> None:
    comparison = compare(POLGAR, [PITFALLS["livelock-backoff"], PITFALLS["cpu-hog-to-thread"]])
    backoff, to_thread = pitfall_lines(comparison)
    assert "It took 1:00:55, as it should. Instead" in backoff
    assert "It took 11:00:05; the right time is 1:00:55. Instead" in to_thread


def test_starvation_leaves_boards_unvisited_while_others_play_to_the_end() -> None:
    # 12 boards keep her busy: 12 * 5 s a lap, and a reply is there 55 s after she has left. They play
    # their 30 pairs, 1,800 s, before the other 12 have their first move.
    run = played("starvation")
    first_visits = {
        what >> KIND_BITS: time
        for time, what in zip(reversed(run.trace.times), reversed(run.trace.whats), strict=True)
        if what & KIND_MASK == Kind.MASTER_THINKS
    }
    assert sorted(first_visits.values()) == [5 * n for n in range(12)] + [
        1_800 + 5 * n for n in range(12)
    ]
    assert run.summary.elapsed_s == 2 * 1_800 + 55 == 3_655
    assert run.summary.waits_s.max == 1_855


def test_starvation_is_async_with_another_policy() -> None:
    assert PITFALLS["starvation"].source == MODES["async"].source
    hall = Hall(POLGAR, Clock())
    hall.follow(Ready([30] * 24))
    assert hall.next_board() is hall.boards[0]


def test_a_small_pool_takes_the_replies_six_at_a_time() -> None:
    # The six threads begin 5 s apart, and from then on each has always a reply to think about.
    assert elapsed("small-pool") == 6 * 5 + 24 * 30 * 55 / 6 == 6_630
    # With six boards or fewer, nobody waits for a thread.
    assert elapsed("small-pool", plan_of(6, 30)) == going_round(plan_of(6, 30)).elapsed_s


# A hall that goes on


def test_a_strict_hall_stops_what_the_other_one_counts() -> None:
    for name, law in (("many-masters", "TwoPlacesAtOnce"), ("forgotten-reply", "OutOfTurn")):
        with pytest.raises(LawBroken, match=f"^{law}"):
            PITFALLS[name].load()(Hall(FOUR, Clock()), Clock())
        assert list(played(name, FOUR).broken) == [law]


def test_right_modes_are_never_given_a_hall_that_goes_on() -> None:
    assert not any(mode.lawless or mode.pitfall for mode in MODES.values())
    hall = Hall(FOUR, Clock())
    hall.boards[0].master_thinks()
    with pytest.raises(TwoPlacesAtOnce):
        hall.boards[1].master_thinks()
    assert hall.broken == {}
