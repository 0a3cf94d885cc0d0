"""The laws bite: whoever breaks one is stopped, and told which law, at which board, and when."""

import asyncio
import re
import sys
from collections.abc import Callable
from types import ModuleType

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simul.analysis.run import play
from simul.hall.clock import Clock
from simul.hall.hall import Hall
from simul.hall.laws import LawBroken, OutOfTurn, TwoPlacesAtOnce
from simul.modes.mode import Mode
from simul.modes.registry import MODES
from simul.runtime.blocking import Sleep
from simul.scenario.plan import Plan
from tests.core_plans import board, constant, plan_of, plans


def hall_of(plan: Plan) -> tuple[Hall, Clock]:
    clock = Clock()
    return Hall(plan, clock), clock


def two_boards(walk: float = 0.0) -> tuple[Hall, Clock]:
    """Two boards, 2 move pairs, 5 s and 55 s."""
    return hall_of(constant(2, 2, walk=walk))


def law(broken: type[LawBroken], board: int, when: float) -> re.Pattern[str]:
    """A message that names the law, the board and the time."""
    return re.compile(rf"^{broken.__name__}: .*board {board} at {when} s\b")


def moved(hall: Hall, clock: Clock, number: int) -> None:
    """Have her go to this board, think and move."""
    board = hall.boards[number - 1]
    clock.sleep(board.master_comes())
    clock.sleep(board.master_thinks())
    board.master_moves()


# One body


def test_she_does_not_think_at_two_boards() -> None:
    hall, clock = two_boards()
    hall.boards[0].master_thinks()
    clock.sleep(1)
    with pytest.raises(TwoPlacesAtOnce, match=law(TwoPlacesAtOnce, 2, 1.0)) as caught:
        hall.boards[1].master_thinks()
    assert str(caught.value).endswith("while she is thinking at board 1")


def test_she_does_not_think_at_one_board_twice_at_once() -> None:
    hall, _ = two_boards()
    hall.boards[0].master_thinks()
    with pytest.raises(TwoPlacesAtOnce, match=law(TwoPlacesAtOnce, 1, 0.0)):
        hall.boards[0].master_thinks()


def test_she_does_not_set_out_while_she_thinks() -> None:
    hall, clock = two_boards()
    hall.boards[0].master_thinks()
    clock.sleep(5)  # and has thought, but not moved
    with pytest.raises(TwoPlacesAtOnce, match=law(TwoPlacesAtOnce, 2, 5.0)):
        hall.boards[1].master_comes()


def test_she_does_not_think_where_she_is_not() -> None:
    hall, _ = two_boards()
    with pytest.raises(TwoPlacesAtOnce, match=law(TwoPlacesAtOnce, 2, 0.0)) as caught:
        hall.boards[1].master_thinks()
    assert str(caught.value).endswith("while she is at board 1")


def test_she_does_not_sit_down_while_she_walks() -> None:
    hall, clock = two_boards(walk=10)
    assert hall.boards[1].master_comes() == 10
    clock.sleep(9.5)
    with pytest.raises(TwoPlacesAtOnce, match=law(TwoPlacesAtOnce, 2, 9.5)) as caught:
        hall.boards[1].master_thinks()
    assert str(caught.value).endswith("while she is on her way to board 2")
    clock.sleep(0.5)
    assert hall.boards[1].master_thinks() == 5


def test_she_does_not_set_out_anew_while_she_walks() -> None:
    hall, clock = two_boards(walk=10)
    hall.boards[1].master_comes()
    clock.sleep(3)
    with pytest.raises(TwoPlacesAtOnce, match=law(TwoPlacesAtOnce, 1, 3.0)):
        hall.boards[0].master_comes()


def test_coming_to_where_she_is_takes_no_time_and_leaves_no_trace() -> None:
    hall, _ = two_boards(walk=10)
    assert hall.boards[0].master_comes() == 0
    assert len(hall.trace.whats) == 0


# Turns


def test_she_does_not_move_without_thinking() -> None:
    hall, _ = two_boards()
    with pytest.raises(OutOfTurn, match=law(OutOfTurn, 1, 0.0)):
        hall.boards[0].master_moves()


def test_she_does_not_move_at_one_board_after_thinking_at_another() -> None:
    hall, clock = two_boards()
    clock.sleep(hall.boards[0].master_thinks())
    with pytest.raises(OutOfTurn, match=law(OutOfTurn, 2, 5.0)):
        hall.boards[1].master_moves()


