"""Golden text of wrong inputs: each names the place, the value and what to do, and exits with 2."""

from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from tests.cli.typed import typed

MISTAKES = [
    "comprae",
    "compare --lve",
    "compare --speed 3",
    "compare --live --speed 0",
    "compare --live --speed fast",
    "compare --live --speed nan",
    "compare --live --speed 1e300",
    "compare --modes all,deadlock",
    "compare -n 0",
    "compare -n 2000000",
    "compare -n many",
    "compare -n 1_0",
    "compare --live --speed １０",
    "compare --modes sync,async,sync",
    "record --modes sync,sync -o a.simul",
    "sweep --modes sync,sync",
    "sweep --repeat 1_0",
    "sweep --workers 0",
    "watch --modes async,async",
    "compare --master '5 apples' --policy rady --walk -3 --seed 1.5",
    "compare --opponents uniform(80s,30s)",
    "compare --opponents normal(1s)",
    "compare --pairs 0",
    "compare --pairs 500",
    "compare --games nosuch.pgn",
    "compare --modes asinc",
    "compare --modes ,",
    "compare --format yaml",
    "compare polgra",
    "compare nosuch.toml",
    "compare polgar extra",
    "run",
    "run asynk",
    "run sync,async",
    "scenarios polgra",
    "modes extra",
]

FILES = {
    "no-toml.toml": "boards = = 3",
    "all-wrong.toml": (
        'boards = 0\nbords = 3\npolicy = "rady"\nseed = true\n[master]\nthink = "5 apples"\n'
        'colour = "red"\n[opponents]\nthink = -1\n'
    ),
    "groups.toml": 'boards = 5\n[[opponents.groups]]\nboards = 3\nthink = "ten"\n',
    "bad-games.toml": 'games = "bad.pgn"\nboards = 1\nmove_pairs = 1\n',
    "cut-games.toml": 'games = "cut.pgn"\nboards = 1\nmove_pairs = 1\n',
}
GAMES = {
    "bad.pgn": '[Event "one"]\n\n1. e4 e5 *\n\n[Event "two"]\n\n1. e4 e5\n2. Qh6 *\n',
    "cut.pgn": '[Event "one"]\n\n1. e4 e5 2. Nf3',
}


@pytest.mark.parametrize("command", MISTAKES)
def test_a_wrong_command_is_told_what_to_do(command: str, snapshot: SnapshotAssertion) -> None:
    said = typed(command)
    assert said.endswith("exit 2\n")
    assert said == snapshot


@pytest.mark.parametrize("name", FILES)
def test_a_wrong_file_is_told_every_mistake(
    name: str, snapshot: SnapshotAssertion, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for file, text in (FILES | GAMES).items():
        (tmp_path / file).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    said = typed(f"compare {name}")
    assert said.endswith("exit 2\n")
    assert said == snapshot
