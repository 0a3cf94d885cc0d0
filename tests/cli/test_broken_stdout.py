"""A stdout that takes nothing does not cost the files that were asked for; who has read enough ends it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from simul.cli.files_out import FileOut, Printing
from simul.cli.options import Failure, Mistake

FULL = Path("/dev/full")
FILE = FileOut(Path("a.json"), ".json", False)
SMALL = "-n 2 --pairs 2 -o a.json"
SWEEP = "sweep --boards 1:3 --pairs 2"
NO_ROOM = "cannot write the result: No space left on device"


@pytest.fixture(autouse=True)
def in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def ended(command: str, stdout: int) -> tuple[int, list[str], list[str]]:
    """How a command with this stdout ends: its status, what it complains of, and the files that it leaves."""
    done = subprocess.run(
        [sys.executable, "-m", "simul", *command.split()],
        stdout=stdout,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    files = sorted(path.name for path in Path().iterdir() if not path.is_symlink())
    return done.returncode, done.stderr.splitlines(), files


WITH_A_FILE = [
    f"compare {SMALL}",
    f"compare {SMALL} -o -.svg",
    f"run async {SMALL}",
    f"{SWEEP} -o a.json",
    f"{SWEEP} -o a.json --format csv",  # rows are printed as they come
]


@pytest.mark.slow
@pytest.mark.skipif(not FULL.exists(), reason="there is no /dev/full")
@pytest.mark.parametrize("command", WITH_A_FILE)
def test_where_there_is_no_room_for_stdout_the_file_is_written(command: str) -> None:
    with FULL.open("w") as full:
        assert ended(command, full.fileno()) == (1, [NO_ROOM], ["a.json"])
    assert Path("a.json").read_text().endswith("}\n")


@pytest.mark.slow
@pytest.mark.parametrize("command", WITH_A_FILE)
def test_where_nobody_reads_stdout_the_file_is_written(command: str) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        assert ended(command, writing) == (1, [], ["a.json"])
    finally:
        os.close(writing)
    assert Path("a.json").read_text().endswith("}\n")


@pytest.mark.slow
@pytest.mark.skipif(not FULL.exists(), reason="there is no /dev/full")
@pytest.mark.parametrize("command", [f"{SWEEP} -o -.json", f"{SWEEP} --format csv", SWEEP])
def test_stdout_is_not_mistaken_for_the_journal(command: str) -> None:
    with FULL.open("w") as full:
        assert ended(command, full.fileno()) == (1, [NO_ROOM], [])


@pytest.mark.slow
@pytest.mark.skipif(not FULL.exists(), reason="there is no /dev/full")
def test_a_file_that_cannot_be_written_is_told_besides() -> None:
    Path("full.csv").symlink_to(FULL)
    with FULL.open("w") as full:
        assert ended(f"compare {SMALL} -o full.csv", full.fileno()) == (
            1,
            [
                "full.csv: No space left on device; nothing was written there",
                "written: a.json",
                NO_ROOM,
            ],
            ["a.json"],
        )


# The context


def breaks() -> None:
    raise BrokenPipeError("nobody reads")


def test_nothing_more_is_printed_and_it_is_told_at_the_end() -> None:
    called = []
    with pytest.raises(BrokenPipeError), Printing([FILE]) as printing:  # noqa: PT012
        assert not printing.print(breaks)
        assert not printing.print(lambda: called.append("printed"))
        called.append("written")
    assert called == ["written"]


def test_without_a_file_it_is_told_at_once() -> None:
    called = []
    with pytest.raises(BrokenPipeError), Printing([FileOut(None, "", False)]) as printing:  # noqa: PT012
        printing.print(breaks)
        called.append("not this")
    assert called == []


@pytest.mark.parametrize(
    ("error", "raised", "said"),
    [
        (Failure("a.json: no"), BrokenPipeError, "a.json: no\n"),
        (Mistake("no"), Mistake, ""),
        (KeyboardInterrupt(), KeyboardInterrupt, ""),
    ],
)
def test_what_went_wrong_besides_is_told_too(
    error: BaseException,
    raised: type[BaseException],
    said: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(raised), Printing([FILE]) as printing:  # noqa: PT012
        printing.print(breaks)
        raise error
    assert capsys.readouterr().err == said
