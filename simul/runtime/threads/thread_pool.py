"""A pool of threads on exhibition time: at most a given number of workers, and a queue of jobs."""

import inspect
import os
from collections import deque
from collections.abc import Callable
from functools import partial
from typing import Generic, ParamSpec, TypeVar

from simul.hall.clock import Clock
from simul.hall.hall import Hall
from simul.runtime.threads.thread_time import Thread, ThreadTime
from simul.runtime.threads.threading_ import Threading
from simul.runtime.threads.timed_locks import Condition, Event

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")


class Future(Generic[Result]):
    """What concurrent.futures.Future is to whoever waits for a result.

    An error in the call ends the exhibition at once, so that none is overlooked; it is never a result.
    """

    def __init__(self, time: ThreadTime, call: Callable[[], Result]) -> None:
        self._call = call
        self._done = Event(time)
        self._result: Result

    def run(self) -> None:
        """Make the call, in the thread that we are in."""
        self._result = self._call()
        self._done.set()

    def done(self) -> bool:
        """Whether there is a result."""
        return self._done.is_set()

    def result(self, timeout: float | None = None) -> Result:
        """Wait for the result and return it; raises TimeoutError."""
        if not self._done.wait(timeout):
            raise TimeoutError
        return self._result


class ThreadPoolExecutor:
    """What concurrent.futures.ThreadPoolExecutor is: jobs are taken in the order in which they come."""

    def __init__(
        self,
        time: ThreadTime,
        max_workers: int | None = None,
        thread_name_prefix: str = "",
        initializer: Callable[..., object] | None = None,
        initargs: tuple[object, ...] = (),
    ) -> None:
        self._time = time
        self._most = min(32, (os.cpu_count() or 1) + 4) if max_workers is None else max_workers
        self._prefix = thread_name_prefix or "ThreadPoolExecutor"
        self._initialize = None if initializer is None else partial(initializer, *initargs)
        self._jobs = deque[Future[object]]()
        self._news = Condition(time)
        self._closed = False
        self._idle = 0
        self._workers: list[Thread] = []

    def submit(
        self,
        fn: Callable[Arguments, Result],
        /,
        *args: Arguments.args,
        **kwargs: Arguments.kwargs,
    ) -> Future[Result]:
        """Have this called by a worker as soon as one is free."""
        if self._closed:
            raise RuntimeError("cannot schedule new futures after shutdown")
        future = Future(self._time, partial(fn, *args, **kwargs))
        with self._news:
            self._jobs.append(future)  # type: ignore[arg-type]
            self._news.notify()
        if self._idle < len(self._jobs) and len(self._workers) < self._most:
            name = f"{self._prefix}_{len(self._workers)}"
            self._workers.append(Thread(self._time, None, self._work, name, daemon=True))
            self._workers[-1].start()
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Take no more jobs; wait until those that there are have been done."""
        with self._news:
            self._closed = True
            if cancel_futures:
                self._jobs.clear()
            self._news.notify_all()
        if wait:
            for worker in self._workers:
                worker.join()

    def __enter__(self) -> "ThreadPoolExecutor":
        return self

    def __exit__(self, *_: object) -> None:
        self.shutdown()

    def _work(self) -> None:
        if self._initialize is not None:
            self._initialize()
        while True:
            with self._news:
                while not self._jobs:
                    if self._closed:
                        return
                    self._idle += 1
                    self._news.wait()
                    self._idle -= 1
                job = self._jobs.popleft()
            job.run()
            self._time.is_nobodys()


class Futures:
    """What a mode is handed for `concurrent.futures`."""

    def __init__(self, time: ThreadTime) -> None:
        self.ThreadPoolExecutor = partial(ThreadPoolExecutor, time)


def run(
    play: Callable[[Hall, Threading, Futures, ThreadTime], None], hall: Hall, clock: Clock
) -> None:
    """Play a mode that has a pool of threads. Raises PartyFailed, LawBroken, Stopped and Deadlock."""
    time = ThreadTime(hall, clock, inspect.getfile(play))
    time.play(play, hall, Threading(time), Futures(time), time)