def test_she_does_not_move_before_she_has_thought() -> None:
    hall, clock = two_boards()
    hall.boards[0].master_thinks()
    clock.sleep(4.75)
    with pytest.raises(OutOfTurn, match=law(OutOfTurn, 1, 4.75)) as caught:
        hall.boards[0].master_moves()
    assert "she will have thought at 5.0 s" in str(caught.value)


def test_she_does_not_move_twice() -> None:
    hall, clock = two_boards()
    moved(hall, clock, 1)
    with pytest.raises(OutOfTurn, match=law(OutOfTurn, 1, 5.0)):
        hall.boards[0].master_moves()


def test_she_does_not_think_while_it_is_his_move() -> None:
    hall, clock = two_boards()
    moved(hall, clock, 1)
    with pytest.raises(OutOfTurn, match=law(OutOfTurn, 1, 5.0)):
        hall.boards[0].master_thinks()


def test_where_he_has_white_she_does_not_begin() -> None:
    hall, _ = hall_of(plan_of(board(1, [5], [55], master_first=False)))
    with pytest.raises(OutOfTurn, match=law(OutOfTurn, 1, 0.0)):
        hall.boards[0].master_thinks()


def test_he_does_not_begin_where_she_has_white() -> None:
    hall, _ = two_boards()
    with pytest.raises(OutOfTurn, match=law(OutOfTurn, 2, 0.0)):
        hall.boards[1].opponent_thinks()


def test_he_does_not_reply_without_thinking() -> None:
    hall, clock = two_boards()
    moved(hall, clock, 1)
    with pytest.raises(OutOfTurn, match=law(OutOfTurn, 1, 5.0)):
        hall.boards[0].opponent_moves()


def test_he_does_not_reply_before_he_has_thought() -> None:
    hall, clock = two_boards()
    moved(hall, clock, 1)
    hall.boards[0].opponent_thinks()
    clock.sleep(54)
    with pytest.raises(OutOfTurn, match=law(OutOfTurn, 1, 59.0)) as caught:
        hall.boards[0].opponent_moves()
    assert "he will have thought at 60.0 s" in str(caught.value)


def test_he_does_not_think_twice_about_one_move() -> None:
    hall, clock = two_boards()
    moved(hall, clock, 1)
    hall.boards[0].opponent_thinks()
    with pytest.raises(OutOfTurn, match=law(OutOfTurn, 1, 5.0)):
        hall.boards[0].opponent_thinks()


def test_he_does_not_reply_twice() -> None:
    hall, clock = two_boards()
    moved(hall, clock, 1)
    clock.sleep(hall.boards[0].opponent_thinks())
    hall.boards[0].opponent_moves()
    for verb in (hall.boards[0].opponent_moves, hall.boards[0].opponent_thinks):
        with pytest.raises(OutOfTurn, match=law(OutOfTurn, 1, 60.0)):
            verb()


def test_after_the_last_move_nobody_thinks_on() -> None:
    hall, clock = hall_of(constant(1, 1))
    only = hall.boards[0]
    moved(hall, clock, 1)
    clock.sleep(only.opponent_thinks())
    only.opponent_moves()
    assert not only.playing
    for verb in (only.master_thinks, only.opponent_thinks):
        with pytest.raises(OutOfTurn, match=law(OutOfTurn, 1, 60.0)):
            verb()


def test_where_her_move_ends_the_game_he_does_not_think_on() -> None:
    hall, clock = hall_of(plan_of(board(1, [5, 5], [55])))
    only = hall.boards[0]
    moved(hall, clock, 1)
    clock.sleep(only.opponent_thinks())
    only.opponent_moves()
    moved(hall, clock, 1)  # 5 + 55 + 5
    assert not only.playing
    with pytest.raises(OutOfTurn, match=law(OutOfTurn, 1, 65.0)):
        only.opponent_thinks()


def tried(verb: Callable[[], float | None]) -> tuple[float, LawBroken | None]:
    """What came of it: seconds, or a law broken."""
    try:
        return verb() or 0.0, None
    except LawBroken as broken:
        return 0.0, broken


