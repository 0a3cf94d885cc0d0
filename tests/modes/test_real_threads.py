"""The modes made of threads, on real threads that are suspended anywhere: nobody waits for ever."""

from collections.abc import Callable
from itertools import count
from types import ModuleType
from typing import Any

import pytest

from simul.analysis.run import play
from simul.hall.clock import Clock
from simul.hall.hall import Board, Hall
from simul.hall.trace import Kind, Trace
from simul.modes import threads
from simul.modes.pitfalls import lost_update, small_pool
from simul.modes.registry import MODES
from simul.scenario.plan import Plan
from tests.modes.concurrent import happenings, nothing_left_over
from tests.modes.real_threads import RealThreads
from tests.plans import plan_of

Start = Callable[[Hall, RealThreads], None]


def start_threads(hall: Hall, real: RealThreads) -> None:
    real.play(threads.play, hall, real.threading, real.time)


def start_lost_update(hall: Hall, real: RealThreads) -> None:
    real.play(lost_update.play, hall, real.threading, real.time)


def start_small_pool(hall: Hall, real: RealThreads) -> None:
    real.play(small_pool.play, hall, real.threading, real.futures, real.time)


def suspended_everywhere(plan: Plan, start: Start, files: set[str]) -> set[int]:
    """Play again and again, suspending each party at each of its lines in turn; return these lines.

    Raises AssertionError where somebody waits for ever, or what happens is not what async has.
    """
    right = thoughts_and_moves(play(MODES["async"], plan).trace)
    lines = set()
    for party in ("master", *(f"board {board.number}" for board in plan.boards)):
        for step in count(1):
            clock = Clock()
            hall, real = Hall(plan, clock), RealThreads(clock, files, party, step)
            start(hall, real)
            assert real.stuck == [], f"{party} was suspended at line {real.held_at}"
            assert thoughts_and_moves(hall.trace) == right
            if real.held_at is None:
                break
            lines.add(real.held_at)
    return lines


def thoughts_and_moves(trace: Trace) -> list[tuple[int, int]]:
    """(kind, board) of all but the walks: she may go another way where somebody was suspended."""
    walks = Kind.MASTER_WALKS
    return sorted((kind, board) for _, kind, board in happenings(trace) if kind != walks)


def lines_of(*functions: Any) -> set[int]:
    """Every line of code of these functions but their first."""
    return {
        line
        for function in functions
        for _, _, line in function.__code__.co_lines()
        if line is not None and line > function.__code__.co_firstlineno
    }


@pytest.mark.slow
@pytest.mark.parametrize(
    ("start", "pairs", "shown"),
    [
        (start_threads, 2, [threads]),
        (start_lost_update, 2, [threads, lost_update]),
        (start_small_pool, 2, [small_pool]),
    ],
)
def test_nobody_waits_for_ever_wherever_anybody_is_suspended(
    start: Start, pairs: int, shown: list[ModuleType]
) -> None:
    lines = set()
    with nothing_left_over():
        for policy, colour, walk in (("lap", "white", 0.0), ("ready", "alternate", 1.0)):
            plan = plan_of(2, pairs, 1.0, 5.0, walk, policy, colour)  # type: ignore[arg-type]
            lines |= suspended_everywhere(plan, start, {str(each.__file__) for each in shown})
    assert lines >= lines_of(shown[0].master, shown[0].opponent)  # it did suspend them everywhere


@pytest.mark.slow
def test_with_a_pool_that_is_too_small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(small_pool, "WORKERS", 1)
    with nothing_left_over():
        suspended_everywhere(plan_of(2, 2, 1.0, 5.0), start_small_pool, {str(small_pool.__file__)})


# The test itself


def lose_a_wake_up(board: Board, moved: Any, reply: Any, time: Any) -> None:
    """What threads.opponent is, but for clearing an event between looking and waiting."""
    while board.replies_left:
        while board.master_to_move:
            moved.clear()
            moved.wait()
        with reply:
            think = board.opponent_thinks()
        time.sleep(think)
        with reply:
            board.opponent_moves()
            reply.notify()


class NotifiedEvent:
    """An event by which threads.master may tell, as she does by a condition."""

    def __init__(self, event: Any, lock: Any) -> None:
        self.wait, self.clear, self.notify = event.wait, event.clear, event.set
        self._lock = lock

    def __enter__(self) -> None:
        self._lock.acquire()

    def __exit__(self, *_: object) -> None:
        self._lock.release()


def play_with_events(hall: Hall, threading: Any, time: Any) -> None:
    lock = threading.Lock()
    reply = threading.Condition(lock)
    moved = {board: NotifiedEvent(threading.Event(), lock) for board in hall.boards}
    for board in hall.boards:
        parties = (board, moved[board], reply, time)
        threading.Thread(target=lose_a_wake_up, args=parties, name=board.name).start()
    threads.master(hall, moved, reply, time)  # type: ignore[arg-type]


def test_it_finds_a_wake_up_that_is_lost_and_leaves_nothing() -> None:
    def start(hall: Hall, real: RealThreads) -> None:
        real.play(play_with_events, hall, real.threading, real.time)

    clears = lose_a_wake_up.__code__.co_firstlineno + 4
    with (
        nothing_left_over(),
        pytest.raises(AssertionError, match=f"^board 1 was suspended at line {clears}"),
    ):
        suspended_everywhere(plan_of(2, 3, 1.0, 5.0), start, {__file__})
