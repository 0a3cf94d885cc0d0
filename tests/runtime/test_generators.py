"""The trampoline: who is resumed when, and what it does about who is never to be."""

import pytest

from simul.hall.clock import Clock
from simul.hall.hall import Hall
from simul.hall.trace import MASTER
from simul.runtime import generators as trampoline
from simul.runtime.blame import PartyFailed
from simul.runtime.generators import Signal, Steps
from simul.runtime.stuck import Deadlock
from tests.plans import plan_of


def a_hall() -> tuple[Hall, Clock]:
    clock = Clock()
    return Hall(plan_of(1, 1), clock), clock


def test_it_resumes_when_the_time_has_come_or_the_signal_is_given() -> None:
    hall, clock = a_hall()
    said = []
    signal = Signal()

    def waits(hall: Hall) -> Steps:
        yield signal
        said.append((clock.now, "got the signal"))
        yield 0.5
        said.append((clock.now, "slept"))

    def gives(hall: Hall) -> Steps:
        yield 2.0
        signal.give()
        said.append((clock.now, "gave the signal"))

    trampoline.run(lambda hall: [waits(hall), gives(hall)], hall, clock)
    assert said == [(2, "gave the signal"), (2, "got the signal"), (2.5, "slept")]


def test_a_signal_that_nobody_gives_is_a_deadlock_and_the_generator_is_closed() -> None:
    hall, clock = a_hall()
    closed = []

    def waits(hall: Hall) -> Steps:
        try:
            yield Signal()
        finally:
            closed.append(True)

    with pytest.raises(Deadlock, match=r"^nobody can go on: master waits at line \d+$"):
        trampoline.run(lambda hall: [waits(hall)], hall, clock)
    assert closed == [True]


def test_a_generator_is_parked_where_the_innermost_one_is() -> None:
    def inner() -> Steps:
        yield 1.0  # here

    def outer() -> Steps:
        yield from inner()

    steps = outer()
    next(steps)
    assert trampoline.suspended_at(steps) == inner.__code__.co_firstlineno + 1
    steps.close()


def test_what_fails_in_a_function_called_in_place_is_blamed_on_its_caller() -> None:
    hall, clock = a_hall()

    def fails() -> float:
        raise ZeroDivisionError

    def opponent(board: object) -> Steps:
        yield 1.0
        yield fails()

    def nobody() -> Steps:
        yield 0.0

    with pytest.raises(
        PartyFailed, match=r"board 1 failed at line .*: ZeroDivisionError$"
    ) as failed:
        trampoline.run(lambda hall: [nobody(), opponent(hall.boards[0])], hall, clock)
    assert failed.value.party == 1 != MASTER
    assert failed.value.line == fails.__code__.co_firstlineno + 1
