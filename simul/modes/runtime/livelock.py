"""A livelock: tasks run on and on, and nothing happens in the hall."""

import asyncio
from collections import Counter
from collections.abc import Callable
from typing import Any

from simul.exhibition.clock import Clock
from simul.exhibition.hall import Hall
from simul.exhibition.trace import KIND_MASK, PARKS
from simul.modes.runtime.deadlock import Livelock, listed
from simul.modes.runtime.frames import suspended_at
from simul.modes.runtime.handles import Handle, Timer, task_of
from simul.modes.runtime.waiting import name_of

ROUNDS = 1_000
"""Rounds of the event loop between two looks at whether anything has happened."""


class LivelockWatch:
    """Looks, after each `ROUNDS` rounds of the event loop, whether anything has happened since the last look.

    If nothing has, it is a livelock when time has stood still meanwhile, and when more time has passed
    than everybody's longest think times and walks add up to: by then nobody can be thinking any more. The
    steps of each task are then counted over as many rounds again, so that it can be said who is in it.

    `watchers` are what the loop calls after each step; `source` is the file with the mode's code.
    """

    def __init__(
        self,
        hall: Hall,
        clock: Clock,
        source: str,
        watchers: list[Callable[[Handle | Timer], None]],
    ) -> None:
        self._hall = hall
        self._clock = clock
        self._source = source
        self._watchers = watchers
        self._read = 0
        self._happened_at = self._looked_at = 0.0
        self._steps: Counter[asyncio.Task[Any]] | None = None

    def look(self) -> None:
        """Look whether anything has happened. Raises Livelock."""
        now, whats = self._clock.now, self._hall.trace.whats
        happened = any(what & KIND_MASK not in PARKS for what in whats[self._read :])
        stood_still = now == self._looked_at
        self._read, self._looked_at = len(whats), now
        if happened:
            self._happened_at = now
            self._stop_counting()
        elif self._steps is not None:
            raise self._livelock()
        elif stood_still or now - self._happened_at > self._patience_s():
            self._steps = Counter()
            self._watchers.append(self._count)

    def _patience_s(self) -> float:
        thinks = sum(
            max(board.master_think, default=0.0) + max(board.opponent_think, default=0.0)
            for board in self._hall.plan.boards
        )
        return thinks + self._hall.walk_s * len(self._hall.boards)

    def _count(self, handle: Handle | Timer) -> None:
        task = task_of(handle)
        if task is not None and self._steps is not None:
            self._steps[task] += 1

    def _stop_counting(self) -> None:
        if self._steps is not None:
            self._steps = None
            self._watchers.remove(self._count)

    def _livelock(self) -> Livelock:
        assert self._steps is not None
        most = max(self._steps.values(), default=0)
        who = [
            f"{name_of(task)} at line {suspended_at(task, self._source)}"
            for task, steps in self._steps.items()
            if steps >= most // 2 and not task.done()
        ]
        return Livelock(
            f"since {self._happened_at} s nothing has happened, though at {self._clock.now} s each of these "
            f"goes on and on: {listed(who)}"
        )
