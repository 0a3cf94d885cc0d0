"""`simul sweep`: golden text, files, and mistakes that are told before any work is done."""

import csv
import errno
import json
import subprocess
import sys
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from simul.sweep.journal import beginning
from tests.cli.typed import printed, typed
from tests.sweep.sweeps import sweep_of

COMMANDS = [
    "sweep -h",
    "sweep polgar --boards 1:14",
    "sweep",
    "sweep --boards 10 --modes sync,callbacks,async,per-game,threads",
    "sweep --boards 4,200,201 --pairs 2 --modes processes,async",
    "sweep --boards 2:5 --modes async,many-masters,deadlock --repeat 2 --pairs 3",
    "sweep --boards 12 --opponents 50s:60s:5s,uniform(3s,8s) --modes async --format csv",
    "sweep --boards 2,4 --opponents exponential(20s) --repeat 3 --modes async --format json",
    "sweep --boards 2,4 --opponents exponential(20s) --repeat 3 --modes async --format markdown",
    "sweep --boards 5:20:5 --opponents 30s,90s --modes async",
    "sweep --opponents 30s:90s:20s --boards 12 --walk 0.5 --modes async --run --policy ready",
    "sweep --boards 2:3 --pairs 1,game --seed 1:2 --modes sync --format csv",
]
MISTAKES = [
    "sweep --boards 5:1",
    "sweep --boards 1,,2 --walk 1:2:0 --opponents 'uniform(3s' --policy rady",
    "sweep --boards a:b",
    "sweep --boards ''",
    "sweep --boards 1:3 --pairs 10,500",
    "sweep --boards 1:3 --modes asinc",
    "sweep --boards 201:205 --modes processes",
    "sweep --repeat 0",
    "sweep --workers 2 --cluster tcp://127.0.0.1:1",
    "sweep --cluster nowhere",
    "sweep --cluster foo://x:1",
    "sweep --resume",
    "sweep --plot speedup",
    "sweep --plot speed",
    "sweep -o sweep.xlsx",
    "sweep --boards 10 -o sweep.svg",
    "sweep --boards 1:3 --walk 1:3 --seed 1:3 -o sweep.svg",
    "sweep --boards 1:3 --opponents 1:20 -o sweep.png",
    "sweep -o nowhere/sweep.csv",
    "sweep --resume -o sweep.csv",
]


@pytest.fixture(autouse=True)
def in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("command", COMMANDS)
def test_it_says_what_it_said(command: str, snapshot: SnapshotAssertion) -> None:
    assert typed(command) == snapshot


@pytest.mark.parametrize("command", MISTAKES)
def test_a_mistake_is_told_and_leaves_nothing(
    command: str, snapshot: SnapshotAssertion, tmp_path: Path
) -> None:
    assert typed(command) == snapshot
    assert [*tmp_path.iterdir()] == []


# Files


def test_csv_opens_in_other_programs() -> None:
    printed("sweep polgar --boards 1:60 --modes sync,async -o sweep.csv")
    with Path("sweep.csv").open(encoding="utf-8", newline="") as file:
        rows = [*csv.DictReader(file)]
    assert len(rows) == 120
    elapsed = {(int(row["boards"]), row["mode"]): float(row["elapsed_s_mean"]) for row in rows}
    assert elapsed[24, "sync"] == 43_200
    assert elapsed[24, "async"] == 3_655
    assert {row["elapsed_s_se"] for row in rows} == {""}  # of one plan there is none
    assert {row["how"] for row in rows} == {"theory"}


