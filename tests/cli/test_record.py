"""`simul record`, and the commands that take what it writes."""

import json
import os
import shutil
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from simul.formats.recording import read_recording
from tests.cli.typed import printed, typed


@pytest.fixture(autouse=True)
def in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Commands name files in the present folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def behind_the_command(said: str) -> str:
    return said.partition("\n")[2]


def test_its_help(snapshot: SnapshotAssertion) -> None:
    assert typed("record -h") == snapshot


@pytest.mark.parametrize(
    ("options", "modes"),
    [
        ("polgar", "sync, async"),
        ("-n 3 --pairs 2 --modes async,deadlock,many-masters", "async, deadlock, many-masters"),
        ("-n 2 --pairs 2 --live --speed 1e9", "sync, async"),
    ],
)
def test_it_says_what_it_wrote(options: str, modes: str) -> None:
    said = printed(f"record {options} -o class.simul")
    size = Path("class.simul").stat().st_size
    runs = read_recording(Path("class.simul")).comparison.runs
    events = sum(len(run.trace) for run in runs)
    assert said == (
        f"class.simul: {modes}; {events:,} events, {size:,} bytes, {size / events:.1f} an event\n"
    )


def test_the_ending_may_be_written_in_capitals(in_a_folder: Path) -> None:
    printed("record -n 2 --pairs 1 -o Class.SIMUL")
    assert names(in_a_folder) == ["Class.SIMUL"]


@pytest.mark.parametrize(
    "modes", ["sync,async", "async", "async,many-masters,deadlock,lost-update,blocking-call"]
)
@pytest.mark.parametrize("form", ["table", "json", "csv", "markdown"])
def test_a_comparison_is_the_same_played_or_recorded(modes: str, form: str) -> None:
    printed(f"record -n 4 --pairs 3 --modes {modes} -o class.simul")
    played = typed(f"compare -n 4 --pairs 3 --modes {modes} --format {form}")
    shown = typed(f"compare class.simul --format {form}")
    wall = {"csv": "wall_s", "markdown": "run time on this computer"}.get(form)
    if wall is None:  # `typed` has taken it out
        assert behind_the_command(shown) == behind_the_command(played)
    else:
        assert len(shown.splitlines()) == len(played.splitlines())
        assert wall in shown


def test_the_wall_time_of_a_recorded_run_is_not_known() -> None:
    printed("record -n 2 --pairs 1 -o class.simul")
    modes = json.loads(printed("compare class.simul --format json"))["modes"]
    assert [mode["wall_s"] for mode in modes] == [None, None]
    (line,) = (text for text in printed("compare class.simul").splitlines() if "run time" in text)
    assert line.split() == ["run", "time", "on", "this", "computer", "-", "-"]


def test_one_run_is_shown_with_a_row_a_board() -> None:
    printed("record -n 3 --pairs 2 -o class.simul")
    played, shown = typed("run async -n 3 --pairs 2"), typed("run async class.simul")
    assert behind_the_command(shown) == behind_the_command(played)


def test_modes_are_picked_in_the_order_asked_for() -> None:
    printed("record -n 2 --pairs 1 --modes sync,async,threads -o class.simul")
    for asked, there in (
        ("", ["sync", "async", "threads"]),
        ("--modes threads,sync", ["threads", "sync"]),
        ("--modes all", ["sync", "async", "threads"]),
    ):
        modes = json.loads(printed(f"compare class.simul --format json {asked}"))["modes"]
        assert [mode["mode"] for mode in modes] == there


def test_a_recording_is_known_by_what_is_in_it(in_a_folder: Path) -> None:
    printed("record -n 2 --pairs 1 -o class.simul")
    shutil.move("class.simul", "renamed.bin")
    assert "0:01" in printed("compare renamed.bin")
    Path("polgar").write_bytes(Path("renamed.bin").read_bytes())
    assert "polgar: 24 boards" in printed("compare polgar")  # a preset's name is the preset


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no such pipes")
def test_a_scenario_may_come_out_of_a_pipe_which_is_read_once() -> None:
    os.mkfifo("pipe.toml")
    thread = threading.Thread(target=Path("pipe.toml").write_text, args=("boards = 3",))
    thread.start()
    assert printed("compare pipe.toml").startswith("pipe: 3 boards, ")
    thread.join()