@settings(max_examples=20)
@given(plans(), st.data())
def test_whatever_is_refused_leaves_everything_as_it_was(plan: Plan, data: st.DataObject) -> None:
    hall, clock = hall_of(plan)

    def state() -> list[object]:
        boards = [
            (b.master_to_move, b.moves_left, b.replies_left, b.ready_at, b.playing)
            for b in hall.boards
        ]
        return [hall.here, hall.thinking_at, hall.arrives_at, hall.moves_left, boards,
                list(hall.trace.whats), list(hall.trace.times)]  # fmt: skip

    verbs: tuple[str, ...] = (
        "master_comes", "master_thinks", "master_moves", "opponent_thinks", "opponent_moves"
    )  # fmt: skip
    for _ in range(data.draw(st.integers(1, 25))):
        seat, verb = data.draw(st.sampled_from(hall.boards)), data.draw(st.sampled_from(verbs))
        before = state()
        seconds, broken = tried(getattr(seat, verb))
        if broken is None:
            clock.sleep(seconds * data.draw(st.sampled_from([0.0, 0.5, 1.0])))
        else:
            assert state() == before
            assert law(type(broken), seat.number, clock.now).match(str(broken))


# Wrong modes, played as any mode is


def mode_of(
    monkeypatch: pytest.MonkeyPatch, code: Callable[..., object], like: str = "async"
) -> Mode:
    """A mode whose `play` is this, started as the mode `like` is."""
    module = ModuleType("a_wrong_mode")
    module.play = code  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, module.__name__, module)
    mode = MODES[like]
    return msgspec.structs.replace(mode, name="wrong", module=module.__name__)


async def everywhere_at_once(hall: Hall) -> None:
    """The published mistake: a coroutine a board plays both sides, so she is at all of them."""

    async def game(number: int) -> None:
        board = hall.boards[number - 1]
        while board.playing:
            board.master_comes()
            await asyncio.sleep(board.master_thinks())
            board.master_moves()
            await asyncio.sleep(board.opponent_thinks())
            board.opponent_moves()

    await asyncio.gather(*(game(board.number) for board in hall.boards))


def test_a_coroutine_a_board_has_her_at_two_boards_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(TwoPlacesAtOnce, match=law(TwoPlacesAtOnce, 2, 0.0)):
        play(mode_of(monkeypatch, everywhere_at_once), constant(24, 30))


async def does_not_wait_for_him(hall: Hall) -> None:
    """She moves again at once."""
    for _ in range(2):
        await asyncio.sleep(hall.boards[0].master_thinks())
        hall.boards[0].master_moves()


def test_a_mode_that_does_not_wait_for_the_reply(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(OutOfTurn, match=law(OutOfTurn, 1, 5.0)):
        play(mode_of(monkeypatch, does_not_wait_for_him), constant(1, 2))


async def forgets_to_await(hall: Hall) -> None:
    """The think time is asked for, and not slept."""
    hall.boards[0].master_thinks()
    hall.boards[0].master_moves()


def test_a_mode_that_forgets_to_sleep(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(OutOfTurn, match=law(OutOfTurn, 1, 0.0)):
        play(mode_of(monkeypatch, forgets_to_await), constant(1, 2))


async def replies_twice(hall: Hall) -> None:
    """Two tasks reply at one board."""

    async def opponent() -> None:
        await asyncio.sleep(hall.boards[0].opponent_thinks())
        hall.boards[0].opponent_moves()

    await asyncio.sleep(hall.boards[0].master_thinks())
    hall.boards[0].master_moves()
    async with asyncio.TaskGroup() as group:
        group.create_task(opponent())
        group.create_task(opponent())


def test_a_mode_that_replies_twice_is_stopped_out_of_its_task_group(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with pytest.raises(OutOfTurn, match=law(OutOfTurn, 1, 5.0)):
        play(mode_of(monkeypatch, replies_twice), constant(1, 2))


def goes_while_it_thinks(hall: Hall, sleep: Sleep) -> None:
    """She goes on to the next board with the move in her head."""
    for each in hall.boards:
        sleep(each.master_comes())
        sleep(each.master_thinks())


def test_a_blocking_mode_that_goes_while_she_thinks(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(TwoPlacesAtOnce, match=law(TwoPlacesAtOnce, 2, 5.0)):
        play(mode_of(monkeypatch, goes_while_it_thinks, "sync"), constant(2, 2))


def plays_on(hall: Hall, sleep: Sleep) -> None:
    """One move pair more than there is."""
    for _ in range(len(hall.plan.boards[0].master_think) + 1):
        sleep(hall.boards[0].master_thinks())
        hall.boards[0].master_moves()
        sleep(hall.boards[0].opponent_thinks())
        hall.boards[0].opponent_moves()


def test_a_blocking_mode_that_plays_on_after_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    # 2 move pairs of 5 + 55 s
    with pytest.raises(OutOfTurn, match=law(OutOfTurn, 1, 120.0)):
        play(mode_of(monkeypatch, plays_on, "sync"), constant(1, 2))
