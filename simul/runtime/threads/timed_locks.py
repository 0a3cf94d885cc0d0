"""What `threading` has for threads to wait by, for threads that a time-keeper wakes one at a time."""

from collections.abc import Callable
from typing import TypeVar

from simul.runtime.threads.thread_time import ThreadTime, Waiters

Answer = TypeVar("Answer")


class Lock:
    """What threading.Lock is; `release` hands it to whoever has waited longest."""

    def __init__(self, time: ThreadTime) -> None:
        self._time = time
        self._waiting = Waiters(time)
        self._held = False

    def acquire(self, blocking: bool = True, timeout: float = -1) -> bool:
        """Take it, waiting until it is free; False if it is not, or not in time."""
        if self._held:
            return blocking and self._waiting.wait(None if timeout < 0 else timeout)
        self._held = True
        return True

    def release(self) -> None:
        """Give it to the next who waits for it, or to nobody. Raises RuntimeError where it is free."""
        if not self._held:
            raise RuntimeError("release unlocked lock")
        self._held = self._waiting.wake(1) == 1

    def locked(self) -> bool:
        """Whether somebody has it."""
        return self._held

    def __enter__(self) -> bool:
        return self.acquire()

    def __exit__(self, *_: object) -> None:
        self.release()


class Condition:
    """What threading.Condition is: but that a lock of its own is a Lock, not an RLock."""

    def __init__(self, time: ThreadTime, lock: Lock | None = None) -> None:
        self._time = time
        self._lock = Lock(time) if lock is None else lock
        self._waiting = Waiters(time)
        self.acquire = self._lock.acquire
        self.release = self._lock.release

    def wait(self, timeout: float | None = None) -> bool:
        """Release the lock, wait to be notified, take the lock again; False if that took too long."""
        self._needs_the_lock("wait on")
        self._lock.release()
        try:
            return self._waiting.wait(timeout)
        finally:
            self._lock.acquire()

    def wait_for(self, predicate: Callable[[], Answer], timeout: float | None = None) -> Answer:
        """Wait until the predicate is true, or the time is over; return what it says last."""
        ends = None if timeout is None else self._time.monotonic() + timeout
        while not (answer := predicate()):
            left = None if ends is None else ends - self._time.monotonic()
            if left is not None and left <= 0:
                break
            self.wait(left)
        return answer

    def notify(self, n: int = 1) -> None:
        """Wake up to this many of those who wait; each goes on when it has the lock again."""
        self._needs_the_lock("notify on")
        self._waiting.wake(n)

    def notify_all(self) -> None:
        """Wake all who wait; each goes on when it has the lock again."""
        self._needs_the_lock("notify on")
        self._waiting.wake()

    def _needs_the_lock(self, what: str) -> None:
        if not self._lock.locked():
            raise RuntimeError(f"cannot {what} un-acquired lock")

    def __enter__(self) -> bool:
        return self._lock.__enter__()

    def __exit__(self, *_: object) -> None:
        self._lock.release()


class Event:
    """What threading.Event is."""

    def __init__(self, time: ThreadTime) -> None:
        self._is_set = False
        self._waiting = Waiters(time)

    def is_set(self) -> bool:
        """Whether it is set."""
        return self._is_set

    def set(self) -> None:
        """Set it, and wake all who wait for it."""
        self._is_set = True
        self._waiting.wake()

    def clear(self) -> None:
        """Unset it."""
        self._is_set = False

    def wait(self, timeout: float | None = None) -> bool:
        """Return True when it is set, False if that took too long."""
        return self._is_set or self._waiting.wait(timeout)
