"""Steps that block an event loop: who waits for it meanwhile, and for how long."""

import sys
from asyncio import Future, current_task
from collections import deque
from heapq import heappop
from typing import Any

from simul.exhibition.clock import Clock
from simul.exhibition.hall import Hall
from simul.modes.runtime.frames import frames_in
from simul.modes.runtime.party_task import PartyTask


class _Queuer:
    """Stands in the queue of the ready just before somebody, and notes how long he has waited there."""

    def __init__(self, clock: Clock, hall: Hall, since: float) -> None:
        self._clock = clock
        self._notes = hall.notes
        self._since = since

    def cancelled(self) -> bool:
        """Say that it is wanted, as the loop asks."""
        return False

    def _run(self) -> None:
        waited_s = self._clock.now - self._since
        self._notes.loop_wait_s = max(waited_s, self._notes.loop_wait_s)


class BlockingSteps:
    """Watches `clock.sleep`: a step in which time passes is one that has blocked the loop.

    What it finds goes into the hall's notes. As a loop on real time would, it makes ready after such a
    step whoever has fallen due in it. `ready` is the loop's queue of those who are to run in this instant.
    """

    def __init__(self, hall: Hall, clock: Clock, ready: deque[Any], source: str) -> None:
        self._hall = hall
        self._clock = clock
        self._ready = ready
        self._source = source
        self._task: Any = None
        self._began: float | None = None
        self._line = 0
        self._last_in_queue: Any = None

    def before_sleep(self, seconds: float) -> None:
        """Note that somebody is going to block the loop for so many seconds."""
        if seconds <= 0:
            return
        frame = next(frames_in(self._source, sys._getframe(2)), None)
        line = 0 if frame is None else frame.f_lineno
        self._note_line(line)
        self._hall.notes.blocked_s[line] += seconds
        self._note_the_last_in_queue()
        if self._began is None:
            self._began, self._line, self._task = self._clock.now, line, current_task()
            self._ready.appendleft(self)  # to be run as soon as this step is over

    def _note_line(self, line: int) -> None:
        """Note in the trace that whoever runs is at this line while time passes."""
        trace = self._hall.trace
        task: object = current_task()
        if len(trace.whats) > len(trace):
            trace.rest(line)
        elif isinstance(task, PartyTask) and task.party is not None and line != task.line:
            self._hall.parks(task.party, line)
        if isinstance(task, PartyTask) and task.line:  # 0: it has never been suspended
            task.line = line

    def _note_the_last_in_queue(self) -> None:
        """See to it that it is noted how long the last task of all that are ready has to wait."""
        for index in range(len(self._ready) - 1, -1, -1):
            task = self._ready[index]
            if type(task) is PartyTask:
                if task is not self._last_in_queue:
                    self._ready.insert(index, _Queuer(self._clock, self._hall, self._clock.now))
                self._last_in_queue = task
                return

    def cancelled(self) -> bool:
        """Say that it is wanted, as the loop asks."""
        return False

    def _run(self) -> None:
        assert self._began is not None
        notes, task = self._hall.notes, self._task
        took_s = self._clock.now - self._began
        notes.blocked += 1
        if took_s > notes.longest_s:
            notes.longest_s, notes.longest_line = took_s, self._line
        if isinstance(task, PartyTask) and task.done() and not task.line:
            notes.never_suspended += 1
            notes.unsuspended_s = max(took_s, notes.unsuspended_s)
        self._began = self._task = self._last_in_queue = None
        self._make_ready_who_is_due()

    def _make_ready_who_is_due(self) -> None:
        wakeups, now = self._clock.wakeups, self._clock.now
        while wakeups and wakeups[0][0] <= now:
            when, _, wake, task = heappop(wakeups)
            if wake is None or (isinstance(wake, Future) and wake.done()):
                continue  # it was cancelled
            self._ready.append(_Queuer(self._clock, self._hall, when))
            if isinstance(wake, Future):
                wake.set_result(None)
                if task is not None:
                    self._ready.append(task)
            else:
                wake()