def test_json_has_the_documented_fields() -> None:
    printed("sweep --boards 11:13 --repeat 2 --opponents 50s,55s -o sweep.json")
    document = json.loads(Path("sweep.json").read_text(encoding="utf-8"))
    assert list(document) == [
        *("scenario", "options", "swept", "modes", "repeat", "points", "rows", "crossovers")
    ]
    assert document["swept"] == {"boards": "11:13", "opponents_s": "50s,55s"}
    assert len(document["rows"]) == 2 * 6
    row = document["rows"][-1]
    assert (row["boards"], row["opponents_s"], row["mode"]) == (13, 55, "async")
    assert row["elapsed_s"] == {"mean": 2005.0, "se": 0.0, "low": 2005.0, "high": 2005.0}
    crossover = {"option": "boards", "at": 12, "beside": 11, "others": {"opponents_s": 55.0}}
    assert document["crossovers"] == [
        crossover
    ]  # with 50 s it is at 11 boards, where nothing is before


def test_what_is_in_the_files_is_what_is_printed() -> None:
    command = "sweep --boards 1:4 --repeat 2 --opponents normal(9s,3s)"
    printed(f"{command} -o a.csv -o b.json -o c.md")
    for file, form in (("a.csv", "csv"), ("b.json", "json"), ("c.md", "markdown")):
        assert Path(file).read_text(encoding="utf-8") == printed(f"{command} --format {form}")
    assert printed(f"{command} -o -.json") == printed(f"{command} --format json")
    assert {path.name for path in Path().iterdir()} == {"a.csv", "b.json", "c.md"}


def test_a_long_table_comes_in_parts_and_csv_has_one_header() -> None:
    said = printed("sweep --seed 1:1001 --boards 1 --pairs 1 --modes sync")
    assert said.count("seed  mode") == 3
    rows = printed("sweep --seed 1:1001 --boards 1 --pairs 1 --modes sync -o - --format csv")
    assert len(rows.splitlines()) == 1 + 1001
    assert len({*rows.splitlines()}) == 1 + 1001
    table = printed("sweep --seed 1:1001 --boards 1 --pairs 1 --modes sync --format markdown")
    assert len([line for line in table.splitlines() if line.startswith("|")]) == 2 + 1001


@pytest.mark.slow
def test_charts_are_files_of_their_kind() -> None:
    pytest.importorskip("matplotlib")
    printed("sweep --boards 1:14 -o sweep.svg -o sweep.png --plot speedup")
    assert b"crossover: 12 boards" in Path("sweep.svg").read_bytes()
    assert Path("sweep.png").read_bytes().startswith(b"\x89PNG\r\n\x1a\n")


def test_a_file_that_is_there_is_not_written_over_without_force() -> None:
    file = Path("sweep.csv")
    file.write_text("mine", encoding="utf-8")
    said = typed("sweep --boards 1:3 -o sweep.csv")
    assert "use --force to overwrite" in said
    assert said.endswith("exit 2\n")
    assert file.read_text(encoding="utf-8") == "mine"
    printed("sweep --boards 1:3 -o sweep.csv --force")
    assert file.read_text(encoding="utf-8").startswith("boards,mode,how")


def test_a_file_that_comes_to_be_there_meanwhile_costs_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from simul.cli.sweep_output import Output

    file = Path("sweep.csv")
    finish = Output.finish

    def late(output: Output, journal: object) -> None:
        file.write_text("somebody else's", encoding="utf-8")
        finish(output, journal)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(Output, "finish", late)
        said = typed("sweep --boards 1:3 -o sweep.csv")
    assert "already exists" in said
    assert "simul sweep --boards 1:3 -o sweep.csv --resume\n" in said
    assert said.endswith("exit 1\n")
    assert file.read_text(encoding="utf-8") == "somebody else's"
    said = typed("sweep --boards 1:3 -o sweep.csv --resume --force")
    assert "6 of 6 exhibitions are finished; these are not played again" in said
    assert len(file.read_text(encoding="utf-8").splitlines()) == 1 + 6
    assert [path.name for path in Path().iterdir()] == ["sweep.csv"]


