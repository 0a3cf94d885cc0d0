"""Law 3, one plan: moves and think times are functions of (seed, board, ply) alone."""

import math
from array import array

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simul.scenario.files import load_scenario
from simul.scenario.plan import Plan, PlannedBoard, make_plan
from simul.scenario.scenario import Colour, Group, Master, Scenario
from simul.scenario.think_time import ThinkTime, parse_think_time

THINKS = [parse_think_time(text) for text in ("5s", "uniform(3s, 8s)", "lognormal(55s, 30s)")]


@st.composite
def scenarios(draw: st.DrawFn) -> Scenario:
    think = st.sampled_from(THINKS)
    groups = tuple(
        draw(st.lists(st.builds(Group, st.integers(1, 4), think), min_size=1, max_size=2))
    )
    colour: Colour = draw(st.sampled_from(["white", "black", "alternate"]))
    return Scenario(
        "made up",
        boards=sum(group.boards for group in groups),
        move_pairs=draw(st.none() | st.integers(1, 30)),
        seed=draw(st.integers(0, 2**63 - 1)),
        master=Master(draw(think), draw(st.sampled_from([0.0, 1.5])), colour),
        groups=groups,
    )


def drawn(board: PlannedBoard) -> tuple[list[float], list[float]]:
    return list(board.master_think), list(board.opponent_think)


# Laws


@given(scenarios())
def test_the_same_scenario_gives_the_same_plan(scenario: Scenario) -> None:
    once, again = make_plan(scenario), make_plan(scenario)
    assert once.boards == again.boards
    assert once.digest() == again.digest()


@given(scenarios(), st.integers(1, 10))
def test_more_boards_leave_the_first_ones_as_they_were(scenario: Scenario, more: int) -> None:
    last = scenario.groups[-1]
    longer = (*scenario.groups[:-1], msgspec.structs.replace(last, boards=last.boards + more))
    larger = msgspec.structs.replace(scenario, boards=scenario.boards + more, groups=longer)
    assert make_plan(larger).boards[: scenario.boards] == make_plan(scenario).boards


@given(scenarios(), st.integers(1, 15), st.integers(0, 15))
def test_a_longer_game_begins_with_the_same_think_times(
    scenario: Scenario, pairs: int, more: int
) -> None:
    short = make_plan(msgspec.structs.replace(scenario, move_pairs=pairs))
    long = make_plan(msgspec.structs.replace(scenario, move_pairs=pairs + more))
    for board, longer in zip(short.boards, long.boards, strict=True):
        assert drawn(board) == (
            list(longer.master_think[:pairs]),
            list(longer.opponent_think[:pairs]),
        )


@given(scenarios(), st.sampled_from(THINKS))
def test_the_master_s_think_times_do_not_hang_on_the_opponents(
    scenario: Scenario, think: ThinkTime
) -> None:
    other = msgspec.structs.replace(scenario, groups=(Group(scenario.boards, think),))
    for board, same in zip(make_plan(scenario).boards, make_plan(other).boards, strict=True):
        assert board.master_think == same.master_think
        assert board.moves == same.moves


@settings(max_examples=30)
@given(scenarios())
def test_every_move_has_a_think_time_and_its_side(scenario: Scenario) -> None:
    plan = make_plan(scenario)
    assert [board.number for board in plan.boards] == list(range(1, scenario.boards + 1))
    for board in plan.boards:
        assert len(board.moves) == len(board.master_think) + len(board.opponent_think)
        ahead = len(board.master_think) - len(board.opponent_think)
        assert ahead in ((0, 1) if board.master_first else (0, -1))
        assert board.master_first == (board.master_colour == "white")
        if scenario.move_pairs is not None:
            assert len(board.master_think) == len(board.opponent_think) == scenario.move_pairs


