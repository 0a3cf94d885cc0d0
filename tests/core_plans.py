"""Plans made by hand, and drawn ones, for the tests of the core."""

from collections.abc import Sequence

import msgspec
from hypothesis import strategies as st

from simul.scenario.plan import Plan, PlannedBoard
from tests import plans as built

POLICY_NAMES = built.POLICIES


def board(
    number: int, master: Sequence[float], opponent: Sequence[float], master_first: bool = True
) -> PlannedBoard:
    """One board with these think times, a move for each."""
    side = built.planned_board(
        number,
        len(master) + len(opponent),
        master,
        opponent,
        "white" if master_first else "black",
    )
    assert (len(side.master_think), len(side.opponent_think)) == (len(master), len(opponent))
    return side


def plan_of(*boards: PlannedBoard, walk: float = 0.0, policy: str = "lap") -> Plan:
    """The plan of these boards."""
    return built.plan_of_boards(boards, walk, policy)


constant = built.plan_of
"""So many boards that are all alike, with so many move pairs; 5 s and 55 s unless told otherwise."""


def polgar() -> Plan:
    """24 boards, 30 move pairs, 5 s and 55 s."""
    return constant(24, 30)


def plans(policies: Sequence[str] = POLICY_NAMES, most_boards: int = 6) -> st.SearchStrategy[Plan]:
    """Small exhibitions under any of these policies."""
    drawn = built.plans(most_boards)
    if policies is POLICY_NAMES:
        return drawn
    return st.builds(_under, drawn, st.sampled_from(list(policies)))


def _under(plan: Plan, policy: str) -> Plan:
    return Plan(msgspec.structs.replace(plan.scenario, policy=policy), plan.boards)
