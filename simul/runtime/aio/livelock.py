"""Livelocks: tasks that wake again and again, while nothing happens in the hall and nothing ever will."""

import asyncio
from collections import Counter
from collections.abc import Callable
from types import CoroutineType, FrameType
from typing import Any

from simul.hall.clock import Clock
from simul.hall.hall import Hall
from simul.hall.trace import KIND_MASK, PARKS
from simul.runtime.aio.handles import Handle, Timed, task_of
from simul.runtime.aio.waiting import name_of
from simul.runtime.frames import suspended_at
from simul.runtime.stuck import Livelock, Stood

ROUNDS = 1_000
"""Rounds of the event loop between two looks at whether anything has happened."""
MOST = 1_000
"""Times that a task may wake with nothing happening before its state is compared."""
MOST_IN_ALL = 100 * MOST
"""Times that it may wake with nothing happening, whatever its state."""

_SIMPLE = (bool, int, float, str, type(None))


class Livelocks:
    """Finds out whether a run can still get anywhere.

    Something happens where somebody walks, thinks or moves. When nothing has happened between two looks, it
    watches each step and counts how often each task wakes. When one has woken often, it compares, each
    time, where all tasks are, what their plain variables hold, and when they will wake; the same again means
    that it goes on like that for ever.

    `watchers` are what the event loop calls after each step, `timers` its timers; `source` is the file with
    the mode's code.
    """

    def __init__(
        self,
        hall: Hall,
        clock: Clock,
        source: str,
        timers: list[Timed],
        watchers: list[Callable[[Handle], None]],
    ) -> None:
        self._trace = hall.trace
        self._clock = clock
        self._source = source
        self._timers = timers
        self._watchers = watchers
        self._rows = 0
        self._since_s = 0.0
        self._counts = Counter[asyncio.Task[Any]]()
        self._watched: asyncio.Task[Any] | None = None
        self._state: object = None
        self._keep_at = 0

    def look(self) -> None:
        """Look whether anything has happened since the last look; if not, watch every step."""
        if not self._something_has_happened() and self._count not in self._watchers:
            self._watchers.append(self._count)

    def _count(self, handle: Handle) -> None:
        """Count a step. Raises Livelock."""
        if self._something_has_happened():
            self._counts.clear()
            self._watched = self._state = None
            self._watchers.remove(self._count)
            return
        task = task_of(handle)
        if task is None or task.done():
            return
        self._counts[task] += 1
        count = self._counts[task]
        if count >= MOST:
            if self._watched is None:
                self._watched, self._keep_at = task, count
            if task is self._watched:
                self._compare(count)

    def _something_has_happened(self) -> bool:
        """Say whether there is a row since the last look that does not only say where somebody is parked."""
        whats, first = self._trace.whats, self._rows
        self._rows = len(whats)
        for row in range(self._rows - 1, first - 1, -1):
            if whats[row] & KIND_MASK not in PARKS:
                self._since_s = self._trace.times[row]
                return True
        return False

    def _compare(self, count: int) -> None:
        state = self._state_of_all()
        if state == self._state or count >= MOST_IN_ALL:
            raise self._livelock()
        if count == self._keep_at:  # twice as late each time: so a circle of any length is found
            self._state = state
            self._keep_at += count - MOST + 1

    def _state_of_all(self) -> object:
        now = self._clock.now
        return (
            {
                task: [(frame.f_lasti, _plain(frame)) for frame in _frames(task)]
                for task in asyncio.all_tasks()
            },
            sorted(round(timer[0] - now, 6) for timer in self._timers if not timer[2].done()),
        )

    def _livelock(self) -> Livelock:
        busy = [task for task, count in self._counts.items() if count >= MOST // 2]
        stood = [Stood(name_of(task), suspended_at(task, self._source)) for task in busy]
        return Livelock(
            sorted(stood, key=lambda each: (len(each.who), each.who)), self._since_s, MOST
        )


def _frames(task: Any) -> list[FrameType]:
    """Return the frames in which a task is suspended, the innermost last."""
    frames, coroutine = [], task.get_coro()
    while isinstance(coroutine, CoroutineType) and coroutine.cr_frame is not None:
        frames.append(coroutine.cr_frame)
        coroutine = coroutine.cr_await
    return frames


def _plain(frame: FrameType) -> dict[str, object]:
    return {name: value for name, value in frame.f_locals.items() if type(value) in _SIMPLE}
