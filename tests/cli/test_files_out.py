"""The option -o of `compare` and `run`: which files are written, and what there is when it goes wrong."""

import csv
import json
import signal
import subprocess
import sys
from contextlib import AbstractContextManager
from pathlib import Path
from typing import IO, Any

import pytest
from click import UsageError
from click.testing import CliRunner

from simul.cli.files_out import FileOut, check_possible, ending_of
from simul.cli.main import cli
from simul.cli.options import Failure
from simul.cli.progress import StatusLine
from simul.formats.registry import FORMATS
from simul.saving import NotSaved, saving
from tests.cli.typed import in_a_process, printed, typed

SMALL = "compare -n 2 --pairs 2"
ENDINGS = tuple(FORMATS)


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def names() -> list[str]:
    return sorted(path.name for path in Path().iterdir())


def complaint(command: str) -> tuple[int, str]:
    """The exit status of a command that goes wrong, and the last line that it says of it."""
    *_, said, status = typed(command).splitlines()
    return int(status.removeprefix("exit ")), said.removeprefix("! ").removeprefix("Error: ")


# Which file is which


@pytest.mark.parametrize(
    ("path", "ending"),
    [
        ("result.json", ".json"),
        ("folder/games.PGN", ".pgn"),
        ("my.trace.json", ".trace.json"),
        ("folder/trace.json", ".trace.json"),
        ("mytrace.json", ".json"),
        ("-.svg", ".svg"),
        ("json", ""),
        (".json", ".json"),
        ("timeline.pdf", ""),
        ("", ""),
    ],
)
def test_the_ending_says_what_it_is(path: str, ending: str) -> None:
    assert ending_of(path, ENDINGS) == ending


def test_an_unknown_ending_lists_the_known_ones_before_anything_is_played() -> None:
    status, said = complaint("compare -n 1000000 -o timeline.pdf")
    assert status == 2
    assert said == (
        '-o: "timeline.pdf": unknown file type; '
        f"end the name in {', '.join(ENDINGS[:-1])} or {ENDINGS[-1]}"
    )


@pytest.mark.slow
def test_the_example_of_the_manual_writes_every_file() -> None:
    files = (
        "-o result.json -o table.md -o timeline.svg -o games.pgn -o trace.json -o t.png -o p.html"
    )
    said = printed(f"{SMALL} {files} -o figures.csv")
    assert "No schedule can take less than " in said
    assert names() == [
        *("figures.csv", "games.pgn", "p.html", "result.json", "t.png", "table.md"),
        *("timeline.svg", "trace.json"),
    ]
    assert json.loads(Path("result.json").read_text())["modes"][1]["elapsed_s"] == 125.0
    assert "traceEvents" in json.loads(Path("trace.json").read_text())
    assert Path("games.pgn").read_text().count("[Event ") == 4
    assert Path("t.png").read_bytes().startswith(b"\x89PNG")


def test_files_have_what_is_printed_in_the_same_format() -> None:
    for form, ending in (("json", "json"), ("csv", "csv")):
        out = printed(f"run async -n 2 --pairs 2 --format {form} -o file.{ending}")
        assert Path(f"file.{ending}").read_text(encoding="utf-8") == out


def test_csv_has_the_kinds_of_the_warnings() -> None:
    printed("compare --modes async,sync,starvation,blocking-call,deadlock -o file.csv")
    with Path("file.csv").open(encoding="utf-8", newline="") as file:
        warnings = {row["mode"]: row["warnings"] for row in csv.DictReader(file)}
    assert warnings == {
        "async": "",
        "sync": "",
        "starvation": "starved",
        "blocking-call": "blocked;never-yielded",
        "deadlock": "deadlock",
    }


def test_run_writes_its_boards() -> None:
    printed("run async -n 2 --pairs 2 -o boards.csv -o boards.md -o games.pgn")
    assert len(Path("boards.csv").read_text().splitlines()) == 3
    assert "## The boards" in Path("boards.md").read_text()
    assert Path("games.pgn").read_text().count("[Event ") == 2


# stdout


def without_wall_times(text: str) -> list[str]:
    return [line for line in text.splitlines() if "run time" not in line]


