"""Processes that think for the opponents, started before anything is timed: one for each core."""

import time
from collections.abc import Iterator
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from types import TracebackType
from typing import Any

from simul.cores.search import think
from simul.cores.work import Thoughts, Work
from simul.modes.runtime.spawning import end, spawn


class Crew:
    """A context with so many processes; `cpu_s` is the processor time that they have taken so far."""

    def __init__(self, size: int) -> None:
        self.cpu_s = 0.0
        self._processes: list[Any] = []
        self._pipes: list[Any] = []
        self._size = size

    def __enter__(self) -> "Crew":
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

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._end()

    def think(self, work: Work) -> list[Thoughts]:
        """Deal the boards out: who has finished one gets the next. Raises EOFError where one has ended."""
        boards = iter(range(work.boards))
        thoughts: list[Thoughts] = [[] for _ in range(work.boards)]
        busy = {pipe: board for pipe in self._pipes for board in _deal(boards, pipe, work)}
        while busy:
            for pipe in wait(list(busy)):
                assert isinstance(pipe, Connection)
                thoughts[busy.pop(pipe)], cpu_s = pipe.recv()
                self.cpu_s += cpu_s
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
            began = time.process_time()
            thoughts = [think(number, depth) for number in range(thinks)]
            pipe.send((thoughts, time.process_time() - began))
