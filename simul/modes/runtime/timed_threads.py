"""Threads and events whose waiting goes through a time-keeper; else they are those of `threading`."""

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from simul.modes.runtime.thread_time import ThreadTime

STACK_BYTES = 256 * 1024
"""The stack of each thread: its code calls nothing deep, and there may be thousands."""


class Ended(BaseException):
    """Raised in a thread where it sleeps or waits, once the exhibition is over."""


class Thread(threading.Thread):
    """A thread that runs when the time-keeper lets it, up to where it sleeps or waits.

    Whose it is, is told by the first argument of a function of the mode that runs in it: the hall for
    the master's, a board for its opponent's.
    """

    def __init__(self, time: "ThreadTime", call: Callable[[], None], name: str) -> None:
        super().__init__(name=name, daemon=True)
        self.party: int | None = None
        self.may_run = threading.Lock()
        self.may_run.acquire()
        self._time = time
        self._call = call
        self._over = time.event()

    def start(self) -> None:
        """Start it; it goes on when the time-keeper lets it."""
        usual = threading.stack_size(STACK_BYTES)
        try:
            super().start()
        finally:
            threading.stack_size(usual)
        self._time.add(self)

    def run(self) -> None:
        """Do what it was made for, when it may."""
        self.may_run.acquire()
        error = None
        try:
            if not self._time.is_over:
                self._call()
        except Ended:
            pass
        except BaseException as raised:  # the time-keeper raises it again
            error = raised
        self._over.set()
        self._time.leave(self, error)

    def join(self, timeout: float | None = None) -> None:
        """Wait, as its fellow threads do, until it has ended."""
        self._over.wait()


class Event:
    """What threading.Event is, for threads that the time-keeper wakes."""

    def __init__(self, time: "ThreadTime") -> None:
        self._time = time
        self._is_set = False
        self._waiting: list[Thread] = []

    def set(self) -> None:
        """Set it; all that wait are woken in this instant."""
        self._is_set = True
        waiting, self._waiting = self._waiting, []
        for thread in waiting:
            self._time.wake_soon(thread)

    def clear(self) -> None:
        """Unset it."""
        self._is_set = False

    def wait(self) -> None:
        """Return when it is set."""
        if not self._is_set:
            self._waiting.append(self._time.awake)
            self._time.rest()
