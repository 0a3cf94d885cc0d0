"""Boards with real games on them: either side the master's, unusual starts, checks and results."""

from array import array

from simul.scenario.games.game import Side
from simul.scenario.plan import Plan, PlannedBoard
from tests.plans import plan_of_boards

LADDER = "4k3/4p3/8/8/8/8/4P3/4KR2 b - - 0 7"
CHECK = ("e2e4", "f7f6", "d1h5", "g7g6")
MATE = ("f2f3", "e7e5", "g2g4", "d8h4")
CASTLES = ("g1f3", "d7d5", "g2g3", "c8g4", "f1g2", "b8c6", "e1g1", "d8d6", "d2d3", "e8c8")


def real_board(
    number: int,
    moves: tuple[str, ...],
    side: Side = "white",
    result: str = "*",
    fen: str | None = None,
) -> PlannedBoard:
    """A board on which she thinks for 5 s and the opponent for 20."""
    first: Side = "black" if fen is not None and fen.split()[1] == "b" else "white"
    more, less = (len(moves) + 1) // 2, len(moves) // 2
    mine, theirs = (more, less) if side == first else (less, more)
    return PlannedBoard(
        number=number,
        master_colour=side,
        white="Judit Polgár" if side == "white" else "A guest",
        black="A guest" if side == "white" else "Judit Polgár",
        result=result,
        moves=moves,
        master_first=side == first,
        master_think=array("d", [5.0] * mine),
        opponent_think=array("d", [20.0] * theirs),
        fen=fen,
    )


def real_plan() -> Plan:
    """Six boards: a check, a mate, castling on both sides, Black as the master, and a position's start."""
    return plan_of_boards(
        [
            real_board(1, CHECK),
            real_board(2, MATE, "black", "0-1"),
            real_board(3, CASTLES, result="1/2-1/2"),
            real_board(4, CASTLES, "black"),
            real_board(5, ("e7e5", "f1f8", "e8f8"), "white", "1/2-1/2", LADDER),
            real_board(6, ("e7e5", "f1f8", "e8f8"), "black", "1-0", LADDER),
        ],
        walk=1.0,
        colour="alternate",
    )
