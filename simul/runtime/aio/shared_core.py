"""One core, on exhibition time, which everybody who computes shares: Python threads with a GIL."""

from asyncio import AbstractEventLoop, TimerHandle
from collections.abc import Callable
from heapq import heappop, heappush
from itertools import count

from simul.scenario.think_time import on_grid

ROUNDING_S = 1e-9
"""Sums of thirds and sevenths may miss the grid of the plan's times by no more than this."""


class SharedCore:
    """A core with k computations in progress gives each of them 1/k of its speed, at every moment.

    The result is exact, as if time slices were infinitely short; nothing happens between one start or end
    and the next. A real GIL changes hands every 5 ms (`sys.getswitchinterval`), so whoever wants to run may
    have to wait for some of these intervals: the model leaves that out.
    """

    def __init__(self, loop: AbstractEventLoop) -> None:
        self._loop = loop
        self._next_number = count().__next__
        self._done_s = 0.0  # what each has been given, since the beginning, if it was there
        self._since_s = 0.0
        self._jobs: list[tuple[float, int, float, Callable[[], None]]] = []
        self._wakeup: TimerHandle | None = None

    def compute(self, seconds: float, done: Callable[[], None]) -> None:
        """Call `done` when the core has spent this many seconds on it."""
        self._catch_up()
        now = self._loop.time()
        heappush(self._jobs, (self._done_s + seconds, self._next_number(), now + seconds, done))
        self._await_next()

    def _catch_up(self) -> None:
        now = self._loop.time()
        if self._jobs:
            self._done_s += (now - self._since_s) / len(self._jobs)
        self._since_s = now

    def _await_next(self) -> None:
        if self._wakeup is not None:
            self._wakeup.cancel()
        if self._jobs:
            ends_at_s, _, earliest_s, _ = self._jobs[0]
            left_s = max(0.0, ends_at_s - self._done_s) * len(self._jobs)
            when = max(earliest_s, _unless_rounding(self._loop.time() + left_s))
            self._wakeup = self._loop.call_at(when, self._end_first)

    def _end_first(self) -> None:
        self._catch_up()
        ends_at_s = max(self._done_s, self._jobs[0][0]) + ROUNDING_S
        ended = []
        while self._jobs and self._jobs[0][0] <= ends_at_s:
            ended.append(heappop(self._jobs)[3])
        self._await_next()
        for done in ended:
            done()


def _unless_rounding(seconds: float) -> float:
    """Return the nearest time of the grid, where only rounding lies between."""
    exact = on_grid(seconds)
    return exact if abs(exact - seconds) < ROUNDING_S else seconds
