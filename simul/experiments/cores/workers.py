"""Processes that think for the opponents: one for each core."""

import time
from collections.abc import Iterator
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from typing import Any

from simul.experiments.cores.search import think
from simul.experiments.cores.work import Found, Thoughts, Work
from simul.runtime.processes.spawning import end, spawn


def processes(work: Work, size: int) -> Found:
    """Start this many processes, and let them think. Raises EOFError where one has ended too early."""
    began = time.perf_counter()
    with Workers(size) as workers:
        starting_s = time.perf_counter() - began
        thoughts = workers.think(work)
    return Found(thoughts, starting_s=starting_s, cpu_s=sum(workers.cpu_s.values()))


class Workers:
    """A context with this many processes; `cpu_s` has the processor time of each since its start."""

    def __init__(self, size: int) -> None:
        self.cpu_s: dict[Any, float] = {}
        self._processes: list[Any] = []
        self._pipes: list[Any] = []
        self._size = size

    def __enter__(self) -> "Workers":
        try:
            for number in range(1, self._size + 1):
                process, pipe = spawn(serve, f"thinker {number}")
                self._processes.append(process)
                self._pipes.append(pipe)
            self.think(Work(self._size, 1, 1))  # by then all of them have imported what they need
        except BaseException:
            self._end()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self._end()

    def think(self, work: Work) -> list[Thoughts]:
        """Deal the boards out, the next to whoever is free. Raises EOFError if a process has ended."""
        boards = iter(range(work.boards))
        thoughts: list[Thoughts] = [[] for _ in range(work.boards)]
        busy = {pipe: board for pipe in self._pipes for board in _deal(boards, pipe, work)}
        while busy:
            for pipe in wait(list(busy)):
                assert isinstance(pipe, Connection)
                thoughts[busy.pop(pipe)], self.cpu_s[pipe] = pipe.recv()
                busy.update((pipe, board) for board in _deal(boards, pipe, work))
        return thoughts

    def _end(self) -> None:
        for pipe in self._pipes:
            pipe.close()
        end(self._processes)


def _deal(boards: Iterator[int], pipe: Any, work: Work) -> Iterator[int]:
    """Send the next board to a process, if there is one; give its number."""
    for board in boards:
        pipe.send((work.thinks, work.depth))
        yield board
        return


def serve(pipe: Any) -> None:
    """Think, in a process of its own, whenever told to, and answer with the thoughts and the CPU time."""
    with suppress(EOFError, OSError):  # nobody is there any more
        while True:
            thinks, depth = pipe.recv()
            thoughts = [think(number, depth) for number in range(thinks)]
            pipe.send((thoughts, time.process_time()))
