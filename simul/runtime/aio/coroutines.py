"""Coroutines: asyncio, on exhibition time."""

import asyncio
import threading
from collections.abc import Callable, Coroutine
from typing import Any

from simul.hall.clock import Clock
from simul.hall.hall import Hall
from simul.runtime.aio.event_loop import ExhibitionLoop
from simul.runtime.blame import Blamed


def run(play: Callable[[Hall], Coroutine[Any, Any, None]], hall: Hall, clock: Clock) -> None:
    """Play a mode that is a coroutine. Raises PartyFailed, LawBroken, Stopped, and Stuck."""
    if asyncio._get_running_loop() is None:
        _run(play, hall, clock)
    else:
        _in_a_thread(lambda: _run(play, hall, clock))  # a notebook has a loop running already


def _run(play: Callable[[Hall], Coroutine[Any, Any, None]], hall: Hall, clock: Clock) -> None:
    playing: Any = play(hall)
    source: str = playing.cr_code.co_filename

    def loop_factory() -> asyncio.AbstractEventLoop:
        return ExhibitionLoop(hall, clock, source)

    with Blamed(source):
        try:
            with asyncio.Runner(loop_factory=loop_factory) as runner:
                runner.run(playing)
        except BaseExceptionGroup as group:
            raise _first(group) from None


def _first(error: BaseException) -> BaseException:
    """Return what a task group was ended by: the first of what its tasks raised."""
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    return error


def _in_a_thread(work: Callable[[], None]) -> None:
    errors: list[BaseException] = []

    def guarded() -> None:
        try:
            work()
        except BaseException as error:
            errors.append(error)

    thread = threading.Thread(target=guarded, name="exhibition")
    thread.start()
    thread.join()
    if errors:
        raise errors[0]
