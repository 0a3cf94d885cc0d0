"""The mode per-game: one coroutine for each game, in which she blocks the thread."""

import asyncio

import pytest

from simul.analysis.comparison import compare
from simul.analysis.run import play
from simul.analysis.theory import going_round
from simul.formats.comparing import closing_lines
from simul.hall.trace import Kind
from simul.modes.registry import MODES
from simul.scenario.files import load_scenario
from simul.scenario.plan import make_plan
from tests.cli.typed import printed
from tests.modes.concurrent import happenings
from tests.plans import POLICIES, plan_of, plan_of_boards, planned_board

PER_GAME = MODES["per-game"]


@pytest.mark.parametrize("policy", POLICIES)
def test_whatever_policy_is_asked_for_it_goes_by_ready_and_says_so(policy: str) -> None:
    plan = make_plan(load_scenario("club-night", {"policy": policy}))
    comparison = compare(plan, [PER_GAME])
    (figures,) = map(comparison.figures, comparison.runs)
    assert figures.policy == "ready"
    assert figures.theory_s == going_round(plan, "ready").elapsed_s
    assert (figures.residual_s, figures.warnings) == (0, ())
    said = [
        line for line in closing_lines(comparison) if line.startswith("per-game ignores policy")
    ]
    assert said == (
        []
        if policy == "ready"
        else [
            f"per-game ignores policy {policy}: the event loop decides where she goes next. It resumes "
            "whoever was ready first, as policy ready does."
        ]
    )


def test_a_reply_is_there_when_it_is_due_though_the_loop_is_blocked() -> None:
    # She thinks 0-5 at board 1 and 5-10 at board 2; board 1 has replied at 7, and waits until 10.
    boards = [planned_board(1, 3, 5.0, 2.0), planned_board(2, 2, 5.0, 9.0)]
    run = play(PER_GAME, plan_of_boards(boards, policy="ready"))
    assert (7.0, Kind.OPPONENT_MOVES, 1) in happenings(run.trace)
    assert run.summary.boards[0].longest_wait_s == 3
    # His coroutine is still where he began to think: the loop resumes it at 10 s.
    rows = [run.trace[index] for index in range(len(run.trace))]
    (thinks,) = (row for row in rows if row[:3] == (5.0, Kind.OPPONENT_THINKS, 1))
    (replies,) = (row for row in rows if row[:3] == (7.0, Kind.OPPONENT_MOVES, 1))
    assert replies.line == thinks.line


def test_walking_blocks_too() -> None:
    # 3 boards, 1 pair each: 3 think times and 2 walks, then the last reply.
    run = play(PER_GAME, plan_of(3, 1, 5.0, 55.0, walk=10.0))
    assert run.summary.elapsed_s == 3 * 5 + 2 * 10 + 55
    assert run.summary.master_walking_s == 20


def test_blocking_that_is_meant_is_measured_and_not_warned_of() -> None:
    run = play(PER_GAME, plan_of(24, 30))
    assert run.notes.blocked == 720
    assert run.warnings == []


async def test_beside_a_loop_that_runs_already() -> None:
    assert play(PER_GAME, plan_of(2, 1)).right
    await asyncio.sleep(0)


@pytest.mark.parametrize("options", ["--policy lap", "--policy skip --walk 2"])
def test_a_sweep_computes_what_running_gives(options: str) -> None:
    command = f"sweep club-night --boards 3,9 --modes per-game {options} --workers 1"
    theory, run = (printed(f"{command} --format csv{more}") for more in ("", " --run"))
    assert theory.replace(",theory,", ",run,") == run
    assert "per-game ignores policy" in printed(command)


def test_the_list_of_modes_says_by_which_policy_it_goes() -> None:
    assert "his is awaited. It always goes by policy ready." in printed("modes")
