"""Which board she goes to next: worked examples.

tests/modes/test_oracle.py has all policies agree with an account that is written from the manual alone.
"""

import pytest

from simul.analysis.run import play
from simul.hall.trace import Kind
from simul.modes.registry import MODES
from simul.scenario.plan import Plan
from simul.scenario.policies import POLICIES, LongestWait, Ready, Skip
from tests.core_plans import POLICY_NAMES, board, constant, plan_of

Visits = list[tuple[int, float]]
"""(board, when she sits down there), in the order in which she does."""


def visits(plan: Plan) -> Visits:
    """What she does when the plan is played."""
    trace = play(MODES["async"], plan).trace
    events = [trace[index] for index in range(len(trace))]
    return [(event.board, event.time) for event in events if event.kind == Kind.MASTER_THINKS]


@pytest.mark.parametrize("policy", POLICY_NAMES)
def test_with_boards_alike_every_policy_goes_by_the_board(policy: str) -> None:
    # She moves at 5, 10, 15 s; the replies are due at 60, 65, 70 s.
    assert visits(constant(3, 2, policy=policy)) == [
        (1, 0), (2, 5), (3, 10), (1, 60), (2, 65), (3, 70)
    ]  # fmt: skip


# Where the policies part


def four_boards(policy: str) -> Plan:
    """Four boards, two moves at each, so that three replies are there when she looks up at 160 s.

    board 1: waits 0 s, she thinks 0-50; the reply is due at 50 + 20 = 70 s
    board 2: waits 50 s, she thinks 50-55; the reply is due at 55 + 25 = 80 s
    board 3: waits 55 s, she thinks 55-60; the reply is due at 60 + 15 = 75 s
    board 4: waits 60 s, she thinks 60-160; the reply is due at 160 + 40 = 200 s
    """
    return plan_of(
        board(1, [50, 5], [20, 1]),
        board(2, [5, 5], [25, 1]),
        board(3, [5, 5], [15, 1]),
        board(4, [100, 5], [40, 1]),
        policy=policy,
    )


FIRST_LAP: Visits = [(1, 0), (2, 50), (3, 55), (4, 60)]


@pytest.mark.parametrize(
    ("policy", "second_lap"),
    [
        ("lap", [(1, 160), (2, 165), (3, 170), (4, 200)]),
        ("skip", [(1, 160), (2, 165), (3, 170), (4, 200)]),
        # due at 70, 75, 80 s
        ("ready", [(1, 160), (3, 165), (2, 170), (4, 200)]),
        # at 160 s board 3 has waited 55 + 85 = 140 s, board 2 50 + 80 = 130 s, board 1 0 + 90 = 90 s
        ("longest-wait", [(3, 160), (2, 165), (1, 170), (4, 200)]),
    ],
)
def test_when_three_replies_are_there(policy: str, second_lap: Visits) -> None:
    assert visits(four_boards(policy)) == FIRST_LAP + second_lap


def slow_first_board(policy: str) -> Plan:
    """She moves at 5, 10, 15 s; the replies are due at 105, 20, 35 s."""
    return plan_of(
        board(1, [5, 5], [100, 1]),
        board(2, [5, 5], [10, 1]),
        board(3, [5, 5], [20, 1]),
        policy=policy,
    )


def test_under_lap_she_waits_at_the_board_whose_turn_it_is() -> None:
    assert visits(slow_first_board("lap"))[3:] == [(1, 105), (2, 110), (3, 115)]


@pytest.mark.parametrize("policy", ["skip", "ready", "longest-wait"])
def test_the_others_pass_by_who_still_thinks(policy: str) -> None:
    assert visits(slow_first_board(policy))[3:] == [(2, 20), (3, 35), (1, 105)]


