"""Progress: a line on stderr that says how far something has come."""

import sys
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING, Self

from simul.cli.stderr import tell, tell_over
from simul.hall.trace import Kind, Trace
from simul.scenario.durations import duration

if TYPE_CHECKING:  # what only some commands import
    from simul.analysis.comparison import Comparison
    from simul.modes.mode import Mode
    from simul.sweep.job import Done
    from simul.sweep.journal import Journal
    from simul.sweep.points import Sweep

OFTEN_S = 0.1
"""Least time between two lines of a sweep's progress, in seconds."""


class StatusLine:
    """A line that is there on a terminal only; it goes away when the context is left."""

    def __init__(self) -> None:
        self._shown = sys.stderr.isatty()

    def say(self, text: str) -> None:
        """Put this in place of what was said before."""
        if self._shown:
            tell_over(text)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.say("")


class Progress:
    """One line on stderr: how far a mode has come. Off a terminal, only the line that it ends with."""

    def __init__(self, comparison: "Comparison", mode: "Mode", speed: float) -> None:
        self._name = mode.name
        self._total_s = comparison.theory(mode).elapsed_s
        self._moves = sum(len(board.moves) for board in comparison.plan.boards)
        self._speed = speed
        self._terminal = sys.stderr.isatty()
        self._trace = Trace()
        self._read = self._moved = 0

    def watch(self, trace: Trace) -> None:
        """Take the trace that is going to grow."""
        self._trace = trace

    def tick(self, now: float) -> None:
        """Say how far it is at `now`, in seconds of exhibition time."""
        if self._terminal:
            tell_over(self._line(now))

    def end(self, now: float, how: str) -> None:
        """Say how it ended, on a line that stays."""
        line = self._line(now) + how
        if self._terminal:
            tell_over(line, stays=True)
        else:
            tell(line)

    def _line(self, now: float) -> str:
        read, self._read = self._read, len(self._trace)
        for _, kind, _ in self._trace.rows(read, self._read):
            self._moved += kind in (Kind.MASTER_MOVES, Kind.OPPONENT_MOVES)
        left_s = max(0.0, self._total_s - now) / self._speed
        return (
            f"{self._name}: {duration(now)} of {duration(self._total_s)}, "
            f"{self._moved} of {self._moves} moves, {duration(left_s)} left"
        )


class SweepProgress(StatusLine):
    """How far a sweep has come; the time that is left goes by the moves to be played."""

    def __init__(self, sweep: "Sweep", journal: "Journal") -> None:
        super().__init__()
        self._jobs, self._finished = sweep.jobs, journal.count
        self._size_left = sweep.move_pairs() - journal.size
        self._size_done = 0
        self._modes = len(sweep.modes)
        self._began = time.monotonic()
        self._said = float("-inf")
        self.say("sweep: beginning")

    def add(self, done: "Sequence[Done]") -> None:
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
        self.say(
            f"sweep: {self._finished * self._modes:,} of {self._jobs * self._modes:,} exhibitions{left}"
        )
