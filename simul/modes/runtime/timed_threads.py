"""Threads that run when a time-keeper wakes them; else they are those of `threading`."""

import threading
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from simul.modes.runtime.thread_time import ThreadTime

STACK_BYTES = 256 * 1024
"""The stack of each thread: its code calls nothing deep, and there may be thousands."""


class Ended(BaseException):
    """Raised in a thread where it sleeps or waits, once the exhibition is over."""


class Waiters:
    """Threads that wait for the same thing: first come, first served."""

    def __init__(self, time: "ThreadTime") -> None:
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
        time: "ThreadTime",
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