def test_skip_goes_on_from_where_she_is_and_round() -> None:
    # She moves at 5, 10, 15 s. At 15 s board 2 is due (12 s): she plays it till 20 s, and by then
    # board 1 (17 s) and board 3 (19 s) are due: 3 comes after 2, and 1 after 3.
    plan = plan_of(
        board(1, [5, 5], [12, 1]),
        board(2, [5, 5], [2, 1]),
        board(3, [5, 5], [4, 1]),
        policy="skip",
    )
    assert visits(plan)[3:] == [(2, 15), (3, 20), (1, 25)]
    # First to reply is first served: 2 at 12 s, 1 at 17 s, 3 at 19 s.
    ready = plan_of(*plan.boards, policy="ready")
    assert visits(ready)[3:] == [(2, 15), (1, 20), (3, 25)]


def test_longest_wait_counts_the_waits_that_are_over() -> None:
    # Board 1 has waited 0 s, board 2 20 s for its first move. She moves at 20 and 21 s, the replies are
    # due at 25 and 26 s; she is kept at board 3 from 21 till 61 s. Board 1 then waits 36 s, board 2
    # 35 + 20 = 55 s; by the wait of this move alone it would be board 1.
    plan = plan_of(
        board(1, [20, 1], [5, 1]),
        board(2, [1, 1], [5, 1]),
        board(3, [40], [1]),
        policy="longest-wait",
    )
    assert visits(plan)[3:] == [(2, 61), (1, 62)]


# Ties


def test_ready_serves_those_due_together_in_the_order_of_asking() -> None:
    policy = Ready([9, 9, 9])
    for number in (3, 1, 2):
        policy.expects(number, 7.0)
    served = []
    while (number_ := policy.choose(7.0)) is not None:
        served.append(number_)
        policy.sits_down(number_, 7.0)
    assert served == [3, 1, 2]


def test_ready_breaks_a_tie_by_her_earlier_move_when_played() -> None:
    # She moves at 2, 3 and 4 s; at board 3 (reply due at 5) again, 5-6 s, due at 8; at board 2, due
    # at 6, 6-7 s, due at 8; she waits; at 8 s both are due, and she moved at 3 first.
    # Board 1 is due at 8 as well, and she had moved there before either.
    plan = plan_of(
        board(1, [2, 1], [6, 1]),
        board(2, [1, 1, 1], [3, 1, 1]),
        board(3, [1, 1, 1], [1, 2, 1]),
        policy="ready",
    )
    assert visits(plan)[3:] == [(3, 5), (2, 6), (1, 8), (3, 9), (2, 10)]


def test_skip_serves_those_due_together_by_the_board() -> None:
    policy = Skip([9, 9, 9])
    for number in (3, 1, 2):
        policy.expects(number, 7.0)
    assert policy.choose(7.0) == 1
    policy.sits_down(2, 7.0)
    assert policy.choose(7.0) == 3


def test_longest_wait_serves_equal_waits_in_the_order_of_asking() -> None:
    policy = LongestWait([9, 9, 9])
    for number in (2, 3, 1):
        policy.expects(number, 7.0)
    assert policy.choose(10.0) == 2
    policy.sits_down(2, 10.0)
    assert policy.choose(10.0) == 3


@pytest.mark.parametrize("policy", ["skip", "ready", "longest-wait"])
def test_a_reply_put_off_is_expected_at_its_new_time_alone(policy: str) -> None:
    told = POLICIES[policy]([2, 2])
    told.expects(1, 10.0)
    told.expects(2, 12.0)
    told.expects(1, 20.0)  # he has started late
    assert told.choose(11.0) is None
    assert told.choose(12.0) == 2
    told.sits_down(2, 12.0)
    assert told.choose(19.0) is None
    assert told.choose(20.0) == 1


@pytest.mark.parametrize("policy", ["skip", "ready", "longest-wait"])
def test_a_turn_that_is_over_is_not_taken_for_a_new_one_at_the_same_time(
    policy: str,
) -> None:
    told = POLICIES[policy]([2, 2])
    told.expects(1, 0.0)
    told.expects(2, 0.0)
    assert told.choose(0.0) == 1
    told.sits_down(1, 0.0)
    told.expects(1, 0.0)  # she has thought for 0 s, and so has he: due at the same time again
    assert told.choose(0.0) == 2
    told.sits_down(2, 0.0)
    assert told.choose(0.0) == 1
    told.sits_down(1, 0.0)
    assert told.choose(0.0) is None


