"""Processes of our own that do the jobs of a sweep: calls go to them through pipes, and results come back."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import contextmanager
from multiprocessing.connection import Connection
from queue import SimpleQueue
from typing import Any, NamedTuple, TypeVar

from simul.runtime.processes.spawning import Process, end, spawn
from simul.signals import uninterrupted
from simul.sweep.executors import IN_HAND, Workers
from simul.sweep.worker import serve

T = TypeVar("T")


class _Asked(NamedTuple):
    """A call, and the future that its result goes into."""

    future: "Future[Any]"
    call: tuple[Callable[..., Any], tuple[Any, ...], dict[str, Any]]


class Processes(Executor):
    """An executor with a process for each worker, and a thread here that talks to it.

    Once a process has ended by itself, no other call is answered: every future raises BrokenExecutor.
    """

    def __init__(self, workers: int) -> None:
        self._size = workers
        self._processes: list[Process] = []
        self._threads: list[threading.Thread] = []
        self._asked: SimpleQueue[_Asked | None] = SimpleQueue()
        self._ended = False

    def submit(self, fn: Callable[..., T], /, *args: Any, **kwargs: Any) -> "Future[T]":
        """Have a worker call this; a process is started for it, up to as many as there may be."""
        future: Future[T] = Future()
        self._asked.put(_Asked(future, (fn, args, kwargs)))
        if len(self._processes) < self._size:
            with uninterrupted():
                self._start()
        return future

    def _start(self) -> None:
        process, pipe = spawn(serve, f"worker {len(self._processes) + 1}")
        self._processes.append(process)
        thread = threading.Thread(target=self._hand_out, args=(pipe,), daemon=True)
        thread.start()
        self._threads.append(thread)

    def end(self) -> None:
        """End every process, and what it is doing."""
        self._ended = True
        end(self._processes)
        for _ in self._threads:
            self._asked.put(None)
        for thread in self._threads:
            thread.join()

    def _hand_out(self, pipe: "Connection[Any, Any]") -> None:
        """Have one process do call after call. This is what each thread does."""
        with pipe:
            while asked := self._asked.get():
                if not asked.future.set_running_or_notify_cancel():
                    continue
                try:
                    if self._ended:
                        raise EOFError
                    pipe.send(asked.call)
                    well, result = pipe.recv()
                except (EOFError, OSError):
                    self._ended = True
                    asked.future.set_exception(BrokenExecutor("a worker's process has ended"))
                else:
                    (asked.future.set_result if well else asked.future.set_exception)(result)


@contextmanager
def processes(workers: int) -> Iterator[Workers]:
    """Give this many processes to work in; none is left when the block ends, however it ends."""
    executor = Processes(workers)
    try:
        yield Workers(executor, IN_HAND * workers)
    finally:
        executor.end()