@settings(max_examples=30)
@given(scenarios())
def test_sides_and_boards_draw_on_their_own(scenario: Scenario) -> None:
    think = THINKS[2]
    master = msgspec.structs.replace(scenario.master, think=think)
    alike = msgspec.structs.replace(
        scenario, master=master, groups=(Group(scenario.boards, think),), move_pairs=8
    )
    lists = [tuple(times) for board in make_plan(alike).boards for times in drawn(board)]
    assert len(set(lists)) == len(lists)


# The digest


@pytest.mark.parametrize(
    ("name", "digest"), [("polgar", "df12d4104636ae61"), ("club-night", "7dae1b69aa0138e8")]
)
def test_the_digest_is_the_same_on_every_python(name: str, digest: str) -> None:
    assert make_plan(load_scenario(name)).digest() == digest


BOARD = PlannedBoard(
    number=1,
    master_colour="white",
    white="First",
    black="Second",
    result="*",
    moves=("e2e4", "e7e5"),
    master_first=True,
    master_think=array("d", [5.0]),
    opponent_think=array("d", [55.0]),
)


@pytest.mark.parametrize(
    "change",
    [
        {"master_colour": "black"},
        {"white": "Third"},
        {"result": "1-0"},
        {"moves": ("d2d4", "e7e5")},
        {"master_think": array("d", [5.5])},
        {"opponent_think": array("d", [math.nextafter(55.0, 56.0)])},
        {"fen": "4k3/4p3/8/8/8/8/4P3/4K3 w - - 0 1"},
    ],
)
def test_whatever_is_otherwise_on_a_board_changes_the_digest(change: dict[str, object]) -> None:
    scenario = Scenario("x", boards=1, groups=(Group(1),))
    changed = msgspec.structs.replace(BOARD, **change)
    assert Plan(scenario, (BOARD,)).digest() != Plan(scenario, (changed,)).digest()


def test_the_walk_changes_the_digest_and_policy_and_name_do_not() -> None:
    polgar = load_scenario("polgar")
    digest = make_plan(polgar).digest()
    for options, same in (({"walk": 1}, False), ({"seed": 2}, False), ({"policy": "ready"}, True)):
        assert (make_plan(load_scenario("polgar", options)).digest() == digest) is same
    assert make_plan(msgspec.structs.replace(polgar, name="another")).digest() == digest


# Examples


def test_another_seed_is_another_plan() -> None:
    one, two = (make_plan(load_scenario("club-night", {"seed": seed})) for seed in (1, 2))
    assert [board.moves for board in one.boards] != [board.moves for board in two.boards]
    pairs = zip(one.boards, two.boards, strict=True)
    assert all(board.opponent_think != other.opponent_think for board, other in pairs)


def test_groups_sit_in_order_from_board_1_on() -> None:
    groups = (Group(2, parse_think_time("7s")), Group(1, parse_think_time("9s")))
    plan = make_plan(Scenario("x", boards=3, move_pairs=1, groups=groups))
    assert [board.opponent_think[0] for board in plan.boards] == [7, 7, 9]


def test_colours_by_turns() -> None:
    plan = make_plan(Scenario("x", boards=4, master=Master(colour="alternate"), groups=(Group(4),)))
    assert [board.master_colour for board in plan.boards] == ["white", "black", "white", "black"]
    assert [board.master_first for board in plan.boards] == [True, False, True, False]


def test_a_game_cut_short_has_no_result_and_a_whole_one_has_its_own() -> None:
    cut = make_plan(load_scenario("polgar", {"pairs": 5}))
    assert {board.result for board in cut.boards} == {"*"}
    whole = make_plan(load_scenario("polgar", {"pairs": "game"}))
    assert all(board.result in ("1-0", "0-1", "1/2-1/2") for board in whole.boards)


def test_constant_think_times_are_kept_once_for_all_boards() -> None:
    plan = make_plan(load_scenario("polgar"))
    assert len({id(board.opponent_think) for board in plan.boards}) == 1
    assert plan.boards[0].opponent_think == array("d", [55.0] * 30)
