"""Coroutines that block: asyncio on exhibition time, for modes that are given `time` to sleep by."""

import asyncio
from collections.abc import Callable, Coroutine
from functools import partial
from typing import Any, cast

from simul.hall.clock import Clock
from simul.hall.hall import Hall, Time
from simul.hall.punctual import PunctualHall
from simul.runtime.aio import coroutines
from simul.runtime.aio.event_loop import ExhibitionLoop
from simul.runtime.aio.workers import current_worker


class BlockingTime:
    """What `time` is in such a mode: `sleep` blocks the thread that calls it, the loop's or a worker's.

    In a punctual hall, replies come while the loop is blocked, and their coroutines queue in that order.
    Whoever replies at once, by `asyncio.sleep(0)`, queues behind them, where asyncio would put him first.
    """

    def __init__(self, hall: Hall, clock: Clock) -> None:
        self._clock = clock
        self._punctual = isinstance(hall, PunctualHall)
        if isinstance(hall, PunctualHall):
            clock.meanwhile = partial(hall.let_replies_come, clock)

    @property
    def now(self) -> float:
        """The exhibition time, in seconds."""
        return self._clock.now

    def sleep(self, seconds: float) -> None:
        """Block this thread for some seconds, as time.sleep does."""
        worker = current_worker()
        (self._clock if worker is None else worker).sleep(seconds)
        if self._punctual and worker is None:
            cast(ExhibitionLoop, asyncio.get_running_loop()).wake_due()


def run(play: Callable[[Hall, Time], Coroutine[Any, Any, None]], hall: Hall, clock: Clock) -> None:
    """Play a mode whose `time.sleep` blocks the event loop. Raises what coroutines.run raises."""
    coroutines.run(lambda hall: play(hall, BlockingTime(hall, clock)), hall, clock)