def test_live_or_not_the_same_scenario_gives_the_same_bytes() -> None:
    options = "club-night -n 3 --pairs 3 --modes async,threads"
    printed(f"record {options} -o first.simul")
    printed(f"record {options} -o second.simul --live --speed 20000")
    printed(f"record {options} --seed 2 -o third.simul")
    first, second, third = (Path(f"{n}.simul").read_bytes() for n in ("first", "second", "third"))
    assert first == second != third


MISTAKES = [
    "record",
    "record polgar -o class.txt",
    "record polgar -o -",
    "record polgar -o -.simul",
    "record polgar -o a.simul -o b.simul",
    "record polgar -o none/class.simul",
    "record polgar -o there.simul",
    "record polgar -o left.simul",
    "record class.simul -o other.simul",
    "record --modes nosuch -o other.simul",
    "record --speed 3 -o other.simul",
    "compare class.simul --modes threads,async",
    "compare class.simul -n 3 --seed 2",
    "compare class.simul --live",
    "compare class.simul --costs",
    "compare none.simul",
    "run sync class.simul --pairs 3",
    "run threads class.simul",
    "plan class.simul",
]


@pytest.mark.parametrize("command", MISTAKES)
def test_a_wrong_command_is_told_what_to_do(command: str, snapshot: SnapshotAssertion) -> None:
    printed("record -n 2 --pairs 1 -o class.simul")
    for name in ("there.simul", "left.simul.part"):
        Path(name).write_text("old")
    before = names(Path())
    said = typed(command)
    assert said.endswith("exit 2\n")
    assert said == snapshot
    assert names(Path()) == before
    assert Path("there.simul").read_text() == "old"


@pytest.mark.parametrize(
    ("name", "told"),
    [
        (f"{'a' * 300}.simul", f"{'a' * 300}.simul"),
        (f"{'a' * 245}.simul", f"{'a' * 245}.simul.part"),
    ],
)
def test_a_name_that_is_too_long_is_told_before_anything_is_played(name: str, told: str) -> None:
    said = typed(f"record -n 1000000 -o {name}")
    assert said.endswith(f"\n! -o: {told}: File name too long; give another name\nexit 2\n")
    assert names(Path()) == []


def test_it_writes_over_a_file_when_told_to() -> None:
    for name in ("class.simul", "class.simul.part"):
        Path(name).write_text("old")
    printed("record -n 2 --pairs 1 -o class.simul --force")
    assert names(Path()) == ["class.simul"]
    assert read_recording(Path("class.simul")).problems == []


DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "cut": lambda whole: whole[:-2_000],
    "no-plan": lambda whole: whole[:200],
    "no-run": lambda whole: whole[: whole.index(b'{"name":"sync","family"') - 5],
    "newer": lambda whole: whole.replace(b"recording 1\n", b"recording 2\n"),
    "no-recording": lambda whole: b"whatever",
    "flipped": lambda whole: whole[:-2_000] + b"~~" + whole[-1_998:],
}


@pytest.mark.parametrize("name", DAMAGE)
def test_a_damaged_file_is_named_and_what_can_be_read_is_shown(
    name: str, snapshot: SnapshotAssertion
) -> None:
    printed("record -n 2 --pairs 10 -o class.simul")
    whole = Path("class.simul").read_bytes()
    Path("class.simul").write_bytes(DAMAGE[name](whole))
    said = typed("compare class.simul")
    assert said.endswith("exit 1\n")
    assert said == snapshot


def test_a_mode_that_damage_has_taken_is_not_said_to_have_never_been_there() -> None:
    printed("record -n 2 --pairs 10 -o class.simul")
    whole = Path("class.simul").read_bytes()
    Path("class.simul").write_bytes(whole[: whole.index(b'{"name":"async","family"') - 5])
    for words in ("run async class.simul", "compare class.simul --modes async"):
        said = typed(words)
        assert "! class.simul: is damaged at byte" in said or "! class.simul: is cut off" in said
        assert "! class.simul: has no run of async; there are sync" in said
        assert said.endswith("exit 1\n")


def test_a_failure_of_the_disk_leaves_what_was_there() -> None:
    if not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full")
    Path("class.simul").symlink_to("/dev/full")
    said = typed("record -n 2 --pairs 1 -o class.simul")
    assert "! class.simul: No space left on device" in said
    assert said.endswith("exit 1\n")
    assert names(Path()) == ["class.simul"]
