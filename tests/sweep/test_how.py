"""Theory in place of running: it gives the very numbers that running gives, to the last bit."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simul.analysis.run import play
from simul.analysis.theory import Timing, game_by_game, round_the_boards, timing
from simul.modes.mode import Mode
from simul.modes.registry import MODES
from simul.scenario.plan import Plan
from simul.sweep.job import Job, do_job
from tests.plans import POLICIES, plan_of_boards, planned_board, plans, side_at
from tests.sweep.sweeps import rows_here, sweep_of

CHEAP, COSTLY = (
    [
        pytest.param(
            mode,
            id=mode.name,
            marks=[pytest.mark.skipif(bool(mode.missing()), reason=mode.missing())]
            + [pytest.mark.slow] * costly,
        )
        for mode in MODES.values()
        if (mode.family in ("thread", "process")) == costly
    ]
    for costly in (False, True)
)


def by_theory(mode: Mode, plan: Plan) -> Timing:
    return timing(
        plan, round_the_boards(plan, mode.policy) if mode.concurrent else game_by_game(plan)
    )


def by_running(mode: Mode, plan: Plan) -> Timing:
    summary = play(mode, plan).summary
    return Timing(
        summary.elapsed_s,
        summary.master_done_s,
        summary.master_thinking_s,
        summary.master_walking_s,
        summary.master_waiting_s,
        summary.waits_s.max,
    )


def off_the_grid(policy: str) -> Plan:
    """Times whose sums depend on the order in which they are added up."""
    thinks: Sequence[float] = (0.1, 0.7, 5.3)
    return plan_of_boards(
        [
            planned_board(
                number, plies, thinks, (0.3, 1.1 * number, 9.9), side_at(number, "alternate")
            )
            for number, plies in enumerate((7, 10, 3, 8, 2), 1)
        ],
        walk=0.1,
        policy=policy,
    )


@pytest.mark.parametrize("mode", CHEAP)
@settings(max_examples=50)
@given(plan=plans())
def test_any_plan_by_theory_is_as_it_is_run(mode: Mode, plan: Plan) -> None:
    assert by_theory(mode, plan) == by_running(mode, plan)


@pytest.mark.parametrize("policy", POLICIES)
@pytest.mark.parametrize("mode", CHEAP)
def test_so_it_is_where_sums_are_rounded(mode: Mode, policy: str) -> None:
    plan = off_the_grid(policy)
    assert by_theory(mode, plan) == by_running(mode, plan)


@pytest.mark.parametrize("mode", COSTLY)
@settings(max_examples=4)
@given(plan=plans(most_boards=3, most_plies=4))
def test_any_plan_by_theory_is_as_threads_and_processes_run_it(mode: Mode, plan: Plan) -> None:
    assert by_theory(mode, plan) == by_running(mode, plan)


@pytest.mark.parametrize("mode", COSTLY)
def test_so_it_is_for_them_where_sums_are_rounded(mode: Mode) -> None:
    plan = off_the_grid("ready")
    assert by_theory(mode, plan) == by_running(mode, plan)


@settings(max_examples=20)
@given(st.integers(1, 5), st.sampled_from(["55", "0.3", "uniform(1s, 9s)"]))
def test_a_job_says_the_same_either_way(boards: int, opponents: str) -> None:
    sweep = sweep_of(boards=str(boards), pairs="3", walk="0.1", opponents=opponents)
    job = Job(0, sweep.scenario({}))
    by_theory, run = do_job(job, sweep.modes), do_job(job, sweep.modes, run=True)
    assert [outcome.how for outcome in by_theory.outcomes] == ["theory", "theory"]
    assert [outcome.how for outcome in run.outcomes] == ["run", "run"]
    for one, other in zip(by_theory.outcomes, run.outcomes, strict=True):
        assert (one.elapsed_s, one.speedup) == (other.elapsed_s, other.speedup)
        assert (one.master_waiting_s, one.longest_wait_s) == (
            other.master_waiting_s,
            other.longest_wait_s,
        )


def test_polgar() -> None:
    # 24 boards, sync: 43,200 s, and at the last board somebody has waited 23 * 1,800 s for her first
    # move; she waits 720 * 55 s, but for the last reply. Going round: 3,655 s; she never waits. On the
    # first lap board 24 waits 23 * 5 = 115 s.
    sync, going_round = rows_here(sweep_of(boards="24"))
    assert (sync.elapsed_s.mean, sync.longest_wait_s.mean) == (43_200, 41_400)
    assert (sync.master_waiting_s.mean, sync.speedup.mean) == (719 * 55, 1)
    assert (going_round.elapsed_s.mean, going_round.longest_wait_s.mean) == (3_655, 115)
    assert (going_round.master_waiting_s.mean, going_round.speedup.mean) == (0, 43_200 / 3_655)


def test_a_pitfall_is_always_run_and_what_went_wrong_is_in_its_row() -> None:
    masters, deadlock, right = rows_here(sweep_of("many-masters,deadlock,async", boards="4"))
    assert (masters.how, deadlock.how, right.how) == ("run", "run", "theory")
    assert (masters.broken, masters.stuck, masters.elapsed_s.mean) == (1, 0, 1_800)  # 30 * 60
    assert (deadlock.stuck, deadlock.elapsed_s.mean, deadlock.speedup.mean) == (1, None, None)
    assert deadlock.ended is not None
    assert deadlock.ended.startswith("nobody can go on")
    assert (right.broken, right.stuck, right.ended) == (0, 0, None)


def test_a_mode_that_cannot_play_so_many_boards_has_a_row_that_says_so() -> None:
    one, other = rows_here(sweep_of("processes", boards="200,201", pairs="1"))
    assert (one.how, one.left_out) == ("theory", None)
    assert (other.how, other.elapsed_s.mean) == ("", None)
    assert other.left_out is not None
    assert other.left_out.startswith("201 boards are too many")
