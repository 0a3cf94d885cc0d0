"""asyncio's own selector loop, in which only time is other: it jumps to whatever is due next."""

import asyncio
import selectors
from collections.abc import Callable, Coroutine
from typing import Any

from simul.hall.clock import Clock
from simul.hall.hall import Hall
from simul.runtime.stuck import Deadlock


class _JumpingSelector(selectors.DefaultSelector):
    """Asks the system what has come, as ever, but moves the clock on in place of waiting."""

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self._clock = clock

    def select(self, timeout: float | None = None) -> list[Any]:
        """Return what has come. Raises Deadlock where there is nothing to wait for, and Stopped."""
        events = super().select(0)
        if not events and timeout is None:
            raise Deadlock([])
        if not events and timeout:
            self._clock.move_to(self._clock.now + timeout)
        return events


class StockLoop(asyncio.SelectorEventLoop):
    """asyncio's own event loop, on exhibition time."""

    def __init__(self, clock: Clock) -> None:
        super().__init__(_JumpingSelector(clock))
        self._exhibition_clock = clock

    def time(self) -> float:
        """Return the exhibition time, in seconds."""
        return self._exhibition_clock.now


def run(play: Callable[[Hall], Coroutine[Any, Any, None]], hall: Hall, clock: Clock) -> None:
    """Play a mode that is a coroutine; without any lines in the trace."""
    with asyncio.Runner(loop_factory=lambda: StockLoop(clock)) as runner:
        runner.run(play(hall))
