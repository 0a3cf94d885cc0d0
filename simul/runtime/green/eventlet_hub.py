"""eventlet on exhibition time: a hub that keeps its timers on the exhibition's clock."""

import inspect
from collections.abc import Callable
from functools import partial
from typing import Any

from simul.hall.clock import Clock, Wakeup
from simul.hall.hall import Hall
from simul.runtime.blame import Blamed
from simul.runtime.green.quiet_eventlet import BaseHub, eventlet, hubs
from simul.runtime.green.switches import Switches
from simul.runtime.parking import Parking
from simul.runtime.scheduler import Agenda


class _ExhibitionHub(BaseHub):  # type: ignore[misc]  # it comes without types
    """Runs what is ready in this instant, and then moves the clock on."""

    def __init__(self) -> None:
        super().__init__()
        self.agenda: Agenda
        self.parking: Parking
        self.exhibition: Any

    @staticmethod
    def is_available() -> bool:
        """Say that this hub works here, as eventlet wants to know."""
        return True

    def schedule_call_global(
        self, seconds: float, call: Callable[..., object], *arguments: object, **named: object
    ) -> Wakeup:
        """Have it called after this many seconds of exhibition time."""
        return self.agenda.later(seconds, partial(call, *arguments, **named))

    schedule_call_local = schedule_call_global

    def run(self, *_: object) -> None:
        """Call one after the other until nothing is left to call. Raises Deadlock, and Stopped."""
        while self.agenda.step():
            pass
        if not self.exhibition.dead:
            raise self.parking.deadlock()


def run(play: Callable[[Hall], None], hall: Hall, clock: Clock) -> None:
    """Play a mode that is made for eventlet, on a hub of its own; afterwards the thread has eventlet's.

    Raises PartyFailed, LawBroken, Stopped and Deadlock.
    """
    source = inspect.getfile(play)
    parking = Parking(hall)
    switches = Switches(parking, source)
    hubs.use_hub(_ExhibitionHub)
    hub = hubs.get_hub()
    hub.agenda, hub.parking = Agenda(clock), parking
    try:
        with Blamed(source), switches.watched():
            hub.exhibition = eventlet.spawn(play, hall)
            hub.switch()
    finally:
        for party in switches.unfinished():
            party.throw()
        hubs.use_hub()
