"""The agenda: what is to be called in this instant, first come first served, and then what is due next."""

from collections import deque
from collections.abc import Callable

from simul.hall.clock import Clock, Wakeup


class Agenda:
    """A scheduler on the exhibition's clock, which moves on when nothing is left to do in this instant."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._ready: deque[Wakeup] = deque()

    def soon(self, call: Callable[[], object]) -> Wakeup:
        """Have it called in this instant, after all that is ready now."""
        wakeup = Wakeup((self._clock.now, 0, call, None))
        self._ready.append(wakeup)
        return wakeup

    def later(self, seconds: float, call: Callable[[], object]) -> Wakeup:
        """Have it called after this many seconds; calls due together run in the order of asking."""
        if seconds <= 0:
            return self.soon(call)
        return self._clock.call_at(self._clock.now + seconds, call)

    def step(self) -> bool:
        """Call what is next; False where there is nothing. Raises what it raises, and Stopped."""
        if not self._ready:
            return self._clock.advance()
        call = self._ready.popleft()[2]
        if call is not None:
            call()
        return True
