"""Exhibition time for threads: it moves on when every one of them sleeps or waits.

The threads are real ones of the operating system. What they sleep and wait by is the time-keeper's, and that
wakes one at a time, and the next only when this one sleeps, waits or ends: so every run is the same.
"""

import inspect
import sys
import threading
from collections.abc import Callable
from functools import partial
from typing import TypeVarTuple

from simul.exhibition.clock import Clock
from simul.exhibition.hall import Hall
from simul.exhibition.trace import MASTER, party_name
from simul.modes.runtime.agenda import Agenda
from simul.modes.runtime.failure import Blamed
from simul.modes.runtime.frames import first_argument, frames_in
from simul.modes.runtime.parking import Parking, party_told_by
from simul.modes.runtime.timed_threads import Ended, Event, Thread

Arguments = TypeVarTuple("Arguments")


class ThreadTime:
    """Keeps time for threads: `awake` is the one that runs now, and nobody else does."""

    def __init__(self, hall: Hall, clock: Clock, source: str) -> None:
        self.parking = Parking(hall)
        self.is_over = False
        self.awake: Thread
        self._source = source
        self._agenda = Agenda(clock)
        self._threads: list[Thread] = []
        self._error: BaseException | None = None
        self._all_rest = threading.Lock()
        self._all_rest.acquire()

    def thread(
        self, target: Callable[[*Arguments], None], *arguments: *Arguments, name: str
    ) -> Thread:
        """Return a thread that will call this."""
        return Thread(self, partial(target, *arguments), name)

    def event(self) -> Event:
        """Return an event to wait for."""
        return Event(self)

    def sleep(self, seconds: float) -> None:
        """Have this thread sleep for so many seconds of exhibition time."""
        self._agenda.later(seconds, partial(self._wake, self.awake))
        self.rest()

    def add(self, thread: Thread) -> None:
        """Take a thread that has been started."""
        self._threads.append(thread)
        self.wake_soon(thread)

    def wake_soon(self, thread: Thread) -> None:
        """Wake it in this instant, when its turn comes."""
        self._agenda.soon(partial(self._wake, thread))

    def rest(self) -> None:
        """Let the time-keeper wake others, until it wakes the thread that has called this."""
        if self.is_over:
            raise Ended
        thread = self.awake
        frames = list(frames_in(self._source, sys._getframe(1)))
        if thread.party is None:
            told = (party_told_by(first_argument(frame)) for frame in frames)
            thread.party = next((party for party in told if party is not None), None)
        if thread.party is not None:
            self.parking.park(thread.party, frames[0].f_lineno)
        self._all_rest.release()
        thread.may_run.acquire()
        if self.is_over:
            raise Ended

    def leave(self, thread: Thread, error: BaseException | None) -> None:
        """Go on without a thread that has ended."""
        if not self.is_over:
            if thread.party is not None:
                self.parking.leave(thread.party)
            self._error = error
            self._all_rest.release()

    def run(self) -> None:
        """Wake one thread after the other until all have ended. Raises Deadlock, and Stopped."""
        while self._agenda.step():
            pass
        if self.parking.lines:
            raise self.parking.deadlock()

    def end(self) -> None:
        """End every thread that is left, where it sleeps or waits."""
        self.is_over = True
        for thread in self._threads:
            if thread.is_alive():
                thread.may_run.release()
            threading.Thread.join(thread)

    def _wake(self, thread: Thread) -> None:
        self.awake = thread
        thread.may_run.release()
        self._all_rest.acquire()
        if self._error is not None:
            raise self._error


def run(play: Callable[[Hall, ThreadTime], None], hall: Hall, clock: Clock) -> None:
    """Play a mode that is made of threads. Raises PartyFailed, LawBroken, Stopped and Deadlock."""
    source = inspect.getfile(play)
    time = ThreadTime(hall, clock, source)
    try:
        with Blamed(source):
            time.thread(play, hall, time, name=party_name(MASTER)).start()
            time.run()
    finally:
        time.end()
