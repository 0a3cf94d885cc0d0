"""A stdout that cannot write every letter: what it lacks becomes "?", whatever the command."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

COMMANDS = [
    ["scenarios", "polgar"],
    ["plan", "names.toml"],
    ["plan", "names.toml", "--format", "json"],
    ["run", "async", "names.toml", "--format", "markdown"],
    ["sweep", "-n", "1:2", "--repeat", "2", "--opponents", "normal(9s, 3s)"],
    ["sweep", "names.toml", "-n", "1:2", "--format", "json"],
    ["compare", "-n", "1", "--pairs", "1", "--modes", "async", "--costs", "--rounds", "1"],
    ["compare", "名人.toml"],
    ["modes"],
]


@pytest.mark.slow
@pytest.mark.parametrize("encoding", ["koi8-r", "latin-1", "ascii", "utf-8"])
def test_no_letter_is_a_traceback(encoding: str, tmp_path: Path) -> None:
    (tmp_path / "names.pgn").write_text(
        '[White "羽生善治"]\n[Black "Müller"]\n[Result "*"]\n\n1. e4 e5 *\n', encoding="utf-8"
    )
    (tmp_path / "names.toml").write_text(
        'name = "名人"\nboards = 2\nmove_pairs = 1\ngames = "names.pgn"\n', encoding="utf-8"
    )
    environment = os.environ | {"PYTHONIOENCODING": encoding}
    environment["PYTHONPATH"] = str(Path(__file__).parents[2])
    for words in COMMANDS:
        done = subprocess.run(
            [sys.executable, "-m", "simul", *words],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            check=False,
        )
        # click takes ASCII for a setting that nobody made, and writes UTF-8.
        said = (done.stdout + done.stderr).decode("utf-8" if encoding == "ascii" else encoding)
        assert "Traceback" not in said, words
        assert all(letter.isprintable() or letter == "\n" for letter in said), words
        assert done.returncode == (2 if words[-1] == "名人.toml" else 0), said
        if words == ["plan", "names.toml"]:
            assert said.startswith("名人" if encoding in ("utf-8", "ascii") else "??")
            assert ("Müller" in said) == (encoding != "koi8-r")
