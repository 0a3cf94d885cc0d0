"""Running a mode that is made of threads, and what it is handed for `threading`."""

import inspect
from collections.abc import Callable
from functools import partial

from simul.hall.clock import Clock
from simul.hall.hall import Hall
from simul.runtime.threads.thread_time import Thread, ThreadTime
from simul.runtime.threads.timed_locks import Condition, Event, Lock


class Threading:
    """What a mode is handed for `threading`: these take the arguments that the real ones take."""

    def __init__(self, time: ThreadTime) -> None:
        self.Thread = partial(Thread, time)
        self.Lock = partial(Lock, time)
        self.Condition = partial(Condition, time)
        self.Event = partial(Event, time)


def run(play: Callable[[Hall, Threading, ThreadTime], None], hall: Hall, clock: Clock) -> None:
    """Play a mode that is made of threads. Raises PartyFailed, LawBroken, Stopped and Deadlock."""
    time = ThreadTime(hall, clock, inspect.getfile(play))
    time.play(play, hall, Threading(time), time)
