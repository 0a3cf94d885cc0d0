"""Real threads, one of which is suspended at one of its lines until all others have come to rest.

The threads, locks, conditions, events and pools are those of the standard library. They only keep account of
who is blocked, so that "at rest" and "stuck" are known exactly: nothing here goes by time.
"""

import sys
import threading
from collections import deque
from collections.abc import Callable, Iterator
from concurrent import futures
from contextlib import contextmanager
from functools import partial
from types import FrameType, SimpleNamespace
from typing import Any

from simul.hall.clock import Clock

Blocked = Callable[[], object]
"""Says what blocks a thread: True, the thread that has a lock, or nothing any more."""


class Unwound(BaseException):
    """Ends a thread that would wait for ever."""


class RealThreads:
    """Plays with real threads; suspends `party` at the `step`-th of all the lines that it executes.

    So that runs repeat, a thread begins a line only while the master, and the boards before its own, are
    blocked. Nobody sleeps: `time.sleep` moves the clock on to when the sleep would be over, and returns.
    `held_at` is the line at which the party was suspended, None where it executed fewer lines; `stuck` has
    the names of those who waited for ever.
    """

    def __init__(self, clock: Clock, files: set[str], party: str, step: int) -> None:
        self.held_at: int | None = None
        self.stuck: list[str] = []
        self.errors: list[BaseException] = []
        self.changed = threading.Condition()  # guards all that is below
        self.threads: dict[str, threading.Thread | None] = {}  # None: its job is not begun
        self.workers = 0
        self.held: threading.Thread | None = None
        self.over = False
        self.conditions: list[Condition] = []
        self.blocked: dict[threading.Thread, list[Blocked]] = {}
        self._clock, self._files = clock, files
        self._party, self._steps_left = party, step
        self.time = SimpleNamespace(sleep=self._sleep)
        self.futures = SimpleNamespace(ThreadPoolExecutor=partial(ThreadPoolExecutor, self))
        self.threading = SimpleNamespace(
            **{each.__name__: partial(each, self) for each in (Thread, Lock, Condition, Event)}
        )

    def play(self, play: Callable[..., None], *arguments: object) -> None:
        """Call this as the master, until all have ended or nobody can go on; raise what they raise."""
        Thread(self, target=play, args=arguments, name="master").start()
        with self.changed:
            self.changed.wait_for(lambda: self.held is None and self._all_rest())
            self.stuck = sorted(self.threads)
            self.over = True
        for condition in self.conditions if self.stuck else ():
            with condition:
                condition.notify_all()
        with self.changed:
            self.changed.wait_for(lambda: not self.threads)
        for error in self.errors:
            raise error

    def call(self, party: str, call: Callable[[], object]) -> None:
        """Call this in the thread that we are in, which works for this party meanwhile."""
        try:
            sys.settrace(partial(self._trace, party))
            call()
        except Unwound:
            pass
        except BaseException as error:
            self.errors.append(error)
        finally:
            sys.settrace(None)
            with self.changed:
                del self.threads[party]
                self.changed.notify_all()

    @contextmanager
    def blocking(self, by: Blocked) -> Iterator[None]:
        """Say that this thread is about to be blocked by something."""
        me = threading.current_thread()
        with self.changed:
            self.blocked.setdefault(me, []).append(by)
            self.changed.notify_all()
        try:
            yield
        finally:
            with self.changed:
                self.blocked[me].pop()

    def _sleep(self, seconds: float) -> None:
        with self.changed:
            self._clock.move_to(self._clock.now + seconds)

    def _trace(self, party: str, frame: FrameType, event: str, _: object) -> Any:
        if frame.f_code.co_filename not in self._files:
            return None
        if event == "line":
            with self.changed:
                if party == self._party:
                    self._steps_left -= 1
                    if not self._steps_left:
                        self._hold(frame.f_lineno)
                self.changed.wait_for(lambda: self.over or self._may_go_on(party))
        return partial(self._trace, party)

    def _hold(self, line: int) -> None:
        self.held_at, self.held = line, threading.current_thread()
        self.changed.notify_all()
        self.changed.wait_for(self._all_rest)
        self.held = None

    def _all_rest(self) -> bool:
        """Whether nobody will do anything before the thread that is suspended does."""
        blocks = (True, self.held or True)
        return all(self._blocked_by(party) in blocks for party in self.threads)

    def _may_go_on(self, party: str) -> bool:
        return all(self._blocked_by(other) for other in self.threads if _rank(other) < _rank(party))

    def _blocked_by(self, party: str) -> object:
        thread = self.threads[party]
        if thread is None:
            return sum(each is not None for each in self.threads.values()) > self.workers
        by = self.blocked.get(thread)
        return thread is self.held or (by[-1]() if by else None)


def _rank(party: str) -> int:
    return 0 if party == "master" else int(party.removeprefix("board "))


class Thread(threading.Thread):
    def __init__(self, real: RealThreads, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named, daemon=True)
        self._real = real

    def start(self) -> None:
        with self._real.changed:
            self._real.threads[self.name] = self
        super().start()

    def run(self) -> None:
        self._real.call(self.name, super().run)

    def join(self, timeout: float | None = None) -> None:
        with self._real.blocking(lambda: self.name in self._real.threads):
            super().join(timeout)


class Lock:
    """A real lock that knows who has it. (Its type cannot be derived from.)"""

    def __init__(self, real: RealThreads) -> None:
        self._real = real
        self._lock = threading.Lock()
        self._owner: threading.Thread | None = None

    def acquire(self, blocking: bool = True, timeout: float = -1) -> bool:
        if not self._lock.acquire(blocking=False):
            if not blocking:
                return False
            with self._real.blocking(lambda: self._owner):
                self._lock.acquire()
        with self._real.changed:
            self._owner = threading.current_thread()
            self._real.changed.notify_all()
        return True

    def release(self) -> None:
        with self._real.changed:
            self._owner = None
            self._lock.release()
            self._real.changed.notify_all()

    def __enter__(self) -> bool:
        return self.acquire()

    def __exit__(self, *_: object) -> None:
        self.release()


class Condition(threading.Condition):
    def __init__(self, real: RealThreads, lock: Lock | None = None) -> None:
        super().__init__(Lock(real) if lock is None else lock)  # type: ignore[arg-type]
        self._real = real
        self._resting: deque[threading.Thread] = deque()
        real.conditions.append(self)

    def wait(self, timeout: float | None = None) -> bool:
        me = threading.current_thread()
        self._resting.append(me)
        with self._real.blocking(lambda: me in self._resting):
            told = super().wait(timeout)
        if self._real.over:
            raise Unwound
        return told

    def notify(self, n: int = 1) -> None:
        with self._real.changed:
            for _ in range(min(n, len(self._resting))):
                self._resting.popleft()
            super().notify(n)


class Event(threading.Event):
    def __init__(self, real: RealThreads) -> None:
        super().__init__()
        self._cond = Condition(real)


class ThreadPoolExecutor(futures.ThreadPoolExecutor):
    def __init__(self, real: RealThreads, max_workers: int) -> None:
        super().__init__(max_workers)
        self._real = real
        real.workers = max_workers

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Any:
        party = args[0].name
        with self._real.changed:
            self._real.threads[party] = None
        return super().submit(self._job, party, partial(fn, *args, **kwargs))

    def _job(self, party: str, call: Callable[[], object]) -> None:
        with self._real.changed:
            self._real.threads[party] = threading.current_thread()
        self._real.call(party, call)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        with self._real.blocking(lambda: len(self._real.threads) > 1):
            super().shutdown(wait, cancel_futures=cancel_futures)
