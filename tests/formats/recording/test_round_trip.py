"""What is recorded and read again is equal to what was played."""

from array import array
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simul.analysis.comparison import Comparison, compare
from simul.formats.recording import read_recording, recording_bytes
from simul.formats.recording.modes import mode_bytes, mode_of
from simul.formats.recording.plans import board_bytes, board_of, scenario_bytes, scenario_of
from simul.modes.mode import Mode
from simul.modes.pitfalls.registry import PITFALLS
from simul.modes.registry import MODES, find_mode
from simul.scenario.files import PRESETS, load_scenario
from simul.scenario.plan import Plan, make_plan
from simul.scenario.scenario import Group, Master, Reported, Scenario
from simul.scenario.think_time import ThinkTime
from tests.formats.recording.runs import (
    EVERY_MODE,
    SMALL,
    assert_equal,
    assert_equal_plans,
    assert_equal_runs,
    recorded,
)
from tests.plans import plan_of, plan_of_boards, planned_board, plans

QUICK = [mode for mode in EVERY_MODE if mode.family != "process"]


@pytest.mark.slow
@given(plan=plans(), modes=st.lists(st.sampled_from(QUICK), max_size=3, unique=True))
def test_whatever_is_played_is_read_back(
    plan: Plan, modes: list[Mode], tmp_path_factory: pytest.TempPathFactory
) -> None:
    comparison = compare(plan, modes)
    recording = recorded(comparison, tmp_path_factory.getbasetemp())
    assert_equal(recording.comparison, comparison)
    assert recording.sources == {
        mode.name: mode.source.read_text(encoding="utf-8") for mode in modes
    }


@given(plans())
def test_the_same_plan_gives_the_same_bytes(plan: Plan) -> None:
    modes = [MODES["async"], PITFALLS["many-masters"]]
    assert recording_bytes(compare(plan, modes)) == recording_bytes(compare(plan, modes))


@pytest.mark.parametrize("mode", EVERY_MODE, ids=lambda mode: mode.name)
def test_every_mode_and_pitfall_is_read_back_and_written_again_as_it_was(
    mode: Mode, tmp_path: Path
) -> None:
    comparison = compare(SMALL, [mode])
    again = recorded(comparison, tmp_path).comparison
    assert_equal(again, comparison)
    assert again.runs[0].wall_s is None  # the same run gives the same bytes
    assert recording_bytes(again) == recording_bytes(comparison)


@pytest.mark.parametrize("preset", PRESETS)
def test_the_plan_of_every_preset_is_read_back(preset: str, tmp_path: Path) -> None:
    plan = make_plan(load_scenario(preset))
    assert_equal_plans(recorded(Comparison(plan), tmp_path).comparison.plan, plan)


def test_a_position_and_names_of_all_kinds_are_read_back(tmp_path: Path) -> None:
    board = msgspec.structs.replace(
        planned_board(1, 5, (0.125, 0.25), 1e-3),
        master_colour="black",
        white='"Zoë", \\ | <b> `*',
        black="王 Пётр",
        result="1/2-1/2",
        fen="r3k2r/1P6/8/8/8/8/4P3/4K3 b kq - 3 12",
        moves=("e8g8", "b7a8q", "f8a8", "e2e4", "g8g7"),
    )
    plan = plan_of_boards([board], colour="black")
    assert_equal_plans(recorded(Comparison(plan), tmp_path).comparison.plan, plan)


@given(
    st.integers(2, 40),
    st.sampled_from(["white", "black"]),
    st.lists(st.floats(0, 1e12), min_size=1, max_size=20),
    st.lists(st.floats(0, 1e12), min_size=1, max_size=20),
)
def test_think_times_are_read_back_to_the_last_bit(
    plies: int, side: Any, hers: list[float], his: list[float]
) -> None:
    board = planned_board(3, plies, hers, his, side)
    assert board_of(board_bytes(board)) == board


def test_think_times_that_are_all_alike_take_the_room_of_one() -> None:
    long, short = (planned_board(1, plies, 5.5, 55.25) for plies in (1000, 2))
    assert len(board_bytes(long)) - len(board_bytes(short)) == 998 * len(" e2e4")


def test_a_scenario_is_read_back_with_all_that_it_can_have() -> None:
    scenario = Scenario(
        name="Verein, Tag 1",
        about="two\nlines",
        boards=5,
        move_pairs=None,
        seed=2**60,
        policy="longest-wait",
        games="my games/1.pgn",
        master=Master(ThinkTime("uniform", (0.1, 1 / 3)), 2.5, "alternate"),
        groups=(Group(2, ThinkTime("exponential", (7.0,)), "juniors"), Group(3)),
        reported=Reported(7.5, "the bulletin"),
    )
    assert scenario_of(scenario_bytes(scenario)) == scenario


def test_a_mode_that_nobody_knows_any_more_is_shown_from_the_recording(
    tmp_path: Path,
) -> None:
    strange = msgspec.structs.replace(PITFALLS["deadlock"], name="stand-still")
    comparison = Comparison(SMALL)
    run = comparison.play(strange)
    (again,) = recorded(comparison, tmp_path).comparison.runs
    assert again.mode.name == "stand-still"
    assert again.mode.pitfall
    for name in ("sentence", "instead", "concurrent", "family", "scheduler", "suspends"):
        assert getattr(again.mode, name) == getattr(strange, name)
    assert again.code == run.code
    assert (again.summary, again.warnings, again.ended) == (run.summary, run.warnings, run.ended)


def test_the_code_is_that_of_the_recording_even_when_the_mode_has_changed() -> None:
    run = compare(SMALL, [MODES["sync"]]).runs[0]
    older = msgspec.structs.replace(run.code, text="def play(): ...\n")
    mode, code = mode_of(mode_bytes(run.mode, older))
    assert mode is MODES["sync"]
    assert code.text == "def play(): ...\n"


def test_figures_of_a_recorded_run_are_those_of_the_run(tmp_path: Path) -> None:
    comparison = compare(SMALL, [find_mode("async"), find_mode("forgotten-reply")])
    again = recorded(comparison, tmp_path).comparison
    for one, other in zip(comparison.runs, again.runs, strict=True):
        figures = msgspec.structs.replace(comparison.figures(one), wall_s=None)
        assert again.figures(other) == figures


def test_a_recording_may_have_no_runs(tmp_path: Path) -> None:
    assert recorded(Comparison(plan_of(1, 1)), tmp_path).comparison.runs == []


def test_the_version_that_wrote_it_is_told(tmp_path: Path) -> None:
    from importlib.metadata import version

    assert recorded(Comparison(SMALL), tmp_path).simul == version("chess-simul")


def test_runs_are_told_apart() -> None:
    """The test itself: a run that differs in one line of its source is not equal."""
    one, other = (compare(SMALL, [MODES["sync"]]).runs[0] for _ in range(2))
    assert_equal_runs(one, other)
    other.trace.lines[3] += 1
    with pytest.raises(AssertionError):
        assert_equal_runs(one, other)


def test_a_board_has_as_many_think_times_as_moves() -> None:
    board = planned_board(1, 4, (1.0, 2.0), (3.0, 4.0))
    assert board_of(board_bytes(board)).master_think == array("d", [1.0, 2.0])
    for wrong in (board_bytes(board)[:-8], board_bytes(board) + bytes(8)):
        with pytest.raises(ValueError, match="think times"):
            board_of(wrong)
    assert plan_of_boards([board]).boards == (board,)


def test_read_recording_takes_the_name_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "no ending"
    path.write_bytes(recording_bytes(Comparison(SMALL)))
    assert read_recording(path).path == path
