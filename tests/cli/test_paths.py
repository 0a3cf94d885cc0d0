"""Paths that cannot be read or written: a true sentence each, and status 2."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.cli.typed import typed

LONG = "a" * 5_000
LOCKED = "locked"
TAKING = ("compare", "run async", "plan", "sweep -o new.csv", "record -o new.simul")


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def _not_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the system refuse whatever is in a folder; root, who may run this, is refused nothing."""

    def refusing(method: Any) -> Any:
        def refuse(path: Path, *words: Any, **more: Any) -> Any:
            if LOCKED in path.parts[:-1]:
                raise PermissionError(13, "Permission denied", str(path))
            return method(path, *words, **more)

        return refuse

    for name in ("stat", "open"):
        monkeypatch.setattr(Path, name, refusing(getattr(Path, name)))


@pytest.mark.parametrize("command", TAKING)
@pytest.mark.parametrize(
    ("path", "what"),
    [
        (LONG, "is not a preset or a file"),
        (f"{LONG}.toml", "cannot be read: File name too long"),
        (f"{LONG}.simul", "cannot be read: File name too long"),
        (f"{LOCKED}/a", "cannot be read: Permission denied"),
        (f"{LOCKED}/a.toml", "cannot be read: Permission denied"),
        ("", "is not a preset or a file"),
    ],
)
@pytest.mark.usefixtures("_not_ours")
def test_a_scenario_that_cannot_be_read(command: str, path: str, what: str) -> None:
    name, _, options = command.partition(" ")
    mode = f"{options} " if name == "run" else ""
    said = typed(f"{name} {mode}'{path}' {'' if mode else options}")
    if path.endswith(".simul") and name in ("plan", "sweep", "record"):
        what = "is not a preset or a file"
    assert f"! {shortened(path)}" in said
    assert what in said
    assert said.endswith("exit 2\n")
    assert len(said.splitlines()[-2]) < 300
    assert [*Path().iterdir()] == []


def shortened(path: str) -> str:
    return f'"{"a" * 57}..."' if path.startswith("a") else path or '""'


@pytest.mark.usefixtures("_not_ours")
@pytest.mark.parametrize("name", [f"{LONG}.json", f"{LONG}/a.json", f"{LOCKED}/a.json"])
def test_a_file_that_cannot_be_written(name: str) -> None:
    said = typed(f"compare -n 1000000 -o {name}")
    assert "give another name" in said
    assert said.endswith("exit 2\n")


@pytest.mark.usefixtures("_not_ours")
@pytest.mark.parametrize("games", [f"{LONG}.pgn", f"{LOCKED}/a.pgn", ""])
def test_games_that_cannot_be_read(games: str) -> None:
    said = typed(f"compare --games '{games}'")
    assert "! --games: " in said
    assert said.endswith("exit 2\n")


@pytest.mark.skipif(sys.platform == "win32", reason="a folder in use is not removed there")
@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (
            ["compare", "-n", "1", "-o", "a.json"],
            "-o: a.json: the folder that you are in is gone; ",
        ),
        (
            ["record", "-n", "1", "-o", "a.simul"],
            "-o: a.simul: the folder that you are in is gone; ",
        ),
        (["sweep", "-n", "1:3", "-o", "a.csv"], "-o: a.csv: the folder that you are in is gone; "),
        (["compare", "a.toml"], "a.toml: does not exist; "),
        (["compare", "-n", "1", "--games", "a.pgn"], '--games: "a.pgn" is not there; '),
        (["compare", "-n", "1", "--modes", "processes"], ""),
        (["sweep", "-n", "1:3", "--workers", "2"], ""),
    ],
)
def test_a_folder_that_is_gone(words: list[str], complaint: str, tmp_path: Path) -> None:
    folder = tmp_path / "gone"
    folder.mkdir()
    code = (
        f"import os, sys; sys.path.insert(0, {str(Path(__file__).parents[2])!r})\n"
        f"os.rmdir(os.getcwd()); sys.argv = {['simul', *words]}\n"
        "from simul.__main__ import main; main()"
    )
    # As the installed command, without the current folder in the path: Python 3.13.0 cannot import socket
    # where that is gone.
    done = subprocess.run(
        [sys.executable, "-P", "-c", code], cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.stderr.startswith(complaint)
    assert bool(done.stderr) == bool(complaint)
    assert done.returncode == (2 if complaint else 0)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the variable is another there")
def test_where_there_is_no_room_for_a_temporary_file_it_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(*words: object, **more: object) -> None:
        raise FileNotFoundError(2, "No usable temporary directory found")

    monkeypatch.setattr("simul.cli.commands.sweep.TemporaryDirectory", refuse)
    assert typed("sweep -n 1:3").splitlines()[1:] == [
        "! no temporary folder can be made: No usable temporary directory found; "
        "set TMPDIR, or add -o FILE",
        "exit 1",
    ]
