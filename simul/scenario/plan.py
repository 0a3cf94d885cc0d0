"""The plan: everything that is decided before the first move."""

import hashlib
import struct
import sys
from array import array
from functools import cache
from random import Random

import msgspec

from simul.scenario.games.game import Game, Side
from simul.scenario.games.picking import pick_games
from simul.scenario.scenario import Scenario
from simul.scenario.think_time import ThinkTime, on_grid


class PlannedBoard(msgspec.Struct, frozen=True, gc=False):  # nothing in it can lead back to it
    """What is fixed for one board.

    `moves` has every ply that will be played, in UCI, from `fen` (None: the usual start). `master_think`
    and `opponent_think` have a number of seconds for each move that this side makes; boards may share them.
    `result` is that of the game, "*" where it is cut off before its end.
    """

    number: int
    master_colour: Side
    white: str
    black: str
    result: str
    moves: tuple[str, ...]
    master_first: bool
    master_think: "array[float]"
    opponent_think: "array[float]"
    fen: str | None = None


class Plan:
    """A scenario and what was drawn for it: `boards`, in order, board 1 first.

    Moves and think times are functions of (seed, board, ply) alone: a longer exhibition begins with the
    same think times as a shorter one, and further boards leave the first ones as they were. All times are
    multiples of 2**-20 s, so that their sums are exact; `walk_s` is the walk to another board, in seconds.
    """

    def __init__(self, scenario: Scenario, boards: tuple[PlannedBoard, ...]) -> None:
        self.scenario = scenario
        self.boards = boards
        self.walk_s = on_grid(scenario.master.walk)

    def digest(self) -> str:
        """Return 16 hexadecimal digits that are the same for the same games, think times and walk."""
        digest = hashlib.sha256(struct.pack("<d", self.walk_s))
        for board in self.boards:
            players = (board.master_colour, board.white, board.black, board.result)
            game = (*players, board.fen or "", *board.moves)
            digest.update("\n".join(game).encode())
            for seconds in (board.master_think, board.opponent_think):
                if sys.byteorder == "big":
                    seconds = seconds[:]
                    seconds.byteswap()
                digest.update(seconds.tobytes())
        return digest.hexdigest()[:16]


@cache
def _constant(think: ThinkTime, count: int) -> "array[float]":
    return think.draws(count, Random(0))


def _draw(think: ThinkTime, count: int, seed: int, board: int, side: str) -> "array[float]":
    if think.kind == "constant":
        return _constant(think, count)  # shared: it must not cost memory a board
    return think.draws(count, Random(f"{seed}/{board}/{side}"))


def _plan_board(
    scenario: Scenario,
    number: int,
    think: ThinkTime,
    side: Side,
    game: Game,
    moves: tuple[str, ...],
) -> PlannedBoard:
    plies = len(moves)
    master_first = side == game.first
    first, second = (plies + 1) // 2, plies // 2
    mine, theirs = (first, second) if master_first else (second, first)
    return PlannedBoard(
        number=number,
        master_colour=side,
        white=game.white,
        black=game.black,
        result=game.result if plies == len(game.moves) else "*",
        moves=moves,
        master_first=master_first,
        master_think=_draw(scenario.master.think, mine, scenario.seed, number, "master"),
        opponent_think=_draw(think, theirs, scenario.seed, number, "opponent"),
        fen=game.fen,
    )


def make_plan(scenario: Scenario) -> Plan:
    """Draw everything that the scenario leaves open.

    Raises GamesError where its games cannot be read, or none of them is long enough.
    """
    thinks = (group.think for group in scenario.groups for _ in range(group.boards))
    plies = None if scenario.move_pairs is None else 2 * scenario.move_pairs
    shared: dict[int, tuple[str, ...]] = {}  # boards that play the same game have the same moves
    boards = []
    for number, (think, (side, game)) in enumerate(
        zip(thinks, pick_games(scenario), strict=True), 1
    ):
        moves = shared.setdefault(id(game), game.moves[:plies])
        boards.append(_plan_board(scenario, number, think, side, game, moves))
    return Plan(scenario, tuple(boards))
