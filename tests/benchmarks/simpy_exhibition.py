"""The exhibition in SimPy, as its users write it: in the same hall, verb for verb, and bare."""

from collections.abc import Generator
from typing import Any

import simpy

from simul.hall.hall import Board, Hall
from simul.hall.trace import Trace
from simul.scenario.plan import Plan
from tests.benchmarks.ends import Ends

Party = Generator[Any, Any, Any]


class _Environment(simpy.Environment):
    """SimPy's own, which the hall reads the time from."""

    def sleep(self, seconds: float) -> None:
        raise AssertionError("nobody blocks here")


class _Exhibition:
    """Parties as SimPy processes; signals are events, made anew by whoever gives them."""

    def __init__(self, env: _Environment, hall: Hall) -> None:
        self._env, self._hall = env, hall
        self._moved = {board: env.event() for board in hall.boards}
        self._reply = env.event()
        for board in hall.boards:
            env.process(self._opponent(board))
        env.process(self._master())

    def _master(self) -> Party:
        env, hall, moved = self._env, self._hall, self._moved
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
            moved[board].succeed()

    def _opponent(self, board: Board) -> Party:
        env, moved = self._env, self._moved
        while board.replies_left:
            if board.master_to_move:
                yield moved[board]
                moved[board] = env.event()
            yield env.timeout(board.opponent_thinks())
            board.opponent_moves()
            self._reply.succeed()
            self._reply = env.event()


def play(plan: Plan) -> Trace:
    """Play it in the hall, with its laws and its trace."""
    env = _Environment()
    hall = Hall(plan, env, lines=False)
    _Exhibition(env, hall)
    env.run()
    return hall.trace


def play_bare(plan: Plan) -> Ends:
    """Play think times alone, in lap order: no hall, no laws, no trace."""
    env = simpy.Environment()
    moved = [env.event() for _ in plan.boards]
    replied = [env.event() for _ in plan.boards]

    def master_goes_round() -> Party:
        for lap in range(len(plan.boards[0].master_think)):
            for index, board in enumerate(plan.boards):
                if lap:
                    yield replied[index]
                    replied[index] = env.event()
                yield env.timeout(board.master_think[lap])
                moved[index].succeed()
        return env.now

    def opponent_replies(index: int) -> Party:
        for think_s in plan.boards[index].opponent_think:
            yield moved[index]
            moved[index] = env.event()
            yield env.timeout(think_s)
            replied[index].succeed()

    for index in range(len(plan.boards)):
        env.process(opponent_replies(index))
    master = env.process(master_goes_round())
    env.run()
    master_s: Any = master.value
    return Ends(master_s, all_s=env.now)
