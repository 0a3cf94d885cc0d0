"""What theory says, against a recurrence written anew, closed forms, and sums done by hand."""

from array import array
from fractions import Fraction
from itertools import pairwise

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simul.analysis.theory import Times, going_round, limit, one_after_the_other
from simul.scenario.plan import Plan
from tests.core_plans import board, constant, plan_of, plans, polgar


def recurrence(plan: Plan) -> Times:
    """The lap by hand: for lap after lap, for each board at which she has a move left.

    S(b, k), when she sits down for her k-th move at board b, is the later of when she gets there and
    when it is her turn there; then she moves at S + think, and the reply comes its think time later.
    """
    walk = plan.walk_s
    free_at, here, end = 0.0, 1, 0.0
    turn_at = {
        planned.number: 0.0 if planned.master_first else planned.opponent_think[0]
        for planned in plan.boards
    }
    for lap in range(max(len(planned.master_think) for planned in plan.boards)):
        for planned in plan.boards:
            if lap >= len(planned.master_think):
                continue
            number = planned.number
            arrives = free_at if number == here else free_at + walk
            sits_down = max(arrives, turn_at[number])
            free_at, here = sits_down + planned.master_think[lap], number
            replies = list(planned.opponent_think)[0 if planned.master_first else 1 :]
            if lap < len(replies):
                turn_at[number] = free_at + replies[lap]
                end = max(end, turn_at[number])
    return Times(max(end, free_at), free_at)


@given(plans(policies=["lap"], most_boards=8))
def test_going_round_by_the_lap_is_the_recurrence_exactly(plan: Plan) -> None:
    assert going_round(plan) == recurrence(plan)


# Closed forms


def closed_form(boards: int, pairs: int, master: Fraction, opponent: Fraction) -> Fraction:
    """T = (M-1) * max(N*g, g+o) + N*g + o."""
    lap = max(boards * master, master + opponent)
    return (pairs - 1) * lap + boards * master + opponent


@given(
    st.integers(1, 20), st.integers(1, 8), st.integers(0, 100), st.integers(0, 2_000)
)  # fmt: skip
def test_the_closed_form(boards: int, pairs: int, master: int, opponent: int) -> None:
    mine, theirs = Fraction(master, 4), Fraction(opponent, 4)
    plan = constant(boards, pairs, float(mine), float(theirs))
    assert going_round(plan).elapsed_s == closed_form(boards, pairs, mine, theirs)


@pytest.mark.parametrize(
    ("boards", "elapsed_s"),
    [
        (1, 1_800),  # 30 * 60
        (4, 1_815),  # 29 * 60 + 4 * 5 + 55
        (10, 1_845),  # 29 * 60 + 10 * 5 + 55
        (11, 1_850),  # 29 * 60 + 11 * 5 + 55
        (12, 1_855),  # 29 * 60 + 12 * 5 + 55: from here on it is she who is waited for
        (13, 2_005),  # 29 * 65 + 13 * 5 + 55
        (24, 3_655),  # 29 * 120 + 24 * 5 + 55
    ],
)
def test_5_and_55_seconds_and_30_pairs(boards: int, elapsed_s: float) -> None:
    assert going_round(constant(boards, 30)).elapsed_s == elapsed_s


def test_the_crossover_is_at_12_boards() -> None:
    # Up to (5 + 55) / 5 = 12 boards a further one costs its own 5 s once; beyond, in each of 30 laps.
    elapsed = [going_round(constant(boards, 30)).elapsed_s for boards in range(1, 26)]
    costs = [after - before for before, after in pairwise(elapsed)]
    assert costs == [5.0] * 11 + [150.0] * 13


def test_polgar() -> None:
    # sync: 24 * 30 * (5 + 55) = 43,200, and her last move is 55 s before the last reply.
    assert one_after_the_other(polgar()) == Times(43_200, 43_145)
    # round: she never waits, 24 * 30 * 5 = 3,600; the last reply is 55 s later.
    assert going_round(polgar()) == Times(3_655, 3_600)
    assert limit(polgar()) == 3_655


def test_604_boards_of_30_moves_of_5_seconds() -> None:
    # 604 * 30 * 5 s = 90,600 s = 25 h 10 min, and 55 s for the last reply: 25.18 h.
    plan = constant(604, 30)
    times = going_round(plan)
    assert times == Times(90_655, 90_600)
    assert times.elapsed_s / 3_600 == pytest.approx(25.18, abs=0.005)
    assert limit(plan) == 90_655


# One after the other


@given(plans())
def test_one_after_the_other_is_the_sum_of_everything(plan: Plan) -> None:
    thinks = sum(sum(b.master_think) + sum(b.opponent_think) for b in plan.boards)
    walks = plan.walk_s * (len(plan.boards) - 1)
    assert one_after_the_other(plan).elapsed_s == thinks + walks


@given(plans())
def test_she_is_done_before_the_replies_that_follow_her_last_move(plan: Plan) -> None:
    times, last = one_after_the_other(plan), plan.boards[-1]
    theirs_last = (len(last.moves) % 2 == 0) == last.master_first
    reply = last.opponent_think[-1] if theirs_last else 0.0
    assert times.master_done_s == times.elapsed_s - reply


def test_both_colours_one_after_the_other() -> None:
    # Board 1: she 3, he 20, she 4. Walk 7. Board 2: he 30, she 5, he 40.
    plan = plan_of(board(1, [3, 4], [20]), board(2, [5], [30, 40], master_first=False), walk=7)
    assert one_after_the_other(plan) == Times(109, 69)


# Raising a think time


@given(plans(policies=["lap"]), st.data())
def test_under_lap_elapsed_never_falls_when_a_think_time_is_raised(
    plan: Plan, data: st.DataObject
) -> None:
    index = data.draw(st.integers(0, len(plan.boards) - 1))
    planned = plan.boards[index]
    side = data.draw(st.sampled_from(["master_think", "opponent_think"]))
    times = array("d", getattr(planned, side))
    times[data.draw(st.integers(0, len(times) - 1))] += data.draw(st.integers(1, 100)) / 4
    raised = Plan(
        plan.scenario,
        (
            *plan.boards[:index],
            msgspec.structs.replace(planned, **{side: times}),
            *plan.boards[index + 1 :],
        ),
    )
    assert going_round(raised).elapsed_s >= going_round(plan).elapsed_s
    assert limit(raised) >= limit(plan)
