"""Waits one by one, against the figures that the summary has of them; and how they are counted."""

from itertools import pairwise
from math import ceil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simul.analysis.run import play
from simul.analysis.waits import LADDER_S, counts, steps_for, waits_of
from simul.modes.registry import MODES, find_mode
from simul.scenario.plan import Plan
from tests.core_plans import constant, plans

LENGTHS = st.floats(0, 1e6)


@pytest.mark.parametrize("mode", ["sync", "async"])
@given(plan=plans())
def test_the_summary_has_their_figures(mode: str, plan: Plan) -> None:
    run = play(MODES[mode], plan)
    waits, figures = sorted(waits_of(plan, run.trace)), run.summary.waits_s
    assert len(waits) == sum(board.moves for board in run.summary.boards)
    assert sum(waits) / len(waits) == figures.mean
    assert waits[-1] == figures.max
    assert waits[ceil(0.5 * len(waits)) - 1] == figures.p50
    assert waits[ceil(0.95 * len(waits)) - 1] == figures.p95


def test_waits_in_the_order_in_which_they_end() -> None:
    # Two boards, two moves each of 5 s, 7 s a reply; she sits down at 0, 5, 12, 17:
    # board 2 waits 5 s for its first move, and each reply (at 12 and 17) is waited for by her.
    plan = constant(2, 2, opponent=7)
    assert waits_of(plan, play(MODES["async"], plan).trace).tolist() == [0, 5, 0, 0]


def test_of_a_run_that_got_stuck_there_are_those_that_ended() -> None:
    plan = constant(4, 3)
    run = play(find_mode("deadlock"), plan)
    waits = waits_of(plan, run.trace)
    assert 0 < len(waits) < 12
    assert max(waits) == run.summary.waits_s.max


@given(longest=LENGTHS, most=st.integers(2, 20))
def test_steps_rise_from_none_to_the_longest(longest: float, most: int) -> None:
    steps = steps_for(longest, most)
    assert steps[0] == 0
    assert all(before < after for before, after in pairwise(steps))
    assert steps[-1] >= longest
    assert len(steps) <= most
    assert set(steps) <= {*LADDER_S, longest}


def test_steps_go_no_further_than_they_must() -> None:
    assert steps_for(0, 9) == (0,)
    assert steps_for(7, 9) == (0, 1, 2, 5, 10)
    assert steps_for(115, 8) == (0, 2, 10, 30, 120)  # every second, counted from the last


@given(waits=st.lists(LENGTHS), most=st.integers(2, 20))
def test_every_wait_is_counted_once(waits: list[float], most: int) -> None:
    steps = steps_for(max(waits, default=0), most)
    found = counts(waits, steps)
    assert sum(found) == len(waits)
    for index, step in enumerate(steps):
        assert sum(found[: index + 1]) == sum(wait <= step for wait in waits)
