"""Bare yields, as of `asyncio.sleep(0)`: too many of them while nothing happens are a livelock."""

from typing import Any

from simul.exhibition.clock import Clock
from simul.exhibition.hall import Hall
from simul.modes.runtime.deadlock import Livelock, listed

MOST = 1_000
"""So often a task may yield while time stands still and the master makes no move."""


class BareYields:
    """Counts, for each task, how often it has let others go first since anything happened."""

    def __init__(self, hall: Hall, clock: Clock) -> None:
        self._hall = hall
        self._clock = clock
        self._progress = (0.0, 0)
        self._counts: dict[Any, int] = {}

    def count(self, task: Any) -> None:
        """Count one more. Raises Livelock."""
        progress = (self._clock.now, self._hall.moves_left)
        if progress != self._progress:
            self._progress = progress
            self._counts.clear()
        count = self._counts[task] = self._counts.get(task, 0) + 1
        if count >= MOST:
            raise self._livelock()

    def _livelock(self) -> Livelock:
        who = [
            f"{task.get_name()} at line {task.line}"
            for task, count in self._counts.items()
            if count >= MOST // 2
        ]
        return Livelock(
            f"{MOST:,} times at {self._clock.now} s each of these let others go first, and nothing "
            f"happened: {listed(who)}"
        )