def test_a_dash_alone_is_what_is_printed_anyway() -> None:
    assert without_wall_times(printed(f"{SMALL} -o -")) == without_wall_times(printed(SMALL))


def test_a_dash_with_an_ending_is_that_format_in_place_of_the_table() -> None:
    assert printed(f"{SMALL} -o -.pgn").startswith('[Event "polgar, sync"]')
    assert printed("run async -n 2 --pairs 2 -o -.svg").startswith("<svg ")
    assert names() == []


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ("-o -.svg -o -.pgn", "-o: only one thing can go to stdout; name files for the others"),
        ("-o -.svg --format csv", "--format and -o -.svg: both say what goes to stdout; give one"),
        ("-o a.svg -o ./a.svg", "-o: a.svg is named twice; give each file once"),
    ],
)
def test_what_cannot_be_is_refused(options: str, said: str) -> None:
    assert complaint(f"{SMALL} {options}") == (2, said)


# What is there already, and what goes wrong


def test_a_file_that_is_there_stays_unless_forced() -> None:
    Path("a.svg").write_text("mine")
    assert complaint(f"{SMALL} -o b.svg -o a.svg") == (
        2,
        "-o: a.svg: already exists; use --force to overwrite",
    )
    assert Path("a.svg").read_text() == "mine"
    assert names() == ["a.svg"]
    printed(f"{SMALL} -o a.svg --force")
    assert Path("a.svg").read_text().startswith("<svg")


def test_a_missing_folder_is_told_before_anything_is_played() -> None:
    status, said = complaint("compare -n 1000000 -o results/a.svg")
    assert (status, said) == (
        2,
        "-o: results/a.svg: there is no folder results; make it first, or name another",
    )


def test_a_name_that_is_too_long_is_told_before_anything_is_played() -> None:
    long = f"{'a' * 300}.json"
    said = complaint(f"compare -n 1000000 -o {long} -o ok.md")
    assert said == (2, f"-o: {long}: File name too long; give another name")
    assert names() == []


def test_after_one_failed_the_others_are_written_and_it_says_which(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def saving_but_one(path: Path, overwrite: bool) -> AbstractContextManager[IO[bytes]]:
        if path.suffix == ".svg":
            raise NotSaved(f"{path}: No space left on device; nothing was written there")
        return saving(path, overwrite)

    monkeypatch.setattr("simul.cli.files_out.saving", saving_but_one)
    said = typed(f"{SMALL} -o a.md -o b.svg -o c.pgn").splitlines()
    assert said[-3:] == [
        "! b.svg: No space left on device; nothing was written there",
        "! written: a.md, c.pgn",
        "exit 1",
    ]
    assert names() == ["a.md", "c.pgn"]


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="the system has no such limit")
def test_where_the_system_takes_no_more_what_was_there_stays() -> None:
    Path("games.pgn").write_text("mine")
    code = (
        "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))\n"
        "from simul.__main__ import main\n"
        "sys.argv = ['simul', 'compare', '-o', 'games.pgn', '-o', 'table.md', '--force']; main()"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "games.pgn: File too large; nothing was written there",
        "written: table.md",
    ]
    assert Path("games.pgn").read_text() == "mine"
    assert names() == ["games.pgn", "table.md"]


