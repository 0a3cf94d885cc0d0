"""How far a sweep has come: a line on stderr."""

import time
from collections.abc import Sequence
from types import TracebackType

from simul.cli.status_line import StatusLine
from simul.scenario.durations import duration
from simul.sweep.job import Done
from simul.sweep.journal import Journal
from simul.sweep.points import Sweep

OFTEN_S = 0.1
"""It is said again after so many seconds at the earliest."""


class Progress:
    """A context with a line of progress; the time that is left goes by the moves to be played."""

    def __init__(self, sweep: Sweep, journal: Journal) -> None:
        self._jobs, self._finished = sweep.jobs, journal.count
        self._size_left = sweep.move_pairs() - journal.size
        self._size_done = 0
        self._modes = len(sweep.modes)
        self._line = StatusLine()
        self._began = time.monotonic()
        self._said = float("-inf")

    def add(self, done: Sequence[Done]) -> None:
        """Take what is done, or nothing, and say how far that is."""
        self._finished += len(done)
        self._size_done += sum(one.size for one in done)
        now = time.monotonic()
        if now - self._said < OFTEN_S:
            return
        self._said = now
        left = ""
        if self._size_done:
            left_s = (now - self._began) * (self._size_left - self._size_done) / self._size_done
            left = f", {duration(max(0.0, left_s))} left"
        self._line.say(
            f"sweep: {self._finished * self._modes:,} of {self._jobs * self._modes:,} exhibitions{left}"
        )

    def __enter__(self) -> "Progress":
        self._line.__enter__()
        self._line.say("sweep: beginning")
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._line.__exit__(kind, error, traceback)
