"""The agenda: this instant first, then what is due, in the order of asking."""

from functools import partial
from math import inf

import pytest

from simul.hall.clock import Clock
from simul.hall.gates import Gate, Stopped
from simul.runtime.scheduler import Agenda


def test_what_is_due_together_goes_in_the_order_of_asking() -> None:
    clock, called = Clock(), list[tuple[float, str]]()
    agenda = Agenda(clock)

    def call(name: str) -> None:
        called.append((clock.now, name))

    for name, seconds in (("late", 2.0), ("first", 1.0), ("second", 1.0), ("now", 0.0)):
        agenda.later(seconds, partial(call, name))
    agenda.soon(partial(call, "now too"))
    agenda.later(1.0, partial(call, "cancelled")).cancel()
    agenda.soon(partial(call, "cancelled too")).cancel()
    while agenda.step():
        pass
    assert called == [(0, "now"), (0, "now too"), (1, "first"), (1, "second"), (2, "late")]


def test_this_instant_asks_no_gate() -> None:
    gate = Gate(-inf)
    gate.stop()
    agenda, called = Agenda(Clock(gate)), list[int]()
    agenda.soon(partial(called.append, 1))
    agenda.later(0.0, partial(called.append, 2))
    agenda.later(0.5, partial(called.append, 3))
    agenda.step()
    agenda.step()
    with pytest.raises(Stopped):
        agenda.step()
    assert called == [1, 2]