def test_where_a_picture_cannot_be_made_it_says_so_before_anything_is_played(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("simul.formats.registry.find_spec", lambda name: None)
    status, said = complaint("compare -n 1000000 -o a.png")
    assert status == 1
    assert said == (
        "-o: a PNG needs resvg-py: pip install 'chess-simul[png]'; or write the same as .svg"
    )


def test_what_takes_its_time_is_said_while_it_does(monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr(StatusLine, "say", lambda line, text: said.append(text))
    printed(f"{SMALL} -o a.csv -o -.svg -o b.html")
    assert [text for text in said if text] == [
        *("making a.csv", "making what goes to stdout", "making b.html"),
    ]
    said.clear()
    printed(SMALL)
    assert said == []


# Half of it


def test_after_ctrl_c_what_was_finished_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    from simul.cli.commands import compare

    def play_one(comparison: Any, modes: Any, speed: float | None) -> bool:
        comparison.play(modes[0])
        return False

    monkeypatch.setattr(compare, "play_all", play_one)
    result = CliRunner().invoke(cli, [*SMALL.split(), "-o", "a.json"])
    assert result.exit_code == 1  # as click has it; simul.__main__ makes it 130
    assert [mode["mode"] for mode in json.loads(Path("a.json").read_text())["modes"]] == ["sync"]


@pytest.mark.slow
def test_ctrl_c_in_the_middle_ends_it_with_130_and_the_file() -> None:
    words = ("compare", "--modes", "async,sync", "--live", "--speed", "20000", "-o", "a.json")
    with subprocess.Popen(
        [sys.executable, "-m", "simul", *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stderr is not None
        assert process.stderr.readline().startswith("async: 1:00:55")  # sync takes two seconds more
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=20)
    assert process.returncode == 130
    assert [mode["mode"] for mode in json.loads(Path("a.json").read_text())["modes"]] == ["async"]


@pytest.mark.parametrize("wrong", [KeyboardInterrupt(), Failure("no memory")])
def test_where_the_costs_fail_the_comparison_is_written(
    wrong: BaseException, monkeypatch: pytest.MonkeyPatch
) -> None:
    from simul.cli.commands import compare

    def fail(*_: Any) -> None:
        raise wrong

    monkeypatch.setattr(compare, "measure", fail)
    result = CliRunner().invoke(cli, [*SMALL.split(), "--costs", "-o", "a.json"])
    assert result.exit_code == 1
    assert "costs" not in json.loads(Path("a.json").read_text())


def test_costs_are_in_the_files_that_have_figures(monkeypatch: pytest.MonkeyPatch) -> None:
    answer = {"wall_s": 0.01, "memory_bytes": 2048, "switches": 1}
    monkeypatch.setattr("simul.experiments.costs.interleaved.ask", lambda module, question: answer)
    files = "-o a.json -o a.csv -o a.md -o a.html -o a.pgn"
    printed(f"{SMALL} --costs --rounds 2 {files}")
    assert json.loads(Path("a.json").read_text())["costs"][0]["wall_s"]["median"] == 0.01
    assert "costs_wall_s_median" in Path("a.csv").read_text().splitlines()[0]
    for name in ("a.md", "a.html"):
        assert "What each way costs" in Path(name).read_text(encoding="utf-8")
    assert "--costs" in Path("a.html").read_text(encoding="utf-8")


# What it costs those who do not ask for it


@pytest.mark.slow
@pytest.mark.parametrize(
    ("file", "imported"),
    [("", set()), ("a.csv", {"simul.formats.csv"}), ("a.svg", {"simul.formats.picture.svg"})],
)
def test_an_exporter_is_imported_when_its_file_is_made(file: str, imported: set[str]) -> None:
    command = [*SMALL.split(), *(["-o", file] if file else [])]
    code = (
        "import sys\nfrom simul.cli.main import cli\n"
        f"cli.main({command}, standalone_mode=False)\n"
        "print(*sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    exporters = {
        *("simul.formats.csv", "simul.formats.pgn", "simul.formats.html", "simul.formats.png"),
        *("simul.formats.trace_events", "simul.formats.picture.svg", "chess", "resvg_py"),
    }
    assert exporters & set(done.stdout.splitlines()[-1].split()) == imported


@pytest.mark.slow
def test_a_picture_goes_through_a_pipe_whole() -> None:
    words = (*SMALL.split(), "-o", "-.png")
    done = subprocess.run([sys.executable, "-m", "simul", *words], capture_output=True, check=True)
    assert done.stdout.startswith(b"\x89PNG")
    assert done.stdout.endswith(b"IEND\xaeB`\x82")
    assert in_a_process(*SMALL.split(), "-o", "-.svg").stdout.endswith("</svg>\n")


def test_a_picture_is_not_for_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    with pytest.raises(UsageError, match="a PNG is not for a terminal"):
        check_possible([FileOut(None, ".png", False)])
    check_possible([FileOut(None, ".svg", False), FileOut(Path("a.png"), ".png", False)])
