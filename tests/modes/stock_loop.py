"""asyncio's own selector loop, with time that jumps: what every claim about asyncio is held against."""

import asyncio
import selectors
from collections.abc import Callable, Coroutine
from typing import Any

from simul.exhibition.clock import Clock
from simul.exhibition.hall import Hall
from simul.exhibition.plan import Plan
from simul.modes.runtime.deadlock import Deadlock


class Jump(selectors.SelectSelector):
    """A selector that waits for nothing: it moves the clock on."""

    clock: Clock

    def select(self, timeout: float | None = None) -> Any:
        found = super().select(0)
        if not found and timeout is None:
            raise Deadlock("nobody can go on")
        if not found and timeout:
            self.clock.move_to(self.clock.now + timeout)
        return found


class StockLoop(asyncio.SelectorEventLoop):
    """asyncio's own loop on a clock that jumps."""

    def __init__(self, clock: Clock | None = None) -> None:
        selector = Jump()
        selector.clock = self.clock = Clock() if clock is None else clock
        super().__init__(selector)

    def time(self) -> float:
        return self.clock.now


def on_stock_loop(
    play: Callable[[Hall], Coroutine[Any, Any, None]], plan: Plan, strict: bool = True
) -> Hall:
    """Play a mode that is a coroutine on asyncio's own loop; return the hall, with its trace."""
    clock = Clock()
    hall = Hall(plan, clock, strict=strict, lines=False)
    with asyncio.Runner(loop_factory=lambda: StockLoop(clock)) as runner:
        runner.run(play(hall))
    return hall