@pytest.mark.parametrize("more", ["", " --resume", " --force"])
def test_a_sweep_that_is_going_on_is_not_taken_for_one_that_was_stopped(more: str) -> None:
    pytest.importorskip("fcntl")
    going_on = sweep_of(boards="1:3")
    with beginning(Path("sweep.csv.journal"), going_on) as journal:
        before = journal.path.read_bytes()
        said = typed(f"sweep --boards 1:3 -o sweep.csv{more}").splitlines()
        assert said[1:] == [
            "! sweep.csv.journal: a sweep that is going on is writing it; wait until it has ended, "
            "or name another file with -o",
            "exit 2",
        ]
        assert journal.path.read_bytes() == before


@pytest.mark.parametrize(
    ("name", "told"),
    [(f"{'a' * 300}.csv", f"{'a' * 300}.csv"), (f"{'a' * 250}.csv", f"{'a' * 250}.csv.journal")],
)
def test_a_name_that_is_too_long_is_told_before_any_work(name: str, told: str) -> None:
    said = typed(f"sweep --boards 1:3 -o ok.json -o {name}" if told == name else f"sweep -o {name}")
    assert said.endswith(f"\n! -o: {told}: File name too long; give another name\nexit 2\n")
    assert [*Path().iterdir()] == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
def test_a_full_disk_is_told_and_what_is_finished_is_kept() -> None:
    Path("full.csv").symlink_to("/dev/full")
    said = typed("sweep --boards 1:3 -o sweep.csv -o full.csv")
    assert "full.csv: No space left on device; nothing was written there" in said
    assert "what is finished is kept in sweep.csv.journal" in said
    assert said.endswith("exit 1\n")


def test_where_a_journal_for_the_while_cannot_be_written_it_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def no_room(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("simul.sweep.journal._write", no_room)
    _, said, status = typed("sweep --boards 1:3").splitlines()
    assert said.endswith("/journal: No space left on device; what is in it already is kept")
    assert status == "exit 1"


def test_a_device_takes_it_and_has_no_journal() -> None:
    Path("gone.csv").symlink_to("/dev/null")
    printed("sweep --boards 1:3 -o gone.csv")
    assert [path.name for path in Path().iterdir()] == ["gone.csv"]


# Without the extras


@pytest.mark.parametrize(
    ("option", "extra"),
    [
        ("-o sweep.svg", "-o: a .svg needs matplotlib: pip install 'chess-simul[plots]'"),
        ("-o sweep.png", "-o: a .png needs matplotlib: pip install 'chess-simul[plots]'"),
        (
            "--cluster tcp://127.0.0.1:1",
            "--cluster needs distributed: pip install 'chess-simul[sweep]'",
        ),
    ],
)
def test_what_is_not_installed_is_told_before_any_work(
    option: str, extra: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("simul.sweep.extras.find_spec", lambda name: None)
    monkeypatch.setattr("simul.sweep.working.do_jobs", None)  # whoever works fails
    said = typed(f"sweep --boards 1:3 {option} -o sweep.csv")
    assert said.endswith(f"\n! {extra}\nexit 1\n")
    assert [*Path().iterdir()] == []


def test_neither_extra_is_imported_where_it_is_not_asked_for() -> None:
    code = (
        "import sys\nfrom simul.cli.main import cli\n"
        "cli.main(['sweep', '--boards', '1:4'], standalone_mode=False)\n"
        "print(sorted({name.partition('.')[0] for name in sys.modules} & "
        "{'textual', 'matplotlib', 'numpy', 'distributed', 'dask', 'chess', 'gevent'}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.slow
def test_a_cluster_that_is_not_there_is_an_error_and_leaves_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pytest.importorskip("distributed")
    monkeypatch.setattr("simul.sweep.cluster.CONNECT_S", 0.5)
    complaint = typed("sweep --cluster tcp://127.0.0.1:9 -o sweep.csv").splitlines()
    assert complaint[1].startswith("! --cluster: tcp://127.0.0.1:9 cannot be used: ")
    assert complaint[2:] == ["exit 1"]
    assert [*Path().iterdir()] == []
