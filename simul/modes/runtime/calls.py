"""Callbacks, on exhibition time: what modes stand on that never wait."""

import inspect
from collections import defaultdict
from collections.abc import Callable, Hashable
from functools import partial
from types import FunctionType
from typing import Any, TypeVarTuple, cast

from simul.exhibition.clock import Clock
from simul.exhibition.hall import Hall
from simul.modes.runtime.agenda import Agenda
from simul.modes.runtime.failure import Blamed
from simul.modes.runtime.parking import Parking, party_told_by

Arguments = TypeVarTuple("Arguments")


class Calls:
    """Calls functions back, one at a time, each after some seconds or when something is told.

    The first argument of each is the hall for what is the master's, a board for what is its opponent's.
    Between two calls a party is parked at the first line of the function that is to be called next.
    """

    def __init__(self, hall: Hall, clock: Clock) -> None:
        self.parking = Parking(hall)
        self._agenda = Agenda(clock)
        self._waiting: defaultdict[Hashable, list[Callable[[], None]]] = defaultdict(list)
        self._to_be_called: set[int | None] = set()

    def later(
        self,
        seconds: float,
        callback: Callable[[*Arguments], None],
        *arguments: *Arguments,
    ) -> None:
        """Have it called when so many seconds have passed."""
        self._agenda.later(seconds, self._noted(callback, *arguments))

    def when(
        self,
        news: Hashable,
        callback: Callable[[*Arguments], None],
        *arguments: *Arguments,
    ) -> None:
        """Have it called, once, when this is told."""
        self._waiting[news].append(self._noted(callback, *arguments))

    def tell(self, news: Hashable) -> None:
        """Have all called, in this instant, that were to be called when this is told."""
        for call in self._waiting.pop(news, ()):
            self._agenda.soon(call)

    def run(self) -> None:
        """Call one after the other until nothing is left to call. Raises Deadlock, and Stopped."""
        while self._agenda.step():
            pass
        if any(self._waiting.values()):
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


def run(play: Callable[[Hall, Calls], None], hall: Hall, clock: Clock) -> None:
    """Play a mode that is made of callbacks. Raises PartyFailed, LawBroken, Stopped and Deadlock."""
    with Blamed(inspect.getfile(play)):
        calls = Calls(hall, clock)
        play(hall, calls)
        calls.run()
