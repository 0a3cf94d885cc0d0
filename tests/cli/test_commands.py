"""Golden text of every command."""

import csv
import io
import json
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from simul.modes.registry import MODES, find_mode
from tests.cli.typed import printed, typed

COMMANDS = [
    "compare -h",
    "run -h",
    "plan -h",
    "scenarios -h",
    "modes -h",
    "compare",
    "compare polgar -n 4",
    "compare --modes sync",
    "compare --modes async,sync --format markdown",
    "compare --modes async --format json",
    "compare -n 1",
    "compare classroom --policy skip",
    "compare club-night --seed 7",
    "compare capablanca-1922 --modes async",
    "compare -n 3 --pairs 2 --master 1500ms --opponents uniform(1s,9s) --walk 0.25 --games random",
    "compare polgar --modes async,blocking-call,many-masters,cpu-hog,cpu-hog-yielding,await-in-turn",
    "compare polgar --modes deadlock,livelock,starvation,lost-update,small-pool",
    "compare -n 4 --modes async,forgotten-reply",
    "compare -n 2 --pairs 1 --modes many-masters,deadlock --format json",
    "compare -n 2 --pairs 1 --modes async,many-masters --format markdown",
    "run many-masters -n 2 --pairs 2",
    "run sync -n 3",
    "run async -n 3 --pairs game",
    "run async -n 2 --pairs 2 --format json",
    "run async -n 2 --format csv",
    "run async -n 2 --format markdown",
    "plan -n 4",
    "plan -n 1 --pairs 2 --format json",
    "plan -n 2 --pairs 2 --format markdown",
    "scenarios",
    "scenarios classroom",
]


@pytest.mark.parametrize("command", COMMANDS)
def test_it_says_what_it_said(command: str, snapshot: SnapshotAssertion) -> None:
    assert typed(command) == snapshot


def test_the_figures_are_those_of_the_analogy() -> None:
    said = [" ".join(line.split()) for line in printed("compare").splitlines()]
    assert "elapsed 12:00:00 1:00:55" in said  # 43200, 3655 s
    assert "master's last move 11:59:05 1:00:00" in said
    assert "speed-up over sync 1.0 11.8" in said  # 43200 / 3655


def test_json_has_the_documented_fields() -> None:
    document = json.loads(printed("compare --format json"))
    assert list(document) == ["scenario", "plan_digest", "limit_s", "modes"]
    sync, by_turns = document["modes"]
    assert (sync["mode"], sync["elapsed_s"], sync["master_done_s"]) == ("sync", 43200.0, 43145.0)
    assert (by_turns["mode"], by_turns["elapsed_s"], by_turns["moves"]) == ("async", 3655.0, 1440)
    assert set(by_turns["waits_s"]) == {"mean", "p50", "p95", "max", "max_board"}


def test_csv_has_a_row_a_mode_with_the_names_of_the_json() -> None:
    rows = list(csv.DictReader(io.StringIO(printed("compare --format csv"))))
    assert [(row["mode"], float(row["elapsed_s"])) for row in rows] == [
        ("sync", 43200),
        ("async", 3655),
    ]
    assert float(rows[0]["waits_s_max"]) == 41400.0


def test_csv_has_a_column_for_each_law_that_any_mode_breaks() -> None:
    command = "compare -n 4 --modes async,many-masters,forgotten-reply --format csv"
    rows = list(csv.DictReader(io.StringIO(printed(command))))
    # 30 * 3 times she sits down while she is thinking; 2 * 4 * 29 times somebody is out of turn
    assert [row["broken_TwoPlacesAtOnce"] for row in rows] == ["", "90", ""]
    assert [row["broken_OutOfTurn"] for row in rows] == ["", "", "232"]


def test_all_modes_are_without_the_pitfalls() -> None:
    said = json.loads(printed("compare -n 2 --pairs 1 --modes all --format json"))
    assert {"async", "threads"} <= {mode["mode"] for mode in said["modes"]} <= {*MODES}
    assert find_mode("deadlock").pitfall


def test_the_plan_gives_all_that_the_timing_needs() -> None:
    first, second = json.loads(printed("plan -n 2 --format json"))["boards"]
    assert len(first["moves"]) == 60
    assert first["master_think_s"] == [5.0] * 30
    assert second["opponent_think_s"] == [55.0] * 30


def test_a_scenario_file_can_be_saved_edited_and_played(tmp_path: Path) -> None:
    mine = tmp_path / "mine.toml"
    text = printed("scenarios polgar")
    mine.write_text(text.replace("boards = 24", "boards = 4"), encoding="utf-8")
    assert "0:30:15" in printed(f"compare {mine}")  # 29 * max(20, 60) + 20 + 55 = 1815 s


def test_one_board_is_played_as_quickly_one_way_as_the_other() -> None:
    assert "sync and async both took 0:30:00" in printed("compare -n 1")


def test_a_mode_that_got_stuck_has_no_speed() -> None:
    (stuck,) = json.loads(printed("compare --modes deadlock --format json"))["modes"]
    assert stuck["ended"].startswith("nobody can go on: board 1 waits")
    assert (stuck["speedup"], stuck["limit_share"], stuck["residual_s"]) == (None, None, None)


def test_a_blocked_loop_does_not_make_her_think() -> None:
    (hog,) = json.loads(printed("compare --modes cpu-hog --format json"))["modes"]
    assert hog["master_thinking_s"] == 3600.0  # 720 * 5, though she moves late
    assert hog["thinking_at_once"] == 720 * 55 / hog["elapsed_s"]
