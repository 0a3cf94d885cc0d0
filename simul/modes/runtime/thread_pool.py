"""A pool of threads on exhibition time: so many workers, and a queue of what they are to do."""

from collections import deque
from collections.abc import Callable
from functools import partial
from types import TracebackType
from typing import TypeVarTuple

from simul.modes.runtime.thread_time import ThreadTime

Arguments = TypeVarTuple("Arguments")


class ThreadPool:
    """What ThreadPoolExecutor is, for threads that the time-keeper wakes: first come, first served."""

    def __init__(self, time: ThreadTime, workers: int) -> None:
        self._time = time
        self._jobs = deque[Callable[[], None]]()
        self._news = time.event()
        self._closed = False
        self._workers = [time.thread(self._work, name=f"worker {n + 1}") for n in range(workers)]

    def __enter__(self) -> "ThreadPool":
        for worker in self._workers:
            worker.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        if error is None:
            self._closed = True
            self._news.set()
            for worker in self._workers:
                worker.join()

    def submit(self, call: Callable[[*Arguments], None], *arguments: *Arguments) -> None:
        """Have it called by the first worker that is free."""
        self._jobs.append(partial(call, *arguments))
        self._news.set()

    def _work(self) -> None:
        while True:
            while not self._jobs:
                if self._closed:
                    return
                self._news.clear()
                self._news.wait()
            self._jobs.popleft()()
            self._is_nobodys()

    def _is_nobodys(self) -> None:
        """Note that this thread is no party's any more."""
        thread = self._time.awake
        if thread.party is not None:
            self._time.parking.leave(thread.party)
            thread.party = None
