"""What `simul plan` says: what is fixed before the first move."""

from collections.abc import Iterator
from typing import Any

from simul.formats.json import with_list
from simul.formats.table import Made, Table
from simul.scenario.checking import as_raw
from simul.scenario.durations import duration
from simul.scenario.plan import Plan, PlannedBoard


def plan_json(plan: Plan) -> Iterator[str]:
    """Give the plan in JSON, a board at a time, so that anyone can check the timings.

    For each board its moves in UCI, and the think times of both sides in seconds, a number for each move
    that this side makes. The side that `master_colour` names is the master's.
    """
    head = {"scenario": as_raw(plan.scenario), "plan_digest": plan.digest()}
    yield from with_list(head, "boards", map(_board_document, plan.boards))
    yield "\n}\n"


def _board_document(board: PlannedBoard) -> dict[str, Any]:
    return {
        "board": board.number,
        "master_colour": board.master_colour,
        "white": board.white,
        "black": board.black,
        "result": board.result,
        **({} if board.fen is None else {"fen": board.fen}),
        "moves": board.moves,
        "master_think_s": board.master_think.tolist(),
        "opponent_think_s": board.opponent_think.tolist(),
    }


def plan_table(plan: Plan) -> Table:
    """Return a row a board: the game, its length, and how long both sides will think."""
    return Table(
        ("board", "she has", "white", "black", "plies", "she thinks", "he thinks", "result"),
        Made(plan.boards, _row),
        frozenset({1, 2, 3, 7}),
    )


def _row(board: PlannedBoard) -> tuple[str, ...]:
    return (
        str(board.number),
        board.master_colour,
        board.white,
        board.black,
        str(len(board.moves)),
        duration(sum(board.master_think)),
        duration(sum(board.opponent_think)),
        board.result,
    )
