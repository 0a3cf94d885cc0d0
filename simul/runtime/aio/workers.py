"""An event loop's worker threads, on exhibition time: what `asyncio.to_thread` runs functions on.

The threads are real ones. One of them or the loop runs at a time: the loop hands over to a worker, and goes
on when that one computes, sleeps or is done; when its time has come, the loop hands over to it again.
"""

import threading
from asyncio import AbstractEventLoop, Future
from collections import deque
from collections.abc import Callable
from functools import partial
from typing import Any

from simul.runtime.aio.shared_core import SharedCore

MOST = 32
"""Worker threads; asyncio has min(32, cores + 4) of them, and ours do not depend on the machine."""

_HERE = threading.local()

Job = tuple["Future[Any]", Callable[[], Any]]


class _Ended(BaseException):
    """Raised in a worker where it computes or sleeps, once the loop is closed."""


class Workers:
    """The default executor of a loop: functions wait in a queue until one of MOST threads is free."""

    def __init__(self, loop: AbstractEventLoop) -> None:
        self.core = SharedCore(loop)
        self.is_over = False
        self.all_rest = threading.Semaphore(0)
        self.loop = loop
        self._threads: list[_Worker] = []
        self._idle: list[_Worker] = []
        self._queue: deque[Job] = deque()

    def submit(self, call: Callable[[], Any]) -> "Future[Any]":
        """Have a worker call this, as soon as the loop comes to it; return what will have the result."""
        future: Future[Any] = self.loop.create_future()
        self._queue.append((future, call))
        self.loop.call_soon(self._start_next)
        return future

    def hand_over(self, worker: "_Worker") -> None:
        """Let a worker run until it computes, sleeps or is done, while the loop waits."""
        worker.may_run.release()
        self.all_rest.acquire()
        if worker.job is None:
            self._idle.append(worker)
            self._start_next()

    def end(self) -> None:
        """End every thread, where it computes or sleeps."""
        self.is_over = True
        for worker in self._threads:
            worker.may_run.release()
            worker.join()

    def _start_next(self) -> None:
        while self._queue and (self._idle or len(self._threads) < MOST):
            job = self._queue.popleft()
            if job[0].cancelled():
                continue
            if not self._idle:
                worker = _Worker(self)
                worker.start()
                self._threads.append(worker)
                self._idle.append(worker)
            worker = self._idle.pop()
            worker.job = job
            self.hand_over(worker)


class HasWorkers(AbstractEventLoop):
    """What an event loop on exhibition time does with executors."""

    _workers: Workers | None = None

    def run_in_executor(  # type: ignore[override]
        self, executor: object, func: Callable[..., Any], *args: Any
    ) -> "Future[Any]":
        """Have a worker thread call it, on exhibition time; other executors know only real time."""
        if executor is not None:
            raise NotImplementedError("on exhibition time there is only the default executor, None")
        if self._workers is None:
            self._workers = Workers(self)
        return self._workers.submit(partial(func, *args))

    async def shutdown_default_executor(self, *_: object) -> None:
        """End the worker threads."""
        if self._workers is not None:
            self._workers.end()


class _Worker(threading.Thread):
    """One thread of the pool; `job` is what it is to do, or does."""

    def __init__(self, workers: Workers) -> None:
        super().__init__(name="worker", daemon=True)
        self.may_run = threading.Semaphore(0)
        self.job: Job | None = None
        self._workers = workers

    def run(self) -> None:
        """Do one job after the other, each when the loop hands over."""
        _HERE.worker = self
        self.may_run.acquire()
        while not self._workers.is_over:
            assert self.job is not None
            future, call = self.job
            try:
                result, error = call(), None
            except _Ended:
                return
            except BaseException as raised:  # the one who awaits it gets it
                result, error = None, raised
            self.job = None
            if not future.cancelled():
                if error is None:
                    future.set_result(result)
                else:
                    future.set_exception(error)
            self._rest()

    def compute(self, seconds: float) -> None:
        """Use this many seconds of the one core's time."""
        resume = partial(self._workers.hand_over, self)
        self._workers.core.compute(seconds, resume)
        self._rest()
        if self._workers.is_over:
            raise _Ended

    def sleep(self, seconds: float) -> None:
        """Sleep, and need no core meanwhile."""
        self._workers.loop.call_later(seconds, partial(self._workers.hand_over, self))
        self._rest()
        if self._workers.is_over:
            raise _Ended

    def _rest(self) -> None:
        """Have the loop go on, until it hands over again."""
        self._workers.all_rest.release()
        self.may_run.acquire()


def current_worker() -> _Worker | None:
    """Return the worker that calls this; None in the thread of the loop."""
    return getattr(_HERE, "worker", None)
