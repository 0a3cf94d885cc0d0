"""Every concurrent mode plays the same exhibition: the laws first, then examples with their sums."""

import asyncio

import pytest
from hypothesis import given, settings
from msgspec.structs import replace

from simul.analysis.run import play
from simul.analysis.theory import going_round, one_after_the_other
from simul.hall.trace import Trace
from simul.modes.mode import Mode
from simul.modes.registry import MODES
from simul.scenario.plan import Plan
from simul.scenario.scenario import Colour
from tests.modes.concurrent import CHEAP, CONCURRENT, happenings, in_bytes
from tests.plans import COLOURS, POLICIES, plan_of, plan_of_boards, planned_board, plans

modes = pytest.mark.parametrize("mode", CONCURRENT)


def agree(mode: Mode, plan: Plan) -> Trace:
    """Play a plan; the result must be that of async with the mode's own policy, and as theory says."""
    run = play(mode, plan)
    assert happenings(run.trace) == happenings(
        play(MODES["async"], by_its_policy(mode, plan)).trace
    )
    theory = going_round(plan, mode.policy)
    assert (run.summary.elapsed_s, run.summary.master_done_s) == theory
    assert len(run.trace.lines) == len(run.trace.whats)  # where everybody rests is known
    return run.trace


def by_its_policy(mode: Mode, plan: Plan) -> Plan:
    """The plan with the policy that a mode goes by, where it has one of its own."""
    scenario = replace(plan.scenario, policy=mode.policy or plan.scenario.policy)
    return Plan(scenario, plan.boards)


def uneven(policy: str, colour: Colour, walk: float) -> Plan:
    """Five boards of unlike lengths, with think times that tie here and differ there, and some of 0 s."""
    lengths = (7, 10, 3, 8, 2)
    return plan_of_boards(
        [
            planned_board(
                number,
                plies,
                (2.0, 0.0, 5.5, 2.0),
                (10.0 * number, 3.0, 0.0, 17.25),
                "white" if colour == "white" or (colour == "alternate" and number % 2) else "black",
            )
            for number, plies in enumerate(lengths, 1)
        ],
        walk,
        policy,
        colour,
    )


@pytest.mark.parametrize("mode", CHEAP)
@settings(max_examples=40)
@given(plan=plans())
def test_any_plan_comes_out_alike(mode: Mode, plan: Plan) -> None:
    agree(mode, plan)


@settings(max_examples=15)
@given(plan=plans())
def test_any_plan_comes_out_alike_on_threads(plan: Plan) -> None:
    agree(MODES["threads"], plan)


@modes
@pytest.mark.parametrize("policy", POLICIES)
def test_policies_on_boards_that_differ(mode: Mode, policy: str) -> None:
    for walk in (0.0, 1.5):
        agree(mode, uneven(policy, "alternate", walk))


@modes
@pytest.mark.parametrize("colour", COLOURS)
def test_colours(mode: Mode, colour: Colour) -> None:
    agree(mode, uneven("lap", colour, 0.0))
    agree(mode, plan_of(3, 2, colour=colour, plies=5))


@modes
@pytest.mark.parametrize(
    ("master", "opponent"),
    [(0.0, 0.0), (0.0, 5.0), (5.0, 0.0), (5.0, 5.0), ((0.0, 5.0), (5.0, 0.0))],
)
def test_think_times_of_nothing_and_ties(
    mode: Mode, master: float | tuple[float, ...], opponent: float | tuple[float, ...]
) -> None:
    agree(mode, plan_of(4, 3, master, opponent, policy="ready"))


@modes
def test_polgar(mode: Mode) -> None:
    run = play(mode, plan_of(24, 30))
    # 29 laps of 24 * 5 s, then the last: 24 * 5 s, and the last reply 55 s after that
    assert run.summary.elapsed_s == 29 * 120 + 120 + 55 == 3655
    assert run.summary.master_done_s == 29 * 120 + 120 == 3600


@modes
def test_four_boards(mode: Mode) -> None:
    # She is back after 20 s and waits until the first reply is there, at 60 s: 29 * 60 + 20 + 55.
    assert play(mode, plan_of(4, 30)).summary.elapsed_s == 1815


@modes
def test_one_board_is_a_game_like_any_other(mode: Mode) -> None:
    plan = plan_of(1, 30)
    trace = agree(mode, plan)
    assert trace.times[-1] == one_after_the_other(plan).elapsed_s == 30 * 60
    assert happenings(trace) == happenings(play(MODES["sync"], plan).trace)


@modes
@pytest.mark.parametrize("boards", [1, 2, 12, 24, pytest.param(200, marks=pytest.mark.slow)])
def test_as_many_boards_as_there_are(mode: Mode, boards: int) -> None:
    agree(mode, plan_of(boards, 2))


@modes
def test_the_same_again_byte_for_byte(mode: Mode) -> None:
    plan = uneven("ready", "alternate", 1.5)
    assert in_bytes(play(mode, plan).trace) == in_bytes(play(mode, plan).trace)


@modes
async def test_beside_a_running_event_loop(mode: Mode) -> None:
    plan = plan_of(3, 2)
    assert in_bytes(play(mode, plan).trace) == in_bytes(
        (await asyncio.to_thread(play, mode, plan)).trace
    )
