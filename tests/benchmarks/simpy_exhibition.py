"""The async mode's model in SimPy: the same hall, verb for verb.

Two variants, because what SimPy does not do by itself has to be added: `Process` notes, as the event loop
does, at which source line each party is parked; SimPy's own process does not, and its trace lacks them.
`bare` has neither hall nor trace: think times alone.
"""

import time
from collections.abc import Callable, Generator
from typing import Any

import simpy

from simul.exhibition.board import Board
from simul.exhibition.hall import Hall
from simul.exhibition.plan import Plan
from simul.exhibition.trace import Trace

Party = Generator[Any, Any, None]


class _Now:
    """The environment's time, as the hall reads it."""

    def __init__(self, env: Any) -> None:
        self._env = env

    @property
    def now(self) -> float:
        now: float = self._env.now
        return now

    def sleep(self, seconds: float) -> None:
        raise AssertionError("nobody blocks here")


def noting_process(trace: Trace) -> Callable[[Any, Party], Any]:
    """Return a process class that keeps the trace's line column."""

    class Process(simpy.Process):
        line = 0

        def _resume(self, event: Any) -> None:
            super()._resume(event)
            if self._value is not simpy.events.PENDING:
                trace.rest(0)
            elif len(trace.whats) > len(trace.lines):
                self.line = self._generator.gi_frame.f_lineno  # type: ignore[attr-defined]
                trace.rest(self.line)

    return Process


class SimpyExhibition:
    """Parties as SimPy processes; signals are events, made anew by whoever gives them."""

    def __init__(self, plan: Plan, *, with_lines: bool) -> None:
        self.env = simpy.Environment()
        self.hall = Hall(plan, _Now(self.env))
        self._moved = {board: self.env.event() for board in self.hall.boards}
        self._reply = self.env.event()
        process = noting_process(self.hall.trace) if with_lines else simpy.Process
        for board in self.hall.boards:
            process(self.env, self._opponent(board))
        process(self.env, self._master())

    def _master(self) -> Party:
        env, hall = self.env, self.hall
        while hall.moves_left:
            board = hall.next_board()
            if board is None:
                yield self._reply
                continue
            if walk := board.master_comes():
                yield env.timeout(walk)
            while not board.master_to_move:
                yield self._reply
            yield env.timeout(board.master_thinks())
            board.master_moves()
            self._moved[board].succeed()

    def _opponent(self, board: Board) -> Party:
        env, moved = self.env, self._moved
        while board.replies_left:
            if board.master_to_move:
                yield moved[board]
                moved[board] = env.event()
            yield env.timeout(board.opponent_thinks())
            board.opponent_moves()
            self._reply.succeed()
            self._reply = env.event()

    def run(self) -> float:
        """Play it; return the wall time, in seconds."""
        began = time.perf_counter()
        self.env.run()
        return time.perf_counter() - began


def bare(boards: int, pairs: int, master: float, opponent: float) -> float:
    """Play think times alone, in lap order; return the wall time, in seconds."""
    env = simpy.Environment()
    moved = [env.event() for _ in range(boards)]
    replied = [env.event() for _ in range(boards)]

    def master_goes_round() -> Party:
        for lap in range(pairs):
            for index in range(boards):
                if lap:
                    yield replied[index]
                    replied[index] = env.event()
                yield env.timeout(master)
                moved[index].succeed()

    def opponent_replies(index: int) -> Party:
        for _ in range(pairs):
            yield moved[index]
            moved[index] = env.event()
            yield env.timeout(opponent)
            replied[index].succeed()

    for index in range(boards):
        env.process(opponent_replies(index))
    env.process(master_goes_round())
    began = time.perf_counter()
    env.run()
    return time.perf_counter() - began
