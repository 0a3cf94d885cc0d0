"""A hub for greenlets: the one that all others switch to, and that switches to whoever is next."""

import inspect
from collections.abc import Callable
from functools import partial
from typing import Any

from greenlet import getcurrent, greenlet

from simul.hall.clock import Clock
from simul.hall.hall import Hall
from simul.runtime.blame import Blamed
from simul.runtime.green.switches import Switches
from simul.runtime.parking import Parking
from simul.runtime.scheduler import Agenda


class Hub(greenlet):  # type: ignore[misc]  # it comes without types
    """Runs the greenlets of the parties on exhibition time; each pauses by `hub.switch()`.

    Who has switched to the hub and does not sleep is switched to again when somebody wakes it.
    """

    def __init__(self, play: Callable[[Hall, "Hub"], None], hall: Hall, clock: Clock) -> None:
        super().__init__()
        self.parking = Parking(hall)
        self._play = partial(play, hall, self)
        self._agenda = Agenda(clock)
        self._to_be_resumed: set[Any] = set()
        self._parties: dict[Any, None] = {}

    def run(self) -> None:
        """Start the mode and switch to one after the other. Raises Deadlock, and Stopped."""
        self._play()
        while self._agenda.step():
            pass
        if self.unfinished():
            raise self.parking.deadlock()

    def wake(self, party: Any, *arguments: object) -> None:
        """Switch to it soon, unless that is coming already; the first time it gets the arguments."""
        if party not in self._to_be_resumed and not party.dead:
            self._to_be_resumed.add(party)
            self._parties[party] = None
            self._agenda.soon(partial(self._resume, party, *arguments))

    def sleep(self, seconds: float) -> None:
        """Pause for some seconds, while the hub runs the others."""
        party = getcurrent()
        self._to_be_resumed.add(party)
        self._agenda.later(seconds, partial(self._resume, party))
        self.switch()

    def unfinished(self) -> list[Any]:
        """Return the greenlets that have begun and not ended."""
        return [party for party in self._parties if party]

    def _resume(self, party: Any, *arguments: object) -> None:
        self._to_be_resumed.discard(party)
        party.switch(*arguments)


def run(play: Callable[[Hall, Hub], None], hall: Hall, clock: Clock) -> None:
    """Play a mode that is made of greenlets. Raises PartyFailed, LawBroken, Stopped and Deadlock."""
    source = inspect.getfile(play)
    hub = Hub(play, hall, clock)
    switches = Switches(hub.parking, source)
    try:
        with Blamed(source), switches.watched():
            hub.switch()
    finally:
        for party in hub.unfinished():
            party.throw()
