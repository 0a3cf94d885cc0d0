"""What the event loop keeps in its queue and among its timers."""

import asyncio
from asyncio import futures
from collections.abc import Callable
from contextvars import Context
from typing import Any

SLEEP_ENDS = getattr(futures, "_set_result_unless_cancelled", None)
"""What `asyncio.sleep` has a loop call. Known by sight, it is done in half the time."""


def _nothing(*_: object) -> None:
    """Stand in for a callback that was cancelled."""


class Handle(list[Any]):
    """A callback in the queue: [callback, arguments, context].

    It does what `asyncio.Handle` does; as a list it is made in half the time.
    """

    __slots__ = ()

    def cancel(self) -> None:
        """See to it that nothing is called."""
        self[0] = _nothing

    def cancelled(self) -> bool:
        """Say whether it was cancelled."""
        return self[0] is _nothing


class FirstStep(Handle):
    """The first step of a task."""

    __slots__ = ()


class Timer:
    """A callback that is due at a time.

    It does what `asyncio.TimerHandle` does, and stands among the timers where a sleep has its future: so it
    has of a future what the loop uses there, `done` and `set_result`.
    """

    __slots__ = ("_callback", "_context", "_run", "_when")

    def __init__(
        self,
        when: float,
        callback: Callable[[], object],
        context: Context,
        run: Callable[..., None],
    ) -> None:
        self._when = when
        self._callback: Callable[[], object] | None = callback
        self._context = context
        self._run = run

    def cancel(self) -> None:
        """See to it that nothing is called, and that time does not move on for its sake."""
        self._callback = None

    def cancelled(self) -> bool:
        """Say whether it was cancelled."""
        return self._callback is None

    done = cancelled

    def when(self) -> float:
        """Return when it is due, in seconds of exhibition time."""
        return self._when

    def set_result(self, _: object) -> None:
        """Have the loop call what is to be called."""
        if self._callback is not None:
            self._run(self._callback, self._context)


class SleepHandle:
    """What `asyncio.sleep` gets for its timer: when that is cancelled, the future is cancelled already."""

    def cancel(self) -> None:
        """Do nothing."""


Timed = tuple[float, int, "asyncio.Future[Any] | Timer", Any]
"""What the loop has among its timers: when, the order of asking, what is to get a result then, and which."""


def end_sleep(_when: float, _order: int, sleep: "asyncio.Future[Any] | Timer", result: Any) -> None:
    """Give what is due its result, unless it was cancelled."""
    if not sleep.done():
        sleep.set_result(result)


def task_of(handle: Handle) -> "asyncio.Task[Any] | None":
    """Return the task that a callback resumes; None if it is any other callback."""
    task = getattr(handle[0], "__self__", None)
    return task if isinstance(task, asyncio.Task) else None
