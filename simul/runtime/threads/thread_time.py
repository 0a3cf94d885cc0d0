"""Exhibition time for threads: it moves on when every one of them sleeps or waits.

The threads are real ones of the operating system. What they sleep and wait by is the time-keeper's, and that
wakes one at a time, and the next only when this one sleeps, waits or ends: so every run is the same.
"""

import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from types import FrameType

from simul.hall.clock import Clock, Wakeup
from simul.hall.hall import Hall
from simul.hall.trace import MASTER, party_name
from simul.runtime.blame import Blamed
from simul.runtime.frames import first_argument, frames_in
from simul.runtime.parking import Parking, party_told_by
from simul.runtime.scheduler import Agenda

STACK_BYTES = 256 * 1024
"""The stack of each thread: its code calls nothing deep, and there may be thousands."""


class Ended(BaseException):
    """Raised in a thread where it sleeps or waits, once the exhibition is over."""


class ThreadTime:
    """Keeps time for threads: `awake` is the one that runs now, and nobody else does.

    A mode is handed it for `time`, of which it has `sleep` and `monotonic`.
    """

    def __init__(self, hall: Hall, clock: Clock, source: str) -> None:
        self.parking = Parking(hall)
        self.is_over = False
        self.awake: Thread
        self._clock = clock
        self._source = source
        self._agenda = Agenda(clock)
        self._threads: list[Thread] = []
        self._awaited = 0
        self._error: BaseException | None = None
        self._all_rest = threading.Lock()
        self._all_rest.acquire()

    def sleep(self, seconds: float) -> None:
        """Suspend this thread for some seconds of exhibition time."""
        self._agenda.later(seconds, partial(self._wake, self.awake))
        self.rest()

    def monotonic(self) -> float:
        """Return the exhibition time, in seconds."""
        return self._clock.now

    def add(self, thread: "Thread") -> None:
        """Take a thread that has been started."""
        self._threads.append(thread)
        self._awaited += thread.awaited
        self.wake_soon(thread)

    def later(self, seconds: float, call: Callable[[], object]) -> Wakeup:
        """Have this called some seconds from now, while no thread runs."""
        return self._agenda.later(seconds, call)

    def wake_soon(self, thread: "Thread") -> None:
        """Wake it in this instant, when its turn comes."""
        self._agenda.soon(partial(self._wake, thread))

    def rest(self) -> None:
        """Let the time-keeper wake others, until it wakes the thread that has called this."""
        if self.is_over:
            raise Ended
        thread = self.awake
        if self.parking.wanted:
            self._park(thread, list(frames_in(self._source, sys._getframe(1))))
        self._all_rest.release()
        thread.may_run.acquire()
        if self.is_over:
            raise Ended

    def _park(self, thread: "Thread", frames: list[FrameType]) -> None:
        if thread.party is None:
            told = (party_told_by(first_argument(frame)) for frame in frames)
            thread.party = next((party for party in told if party is not None), None)
        if thread.party is not None:
            self.parking.park(thread.party, frames[0].f_lineno)

    def is_nobodys(self) -> None:
        """Note that this thread has come to the end of what it did for a party."""
        if self.awake.party is not None:
            self.parking.leave(self.awake.party)
            self.awake.party = None

    def leave(self, error: BaseException | None) -> None:
        """Go on without this thread, which has ended."""
        if not self.is_over:
            self.is_nobodys()
            self._awaited -= self.awake.awaited
            self._error = error
            self._all_rest.release()

    def play(self, call: Callable[..., None], *arguments: object) -> None:
        """Call this in a thread of the master's, and wake one thread after the other until all have ended.

        Raises PartyFailed, LawBroken, Stopped and Deadlock.
        """
        try:
            with Blamed(self._source):
                Thread(self, None, call, party_name(MASTER), arguments).start()
                while self._awaited:
                    if not self._agenda.step():
                        raise self.parking.deadlock(self._nobodys())
        finally:
            self._end()

    def _nobodys(self) -> list[str]:
        """Return the names of the threads that have to end, and do nothing for a party."""
        return [t.name for t in self._threads if t.awaited and not t.over and t.party is None]

    def _end(self) -> None:
        """End every thread that is left, where it sleeps or waits."""
        self.is_over = True
        for thread in self._threads:
            if thread.is_alive():
                thread.may_run.release()
            threading.Thread.join(thread)

    def _wake(self, thread: "Thread") -> None:
        self.awake = thread
        thread.may_run.release()
        self._all_rest.acquire()
        if self._error is not None:
            raise self._error


class Waiters:
    """Threads that wait for the same thing: first come, first served."""

    def __init__(self, time: ThreadTime) -> None:
        self._time = time
        self._threads: deque[Thread] = deque()

    def wait(self, timeout: float | None = None) -> bool:
        """Suspend this thread until it is woken; False if `timeout` seconds passed before that."""
        thread = self._time.awake
        self._threads.append(thread)
        if timeout is None:
            self._time.rest()
            return True
        given_up: list[Thread] = []
        alarm = self._time.later(timeout, partial(self._give_up, thread, given_up))
        self._time.rest()
        alarm.cancel()
        return not given_up

    def wake(self, most: int | None = None) -> int:
        """Wake up to this many of them, or all, in this instant; return how many."""
        count = len(self._threads) if most is None else min(most, len(self._threads))
        for _ in range(count):
            self._time.wake_soon(self._threads.popleft())
        return count

    def _give_up(self, thread: "Thread", given_up: "list[Thread]") -> None:
        if thread in self._threads:
            self._threads.remove(thread)
            given_up.append(thread)
            self._time.wake_soon(thread)


class Thread(threading.Thread):
    """A thread that runs when the time-keeper wakes it, up to where it sleeps or waits.

    The first argument of a function of the mode that runs in it tells which party's it is: the hall
    means the master's, a board its opponent's.
    """

    def __init__(
        self,
        time: ThreadTime,
        group: None = None,
        target: Callable[..., object] | None = None,
        name: str | None = None,
        args: Iterable[object] = (),
        kwargs: Mapping[str, object] | None = None,
        *,
        daemon: bool | None = None,
    ) -> None:
        super().__init__(group, target, name, args, kwargs, daemon=True)
        self.party: int | None = None
        self.awaited = not daemon
        self.may_run = threading.Lock()
        self.may_run.acquire()
        self._time = time
        self.over = False
        self._joining = Waiters(time)

    def start(self) -> None:
        """Start it; it runs when the time-keeper wakes it."""
        usual = threading.stack_size(STACK_BYTES)
        try:
            super().start()
        finally:
            threading.stack_size(usual)
        self._time.add(self)

    def run(self) -> None:
        """Call the target, when woken for the first time."""
        self.may_run.acquire()
        error = None
        try:
            if not self._time.is_over:
                super().run()
        except Ended:
            pass
        except BaseException as raised:  # the time-keeper raises it again
            error = raised
        self.over = True
        self._joining.wake()
        self._time.leave(error)

    def join(self, timeout: float | None = None) -> None:
        """Wait, as its fellow threads do, until it has ended."""
        if not self.over:
            self._joining.wait(timeout)
