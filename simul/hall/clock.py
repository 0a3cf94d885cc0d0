"""Exhibition time: a clock that jumps from one wake-up to the next."""

from collections.abc import Callable
from heapq import heappop, heappush
from itertools import count
from typing import Any

from simul.hall.gates import Gate


class Wakeup(list[Any]):
    """An entry in the clock's heap, [when, sequence, wake, whose]; cancelled when `wake` is None."""

    __slots__ = ()

    def cancel(self) -> None:
        """See to it that nobody is woken."""
        self[2] = None


class Clock:
    """Exhibition time, in seconds from 0, that jumps from one wake-up to the next.

    `now` is plain data, to be read by anybody and written by the clock alone. `wakeups` is the heap:
    lists [when, sequence, wake, whose], the next one first. `sequence` gives the next number.
    Of each `sleep` that takes time, where somebody has set them, `before_sleep` is called with the seconds,
    and then `meanwhile` with the time at which it ends, to which that one may move the clock on.
    """

    def __init__(self, gate: Gate | None = None) -> None:
        self.now = 0.0
        self.gate = Gate() if gate is None else gate
        self.wakeups: list[list[Any]] = []
        self.sequence = count().__next__
        self.before_sleep: Callable[[float], None] | None = None
        self.meanwhile: Callable[[float], None] | None = None

    def call_at(self, when: float, wake: Callable[[], object], whose: object = None) -> Wakeup:
        """Have `wake` called at `when`; what is due together is called in the order of asking."""
        wakeup = Wakeup((when, self.sequence(), wake, whose))
        heappush(self.wakeups, wakeup)
        return wakeup

    def call_later(self, seconds: float, wake: Callable[[], object]) -> Wakeup:
        """Have `wake` called `seconds` from now."""
        return self.call_at(self.now + seconds, wake)

    def advance(self) -> bool:
        """Move on to the next wake-up and call it; False where there is none. Raises Stopped."""
        while self.wakeups:
            when, _, wake, _ = heappop(self.wakeups)
            if wake is not None:
                self.move_to(when)
                wake()
                return True
        return False

    def move_to(self, when: float) -> None:
        """Move on to `when`, as the gate allows; never back. Raises Stopped."""
        if when > self.gate.open_until:
            self.gate.wait(when)
        if when > self.now:
            self.now = when

    def sleep(self, seconds: float) -> None:
        """Let `seconds` pass while everybody else stands still: what a blocking call does."""
        if seconds <= 0:
            self.move_to(self.now)
            return
        until = self.now + seconds
        if self.before_sleep is not None:
            self.before_sleep(seconds)
        if self.meanwhile is not None:
            self.meanwhile(until)
        self.move_to(until)
