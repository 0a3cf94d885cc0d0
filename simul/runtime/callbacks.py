"""An event loop for callbacks, on exhibition time: functions to be called soon, later, or when news comes."""

import inspect
from collections import defaultdict
from collections.abc import Callable, Hashable
from functools import partial
from types import FunctionType
from typing import Any, TypeVarTuple, cast

from simul.hall.clock import Clock
from simul.hall.hall import Hall
from simul.runtime.blame import Blamed
from simul.runtime.parking import Parking, party_told_by
from simul.runtime.scheduler import Agenda

Arguments = TypeVarTuple("Arguments")


class CallbackLoop:
    """Calls functions one at a time: what is due soon or later, and, once, whoever listens for an event.

    `emit` puts the listeners into the queue: none is called before the current callback returns. The first
    argument of each is the hall for what is the master's, a board for what is its opponent's. Between two
    calls a party is parked at the first line of the function that is to be called next.
    """

    def __init__(self, hall: Hall, clock: Clock) -> None:
        self.parking = Parking(hall)
        self._agenda = Agenda(clock)
        self._listeners: defaultdict[Hashable, list[Callable[[], None]]] = defaultdict(list)
        self._to_be_called: set[int | None] = set()

    def call_soon(self, callback: Callable[[*Arguments], None], *arguments: *Arguments) -> None:
        """Have it called in this instant, after everything that is ready now."""
        self._agenda.soon(self._noted(callback, *arguments))

    def call_later(
        self, delay: float, callback: Callable[[*Arguments], None], *arguments: *Arguments
    ) -> None:
        """Have it called `delay` seconds from now."""
        self._agenda.later(delay, self._noted(callback, *arguments))

    def once(
        self, event: Hashable, callback: Callable[[*Arguments], None], *arguments: *Arguments
    ) -> None:
        """Have it called the next time this event is emitted, and only then."""
        self._listeners[event].append(self._noted(callback, *arguments))

    def emit(self, event: Hashable) -> None:
        """Have everything called, in this instant, that listens for this event now."""
        for call in self._listeners.pop(event, ()):
            self._agenda.soon(call)

    def run(self) -> None:
        """Call one after the other until nothing is left to call. Raises Deadlock, and Stopped."""
        while self._agenda.step():
            pass
        if any(self._listeners.values()):
            raise self.parking.deadlock()

    def _noted(self, callback: Callable[..., None], *arguments: Any) -> Callable[[], None]:
        if not self.parking.wanted:
            return partial(callback, *arguments)
        party = party_told_by(arguments[0])
        self._to_be_called.add(party)
        if party is not None:
            self.parking.park(party, cast(FunctionType, callback).__code__.co_firstlineno)
        return partial(self._call, party, callback, arguments)

    def _call(
        self, party: int | None, callback: Callable[..., None], arguments: tuple[Any, ...]
    ) -> None:
        self._to_be_called.discard(party)
        callback(*arguments)
        if party is not None and party not in self._to_be_called:
            self.parking.leave(party)


def run(play: Callable[[Hall, CallbackLoop], None], hall: Hall, clock: Clock) -> None:
    """Play a mode that is made of callbacks. Raises PartyFailed, LawBroken, Stopped and Deadlock."""
    with Blamed(inspect.getfile(play)):
        loop = CallbackLoop(hall, clock)
        play(hall, loop)
        loop.run()
