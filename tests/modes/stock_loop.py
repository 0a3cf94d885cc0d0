"""asyncio's own selector loop, on which time jumps to what is due next; for modes run outside our hall."""

import asyncio
import selectors
from collections.abc import Callable, Coroutine
from typing import Any, Literal

from simul.hall.hall import Hall
from simul.hall.lawless import LawlessHall
from simul.scenario.plan import Plan

Play = Callable[..., Coroutine[Any, Any, None]]


class Hung(Exception):  # noqa: N818
    """asyncio would wait for ever, and say nothing."""


class JumpingTime:
    """The time of such a loop: what `time` is for a mode, and the clock of its hall."""

    def __init__(self) -> None:
        self.now = 0.0

    def sleep(self, seconds: float) -> None:
        """Block, as time.sleep does."""
        self.now += seconds


class _JumpingSelector(selectors.DefaultSelector):
    """A selector that never waits."""

    def __init__(self, time: JumpingTime) -> None:
        super().__init__()
        self._time = time

    def select(self, timeout: float | None = None) -> list[Any]:
        """Return what is ready; where nothing is, time has passed."""
        events = super().select(0)
        if not events and timeout is None:
            raise Hung
        if not events and timeout:
            self._time.now += timeout
        return events


class StockLoop(asyncio.SelectorEventLoop):
    """asyncio's own loop, but for what time it is."""

    def __init__(self, time: JumpingTime) -> None:
        super().__init__(_JumpingSelector(time))
        self._jumping = time

    def time(self) -> float:
        """Return the exhibition time, in seconds."""
        return self._jumping.now


def play_on_stock(
    play: Play,
    plan: Plan,
    *,
    takes: Literal["", "time", "compute"] = "",
    strict: bool = True,
    until: float | None = None,
) -> Hall:
    """Play a mode's own functions on asyncio's loop; return the hall in which it happened.

    It is given what it `takes` besides the hall. With `until`, it is stopped at that time, and must
    not have come to its end before. Raises Hung.
    """
    time = JumpingTime()
    hall = (Hall if strict else LawlessHall)(plan, time)
    extra: dict[str, list[Any]] = {"": [], "time": [time], "compute": [time.sleep]}

    async def main() -> None:
        if until is None:
            await play(hall, *extra[takes])
            return
        try:
            async with asyncio.timeout(until):
                await play(hall, *extra[takes])
        except TimeoutError:
            return
        raise AssertionError("it has come to its end")

    with asyncio.Runner(loop_factory=lambda: StockLoop(time)) as runner:
        runner.run(main())
    return hall
