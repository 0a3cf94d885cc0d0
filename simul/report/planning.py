"""What `simul plan` says: what is fixed before the first move."""

from typing import Any

from simul.exhibition.checking import as_raw
from simul.exhibition.durations import duration
from simul.exhibition.plan import Plan
from simul.report.table import Table


def plan_document(plan: Plan) -> dict[str, Any]:
    """Return the plan, so that anyone can check the timings with a program of his own.

    For each board its moves in UCI, and the think times of both sides in seconds, a number for each move
    that this side makes. The side that `master_colour` names is the master's.
    """
    return {
        "scenario": as_raw(plan.scenario),
        "plan_digest": plan.digest(),
        "boards": [
            {
                "board": board.number,
                "master_colour": board.master_colour,
                "white": board.white,
                "black": board.black,
                "result": board.result,
                **({} if board.fen is None else {"fen": board.fen}),
                "moves": list(board.moves),
                "master_think_s": board.master_think.tolist(),
                "opponent_think_s": board.opponent_think.tolist(),
            }
            for board in plan.boards
        ],
    }


def plan_table(plan: Plan) -> Table:
    """Return a row a board: the game, its length, and how long both sides will think."""
    return Table(
        ("board", "she has", "white", "black", "plies", "she thinks", "he thinks", "result"),
        [
            (
                str(board.number),
                board.master_colour,
                board.white,
                board.black,
                str(len(board.moves)),
                duration(sum(board.master_think)),
                duration(sum(board.opponent_think)),
                board.result,
            )
            for board in plan.boards
        ],
        frozenset({1, 2, 3, 7}),
    )
