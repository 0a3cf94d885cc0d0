"""How late an event loop is: how long whoever is due has to wait for it."""

import asyncio
from types import TracebackType

TICK_S = 0.005
"""Seconds between two looks at the loop's clock."""


class Lateness:
    """A context in which a task wakes every TICK_S; `longest_s` is the longest that it was woken too late."""

    def __init__(self) -> None:
        self.longest_s = 0.0
        self._due_s = 0.0

    async def __aenter__(self) -> "Lateness":
        self._loop = asyncio.get_running_loop()
        self._ticking = asyncio.create_task(self._tick())
        await asyncio.sleep(0)  # it is asleep from here on
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._ticking.cancel()
        self._look()  # it may be due, and still not have been woken

    async def _tick(self) -> None:
        while True:
            self._due_s = self._loop.time() + TICK_S
            await asyncio.sleep(TICK_S)
            self._look()

    def _look(self) -> None:
        self.longest_s = max(self.longest_s, self._loop.time() - self._due_s)
