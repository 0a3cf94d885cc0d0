"""Coroutines that compute: asyncio on exhibition time, for modes that are given `compute` to think by."""

from collections.abc import Callable, Coroutine
from typing import Any

from simul.hall.clock import Clock
from simul.hall.hall import Hall
from simul.runtime.aio import coroutines
from simul.runtime.aio.workers import current_worker

Compute = Callable[[float], None]


def run(
    play: Callable[[Hall, Compute], Coroutine[Any, Any, None]], hall: Hall, clock: Clock
) -> None:
    """Play a mode whose opponents compute. Raises what coroutines.run raises.

    In the thread of the event loop, computing blocks the loop; in a worker, it shares the one core.
    """

    def compute(seconds: float) -> None:
        worker = current_worker()
        if worker is None:
            clock.sleep(seconds)
        else:
            worker.compute(seconds)

    coroutines.run(lambda hall: play(hall, compute), hall, clock)
