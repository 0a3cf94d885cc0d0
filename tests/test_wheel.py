"""The program as people get it: a wheel, in an environment of its own, away from the source."""

import os
import re
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

from tests.tui.terminal import Terminal

SOURCE = Path(__file__).parents[1]


def _run(folder: Path, *words: str | Path) -> str:
    """Run a program in a folder, with nothing of this environment's; return what it prints."""
    environ = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    done = subprocess.run(
        [str(word) for word in words],
        cwd=folder,
        env=environ,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.slow
@pytest.mark.timeout(400)
def test_the_wheel_works_in_a_clean_environment(tmp_path: Path) -> None:
    build = (sys.executable, "-m", "build", "--wheel", "--no-isolation")
    _run(SOURCE, *build, "--outdir", tmp_path)
    (wheel,) = tmp_path.glob("chess_simul-*.whl")
    with zipfile.ZipFile(wheel) as file:
        names = set(file.namelist())
    assert {"simul/py.typed", "simul/assets/scenarios/polgar.toml"} <= names
    assert {"simul/assets/games/bundled.tsv", "simul/assets/games/bundled.pgn"} <= names
    assert {"simul/assets/fonts/DejaVuSans.ttf", "simul/assets/fonts/LICENSE"} <= names
    assert {name.partition("/")[0].partition("-")[0] for name in names} == {"simul", "chess_simul"}

    venv.create(tmp_path / "environment", with_pip=True)
    programs = tmp_path / "environment" / "bin"
    _run(tmp_path, programs / "pip", "install", "-q", wheel)
    said = _run(tmp_path, programs / "simul", "compare")
    assert re.search(r"^elapsed +12:00:00 +1:00:55$", said, re.MULTILINE)
    assert "polgar" in _run(tmp_path, programs / "python", "-m", "simul", "scenarios")
    assert _run(tmp_path, programs / "simul", "--version").startswith("simul 0.")
    _run(tmp_path, programs / "simul", "compare", "-o", "timeline.svg", "-o", "page.html")
    assert (tmp_path / "timeline.svg").read_text().startswith("<svg")
    _run(tmp_path, programs / "simul", "record", "-n", "4", "-o", "class.simul")
    with Terminal("watch", "class.simul", command=programs / "simul", cwd=tmp_path) as terminal:
        terminal.until("thinks at board")
        terminal.press("q")
        assert terminal.end() == 0
        assert terminal.is_as_it_was()