# Walking


def test_lap_with_walking() -> None:
    # She moves at 5, walks 10, sits at 15, moves at 20 (reply due 75), walks, is back at 30, waits till
    # 60, moves at 65, walks, is there at 75 when the reply comes.
    assert visits(constant(2, 2, walk=10)) == [(1, 0), (2, 15), (1, 60), (2, 75)]


def test_staying_takes_no_walk() -> None:
    # Board 1 replies within a second: she stays there, 0-5, 6-11, 12-17. Board 2 is due at 30 s, and
    # under `ready` she does not set out before that: 30 + 10.
    plan = plan_of(
        board(1, [5, 5, 5], [1, 1, 1]),
        board(2, [5], [30, 30], master_first=False),
        walk=10,
        policy="ready",
    )
    assert visits(plan) == [(1, 0), (1, 6), (1, 12), (2, 40)]


def test_she_decides_before_she_walks() -> None:
    # At 5 s board 2 alone is due (5 s): she sets out for it, though board 3 (7 s) comes on the way.
    # At board 2 from 15 to 20 s; board 3 has waited since 7, board 1 since 6 s: ready takes 1.
    plan = plan_of(
        board(1, [5, 5], [1, 1]),
        board(2, [5], [5, 1], master_first=False),
        board(3, [5], [7, 1], master_first=False),
        walk=10,
        policy="ready",
    )
    assert visits(plan) == [(1, 0), (2, 15), (1, 30), (3, 45)]


# Boards that drop out


@pytest.mark.parametrize("policy", POLICY_NAMES)
def test_a_finished_board_drops_out_of_the_lap(policy: str) -> None:
    # 1 has one move, 2 three, 3 two: 0 5 10 | 2 is due at 10 + 20, 3 at 15 + 20 | 2 at 35 + 20.
    plan = plan_of(
        board(1, [5], [500]),
        board(2, [5, 5, 5], [20, 20, 20]),
        board(3, [5, 5], [20, 20]),
        policy=policy,
    )
    assert visits(plan) == [(1, 0), (2, 5), (3, 10), (2, 30), (3, 35), (2, 55)]


def test_she_walks_past_finished_boards_as_to_a_neighbour() -> None:
    # Boards 2 and 3 drop out after the first lap; from 1 to 4 is one walk of 10 s. She sits down at 0,
    # 15, 30, 45; walks to board 1 (50-60), 60-65; walks to board 4, 75.
    plan = plan_of(
        board(1, [5, 5], [1, 1]), board(2, [5], [1]), board(3, [5], [1]), board(4, [5, 5], [1, 1]),
        walk=10,
    )  # fmt: skip
    assert visits(plan) == [(1, 0), (2, 15), (3, 30), (4, 45), (1, 60), (4, 75)]


@pytest.mark.parametrize("policy", POLICY_NAMES)
def test_one_board(policy: str) -> None:
    assert visits(constant(1, 3, policy=policy, walk=10)) == [(1, 0), (1, 60), (1, 120)]


# Where the opponent has White


def boards_of_both_colours(policy: str) -> Plan:
    return plan_of(board(1, [5], [30, 1], master_first=False), board(2, [5], [55]), policy=policy)


def test_under_lap_she_waits_for_his_first_move() -> None:
    assert visits(boards_of_both_colours("lap")) == [(1, 30), (2, 35)]


@pytest.mark.parametrize("policy", ["skip", "ready", "longest-wait"])
def test_under_the_others_she_begins_where_she_has_white(policy: str) -> None:
    assert visits(boards_of_both_colours(policy)) == [(2, 0), (1, 30)]
