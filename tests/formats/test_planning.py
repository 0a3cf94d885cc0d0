"""A plan of many boards is told bit by bit: what is laid out is never in memory whole."""

import tracemalloc
from collections.abc import Callable, Iterable

import pytest

from simul.formats.markdown import markdown_lines
from simul.formats.planning import plan_json, plan_table
from simul.formats.table import text_lines
from simul.scenario.files import load_scenario
from simul.scenario.plan import Plan, make_plan

BOARDS = 4000


def peak(consume: Callable[[], object]) -> int:
    """Bytes that are in memory at the most, beyond what there was before."""
    tracemalloc.start()
    try:
        consume()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def plan() -> Plan:
    return make_plan(load_scenario("polgar", {"boards": BOARDS, "pairs": 1}))


@pytest.mark.slow
@pytest.mark.parametrize(
    "told",
    [
        lambda plan: text_lines(plan_table(plan)),
        lambda plan: text_lines(plan_table(plan), 40),
        lambda plan: markdown_lines(plan_table(plan)),
        plan_json,
    ],
    ids=["table", "narrow", "markdown", "json"],
)
def test_what_is_told_of_a_board_is_forgotten(told: Callable[[Plan], Iterable[str]]) -> None:
    made = plan()
    assert peak(lambda: sum(len(part) for part in told(made))) < 50 * BOARDS


@pytest.mark.slow
def test_a_board_of_a_plan_takes_little_memory() -> None:
    """Boards that play the same game share its moves, and those who think alike their think times."""
    plan()  # the games are read once
    assert peak(plan) < 170 * BOARDS
