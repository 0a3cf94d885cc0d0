"""Where each task is suspended, noted in the trace after each of its steps."""

import asyncio
from types import CodeType, FrameType
from typing import Any

from simul.hall.hall import Hall
from simul.runtime.aio.handles import Handle
from simul.runtime.frames import first_argument, frames_in, innermost
from simul.runtime.parking import party_told_by

_LINES: dict[CodeType, dict[int, int]] = {}
"""For the code of each coroutine, the source line by instruction: Python takes long to work one out."""


class TaskLine:
    """Where a task is, as far as it is known.

    `party` is whose task it is, None where it is nobody's. `inner` is the coroutine that was suspended
    deepest in it at the last look, `lines` what is known of its code's lines, and `line` the latest.
    `rows` is how many rows the trace had when the task was made.
    """

    __slots__ = ("inner", "line", "lines", "party", "rows")

    def __init__(self, coro: Any, party: int | None, rows: int) -> None:
        self.party = party
        self.rows = rows
        self.line = 0
        self.inner = coro
        self.lines = _LINES.setdefault(coro.cr_code, {})

    def find(self, coro: Any, source: str) -> int:
        """Look up at which line of the file `source` a task of this coroutine is suspended."""
        self.inner = innermost(coro, source)
        self.lines = _LINES.setdefault(self.inner.cr_code, {})
        frame = self.inner.cr_frame
        line: int = frame.f_lineno
        self.lines[frame.f_lasti] = line
        return line


class TaskLines:
    """Notes in the hall's trace at which line of the file `source` each task has come to rest.

    Whose task it is, is told by the first argument of its coroutine: the hall for the master's, a board for
    its opponent's.
    """

    def __init__(self, hall: Hall, source: str) -> None:
        self._hall = hall
        self._trace = hall.trace
        self._whats, self._lines = hall.trace.whats, hall.trace.lines
        self._source = source
        self._tasks: dict[object, TaskLine] = {}

    def new(self, coro: Any) -> TaskLine:
        """Return what is known of the task that is about to be made of this coroutine."""
        party = party_told_by(first_argument(coro.cr_frame))
        return TaskLine(coro, party, len(self._trace.whats))

    def add(
        self, task: "asyncio.Task[Any]", line: TaskLine, eager_in: FrameType | None = None
    ) -> None:
        """Take a new task; `eager_in` is the frame that has made it, where its first step has been run."""
        self._tasks[task] = line
        if eager_in is not None:
            lines, frame = self._trace.lines, next(frames_in(self._source, eager_in), None)
            makers_rows = line.rows - len(lines)
            lines.extend([0 if frame is None else frame.f_lineno] * makers_rows)
            self._note(task)

    def after_step(self, handle: Handle) -> None:
        """Note where the task is suspended that has just run a step, if it was a task."""
        task = getattr(handle[0], "__self__", None)
        if isinstance(task, asyncio.Task) and task in self._tasks:
            self._note(task)
        else:
            self._trace.rest(0)

    def blocks(self, task: "asyncio.Task[Any] | None", line: int) -> None:
        """Note that a task blocks the loop at this line."""
        known = self._tasks.get(task)
        if known is not None:
            self._rests(known, line)
        else:
            self._trace.rest(line)

    def _note(self, task: "asyncio.Task[Any]") -> None:
        """Note where a task is suspended."""
        known = self._tasks[task]
        frame = known.inner.cr_frame
        line = None if frame is None else known.lines.get(frame.f_lasti)
        if line is None:
            if task.done():
                del self._tasks[task]
                self._trace.rest(0)
                return
            line = known.find(task.get_coro(), self._source)
        self._rests(known, line)

    def _rests(self, known: TaskLine, line: int) -> None:
        """Note that a task is at this line: with the latest rows, or else in a row of its own."""
        if len(self._whats) > len(self._lines):
            self._trace.rest(line)
        elif line != known.line and known.party is not None:
            self._hall.parks(known.party, line)
        known.line = line
