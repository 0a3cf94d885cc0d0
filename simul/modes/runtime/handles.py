"""What the event loop keeps in its queue and among its timers."""

import asyncio
from typing import Any


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

    def run(self) -> None:
        """Call what is to be called."""
        self[2].run(self[0], *self[1])


class FirstStep(Handle):
    """The first step of a task."""

    __slots__ = ()


class Timer(list[Any]):
    """A callback that is due at a time: [when, order of asking, callback, arguments, context].

    It does what `asyncio.TimerHandle` does.
    """

    __slots__ = ()

    def cancel(self) -> None:
        """See to it that nothing is called, and that time does not move on for its sake."""
        self[2] = _nothing

    def cancelled(self) -> bool:
        """Say whether it was cancelled."""
        return self[2] is _nothing

    def when(self) -> float:
        """Return when it is due, in seconds of exhibition time."""
        when: float = self[0]
        return when

    def run(self) -> None:
        """Call what is to be called."""
        self[2](*self[3])


def task_of(handle: "Handle | Timer") -> "asyncio.Task[Any] | None":
    """Return the task that a callback resumes; None if it is any other callback."""
    task = getattr(handle[-3], "__self__", None)
    return task if isinstance(task, asyncio.Task) else None
