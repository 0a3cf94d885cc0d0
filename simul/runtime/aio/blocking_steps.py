"""Steps that block an event loop: who waits for it meanwhile, and for how long."""

import asyncio
import sys
from collections import deque
from collections.abc import Callable
from contextvars import Context
from itertools import islice
from typing import Any

from simul.hall.clock import Clock
from simul.hall.hall import Hall
from simul.runtime.aio.handles import FirstStep, Handle, Timed, end_sleep, task_of
from simul.runtime.aio.task_lines import TaskLines
from simul.runtime.frames import frames_in


class BlockingSteps:
    """Watches `clock.sleep`: a step in which time passes is one that has blocked the loop.

    What it finds goes into the hall's notes. `queue` is the loop's, of what is ready to run; `watchers` are
    called after each step, and it joins them when the loop is blocked for the first time.
    """

    def __init__(
        self,
        hall: Hall,
        clock: Clock,
        source: str,
        queue: deque[Handle],
        lines: TaskLines | None,
        watchers: list[Callable[[Any], None]],
    ) -> None:
        self._notes = hall.notes
        self._clock = clock
        self._source = source
        self._queue = queue
        self._lines = lines
        self._watchers = watchers
        self._context = Context()
        self._began: float | None = None
        self._line = 0
        self._due_since: dict[int, float] = {}
        """Since when somebody who has been kept from running was due, by the id of the handle."""

    def before_sleep(self, seconds: float) -> None:
        """Note that a step is going to block the loop for this many seconds."""
        frame = next(frames_in(self._source, sys._getframe(2)), None)
        line = 0 if frame is None else frame.f_lineno
        if self._lines is not None:
            self._lines.blocks(asyncio.current_task(), line)
        blocked_s = self._notes.blocked_s
        blocked_s[line] = blocked_s.get(line, 0.0) + seconds
        last = next((handle for handle in reversed(self._queue) if task_of(handle)), None)
        if last is not None:  # of all tasks in the queue, it will have waited longest
            self._due_since.setdefault(id(last), self._clock.now)
        if self._began is None:
            self._began, self._line = self._clock.now, line
        if self.after_step not in self._watchers:
            self._watchers.insert(0, self.after_step)

    def delayed(self, timer: Timed) -> Handle:
        """Return a handle for a timer that fell due while the loop was blocked."""
        handle = Handle((self.run_delayed, timer, self._context))
        self._due_since[id(handle)] = timer[0]
        return handle

    def run_delayed(self, when: float, *timer: Any) -> None:
        """Call what was due at an earlier time than this."""
        queued = len(self._queue)
        end_sleep(when, *timer)
        for handle in islice(
            self._queue, queued, None
        ):  # the task that has slept, still to be resumed
            self._due_since[id(handle)] = when

    def after_step(self, handle: Any) -> None:
        """Note how long the step had to wait for the loop, and how long it blocked it."""
        notes, now, began = self._notes, self._clock.now, self._began
        due_since = self._due_since.pop(id(handle), None)
        if due_since is not None and task_of(handle):
            waited_s = (now if began is None else began) - due_since
            notes.loop_wait_s = max(waited_s, notes.loop_wait_s)
        if began is None:
            return
        took_s = now - began
        notes.blocked += 1
        if took_s > notes.longest_s:
            notes.longest_s, notes.longest_line = took_s, self._line
        if type(handle) is FirstStep and handle[0].__self__.done():
            notes.never_suspended += 1
            notes.unsuspended_s = max(took_s, notes.unsuspended_s)
        self._began = None
