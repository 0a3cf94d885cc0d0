"""The ways that are measured: each mode, and async once more on asyncio's own event loop."""

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from msgspec.structs import replace

from simul.modes.mode import Mode
from simul.modes.registry import find_mode

Loop = Literal["exhibition", "asyncio"]


class Way(NamedTuple):
    """A mode and the event loop that it runs on, None where it has none of asyncio's kind."""

    mode: str
    loop: Loop | None = None

    @property
    def name(self) -> str:
        """What it is called in tables."""
        return f"{self.mode} (asyncio's loop)" if self.loop == "asyncio" else self.mode

    def playable(self) -> Mode:
        """Return the mode, on that loop. Raises UnknownMode."""
        mode = find_mode(self.mode)
        return (
            replace(mode, runtime="simul.experiments.costs.stock_loop")
            if self.loop == "asyncio"
            else mode
        )


def ways_of(modes: Iterable[Mode]) -> Iterator[Way]:
    """Give the ways to be measured where these modes are asked for."""
    for mode in modes:
        on_asyncio = mode.family == "coroutine" and mode.scheduler == "the library"
        yield Way(mode.name, "exhibition" if on_asyncio else None)
        if mode.name == "async":
            yield Way(mode.name, "asyncio")
