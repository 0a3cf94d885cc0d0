"""Gates: how far exhibition time may move on, and when."""

import threading
import time
from collections.abc import Callable
from math import inf

TICK_S = 0.1
"""Real time between two ticks of a paced gate, in seconds."""


class Stopped(Exception):  # noqa: N818  (not an error: somebody asked for it)
    """Somebody asked the exhibition to stop."""


class Gate:
    """Says how far exhibition time may move on. This one is free: it never waits.

    The clock reads `open_until` (seconds of exhibition time) and calls `wait` before it moves past it.
    `stop` may be called from any thread, or from a signal handler, and shuts the gate for good.
    """

    def __init__(self, open_until: float = inf) -> None:
        self.open_until = open_until
        self.stopped = False
        # Its lock may be taken twice by one thread: a signal handler may call `stop` in the middle of `wait`.
        self._changed = threading.Condition()

    def wait(self, when: float) -> None:
        """Return when time may move on to `when`; raises Stopped."""
        if self.stopped:
            raise Stopped

    def stop(self) -> None:
        """Shut the gate: whoever wants to move on gets Stopped."""
        with self._changed:
            self.stopped = True
            self.open_until = -inf
            self._changed.notify_all()


class PacedGate(Gate):
    """Moves exhibition time on with real time, `speed` seconds of the one in one second of the other.

    `tick`, where given, is called with the exhibition time about ten times a second while the gate waits.
    """

    def __init__(self, speed: float, tick: Callable[[float], None] | None = None) -> None:
        super().__init__(-inf)
        self._speed = speed
        self._tick = tick
        self._next_tick_wall_s = 0.0
        self._began_wall_s: float | None = None

    @property
    def position_s(self) -> float:
        """The exhibition time that it is now, in seconds, by the watch."""
        if self._began_wall_s is None:
            return 0.0
        return (time.monotonic() - self._began_wall_s) * self._speed

    def wait(self, when: float) -> None:
        """Return when the watch says that it is `when`; raises Stopped."""
        with self._changed:
            if self._began_wall_s is None:
                self._began_wall_s = time.monotonic()
            while not self.stopped and (left_s := when - self.position_s) > 0:
                self._changed.wait(min(TICK_S, left_s / self._speed))
                self._tick_if_due(when)
        super().wait(when)

    def _tick_if_due(self, when: float) -> None:
        wall_s = time.monotonic()
        if self._tick is not None and wall_s >= self._next_tick_wall_s:
            self._next_tick_wall_s = wall_s + TICK_S
            self._tick(min(self.position_s, when))


class ReleasedGate(Gate):
    """Lets exhibition time move only as far as somebody, in another thread, has released it.

    `wanted` is the time that the clock stands waiting for, or None while it does not wait.
    """

    def __init__(self) -> None:
        super().__init__(-inf)
        self.wanted: float | None = None

    def release(self, until: float) -> None:
        """Let time move on to `until`, in seconds; it never closes again."""
        with self._changed:
            if not self.stopped:
                self.open_until = max(self.open_until, until)
            self._changed.notify_all()

    def wait(self, when: float) -> None:
        """Return when `when` has been released; raises Stopped."""
        with self._changed:
            self.wanted = when
            self._changed.notify_all()
            self._changed.wait_for(lambda: self.stopped or when <= self.open_until)
            self.wanted = None
        super().wait(when)

    def wait_until_wanted(self, timeout_s: float) -> float | None:
        """Wait until the clock stands at the gate, or the timeout; return the time it wants.

        That is more than has been released; None where it did not come to the gate, or the gate is shut.
        """
        with self._changed:
            self._changed.wait_for(lambda: self.stopped or self._clock_stands(), timeout_s)
            return self.wanted if not self.stopped and self._clock_stands() else None

    def _clock_stands(self) -> bool:
        return self.wanted is not None and self.wanted > self.open_until
