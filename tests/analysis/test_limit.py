"""The limit against branch and bound: it is never above the best schedule, and often reached."""

from math import inf
from random import Random

import pytest
from hypothesis import given

from simul.analysis.theory import going_round, limit, one_after_the_other
from simul.scenario.files import load_scenario
from simul.scenario.plan import Plan, make_plan
from tests.core_plans import board, constant, plan_of, plans
from tests.plans import COLOURS, plan_of_boards, planned_board, side_at

PLANS = 3_000


def best(plan: Plan) -> float:
    """The shortest exhibition that there is, found by trying in which order she makes her moves.

    For a given order it is best to do everything as early as can be. An order is given up when what is
    known of it already takes as long as the best one so far.
    """
    hers = [board.master_think for board in plan.boards]
    his = [board.opponent_think[not board.master_first :] for board in plan.boards]
    turn_at = [0.0 if board.master_first else board.opponent_think[0] for board in plan.boards]
    made = [0] * len(hers)
    shortest = inf

    def go_on(now: float, here: int, thinking_left: float, ends: float) -> None:
        nonlocal shortest
        if max(ends, now + thinking_left) >= shortest:
            return
        playing = [index for index, moves in enumerate(hers) if made[index] < len(moves)]
        if not playing:
            shortest = max(now, ends)
        for index in playing:
            before = turn_at[index]
            arrives = now if index == here else now + plan.walk_s
            think = hers[index][made[index]]
            moved = max(arrives, before) + think
            replied = moved + his[index][made[index]] if made[index] < len(his[index]) else moved
            made[index] += 1
            turn_at[index] = replied
            go_on(moved, index, thinking_left - think, max(ends, replied))
            made[index] -= 1
            turn_at[index] = before

    go_on(0.0, 0, sum(map(sum, hers)), 0.0)
    return shortest


def small_plan(random: Random) -> Plan:
    """One to three boards of two to six plies, with think times, replies and walks of a few seconds."""
    colour = random.choice(COLOURS)
    boards = [
        planned_board(
            number,
            random.randint(2, 6),
            [random.randrange(12) / 2 for _ in range(3)],
            [random.randrange(24) / 2 for _ in range(3)],
            side_at(number, colour),
        )
        for number in range(1, random.randint(1, 3) + 1)
    ]
    return plan_of_boards(boards, walk=random.randrange(6) / 2, colour=colour)


@pytest.mark.slow
def test_no_schedule_beats_it_and_most_plans_have_one_that_reaches_it() -> None:
    reached = 0
    for number in range(PLANS):
        plan = small_plan(Random(number))
        shortest = best(plan)
        assert limit(plan) <= shortest
        reached += limit(plan) == shortest
    assert reached > 0.6 * PLANS


def test_where_a_reply_is_quicker_than_a_walk_she_need_not_walk() -> None:
    # 2 boards, 3 moves of 5 s at each; a walk takes 10 s, a reply 3 s. One game, 5 + 3 + 5 + 3 + 5, a walk,
    # and the other game with its last reply: 21 + 10 + 21 + 3.
    plan = constant(2, 3, 5, 3, walk=10)
    assert limit(plan) == best(plan) == 30 + 10 + 4 * 3 + 3 == 55


def test_where_a_walk_is_quicker_than_a_reply_she_walks_each_time() -> None:
    # 3 boards, 3 moves of 5 s at each; a walk takes 10 s, a reply 20 s: 9 visits, 8 walks, the last reply.
    plan = constant(3, 3, 5, 20, walk=10)
    assert limit(plan) == best(plan) == 9 * 5 + 8 * 10 + 20


@pytest.mark.parametrize(
    ("preset", "share"),
    [
        ("ghaem-maghami-2011", 0.998),
        ("mahjoob-2009", 1.000),
        ("capablanca-1922", 0.931),
        ("club-night", 0.868),
    ],
)
def test_presets_in_which_she_walks_are_near_it(preset: str, share: float) -> None:
    plan = make_plan(load_scenario(preset))
    assert round(limit(plan) / going_round(plan).elapsed_s, 3) == share


@given(plans())
def test_nothing_that_theory_knows_of_beats_the_limit(plan: Plan) -> None:
    assert going_round(plan).elapsed_s >= limit(plan)
    assert one_after_the_other(plan).elapsed_s >= limit(plan)


@given(plans(most_boards=1))
def test_one_board_reaches_the_limit(plan: Plan) -> None:
    assert going_round(plan).elapsed_s == limit(plan) == one_after_the_other(plan).elapsed_s


def test_the_limit_is_the_longest_game_where_that_is_longer() -> None:
    # Board 2: 3 * (5 + 100) = 315 s; all her thinking is 5 * 5 = 25 s.
    plan = plan_of(board(1, [5, 5], [10, 10]), board(2, [5] * 3, [100] * 3))
    assert limit(plan) == 315


def test_the_limit_counts_the_shortest_last_reply() -> None:
    # 3 boards of 50 s of hers, and the shortest last reply of 20, 7 and 30 s.
    plan = plan_of(board(1, [50], [20]), board(2, [50], [7]), board(3, [50], [30]))
    assert limit(plan) == 157


def test_where_her_move_ends_a_game_no_reply_is_counted() -> None:
    # 50 + 25 + 25 of hers; board 2 ends with her move. The longest game is 25 + 3 + 25.
    plan = plan_of(board(1, [50], [20]), board(2, [25, 25], [3]))
    assert limit(plan) == 100


def test_the_limit_counts_the_walks_that_she_cannot_avoid() -> None:
    # 3 * 50 s, 2 walks of 10 s, and 7 s for the shortest last reply.
    plan = plan_of(board(1, [50], [20]), board(2, [50], [7]), board(3, [50], [30]), walk=10)
    assert limit(plan) == 177


def test_where_every_game_begins_with_the_opponent_she_cannot_begin_at_0() -> None:
    # The shortest first think is 8 s; 2 * 50 s of hers; the shortest last reply is 3 s.
    first, second = [9.0, 4.0], [8.0, 3.0]
    plan = plan_of(
        board(1, [50], first, master_first=False), board(2, [50], second, master_first=False)
    )
    assert limit(plan) == 111
    # With one board at which she begins, she need not wait.
    white = plan_of(board(1, [50], [4]), board(2, [50], second, master_first=False))
    assert limit(white) == 103
