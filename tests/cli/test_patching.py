"""`simul patching`: the words on times that are given, and the real thing once."""

import json
import re
from importlib.util import find_spec
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from simul.cli import patching as command_file
from simul.fresh_process import FreshProcessFailed
from simul.modes import MODES
from simul.report.patching import Played, meaning, numbered
from tests.cli.interrupted import interrupted
from tests.cli.typed import printed, typed

needs_gevent = pytest.mark.skipif(
    bool(MODES["gevent"].missing()), reason=f"gevent {MODES['gevent'].missing()}"
)
SOURCE = Path(command_file.__file__).parents[1] / "patching" / "exhibition.py"


def took(wall_s: float) -> Played:
    return Played(boards=6, pairs=2, master_s=0.02, opponent_s=0.1, wall_s=wall_s)


@needs_gevent
@pytest.mark.parametrize("form", ["table", "json"])
def test_it_says_what_it_said(
    form: str, snapshot: SnapshotAssertion, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(command_file, "played", lambda patched: took(0.351 if patched else 1.452))
    assert printed(f"patching --format {form}") == snapshot


def test_the_sums_on_paper() -> None:
    assert took(0).standing_s == pytest.approx(1.44)  # 6 * 2 * 0.12
    assert took(0).round_s == pytest.approx(0.34)  # 1 * max(0.12, 0.12) + 0.12 + 0.1
    few = Played(boards=2, pairs=3, master_s=0.02, opponent_s=0.1, wall_s=0)
    assert few.round_s == pytest.approx(0.38)  # 2 * max(0.04, 0.12) + 0.04 + 0.1


@pytest.mark.parametrize(("unpatched", "patched"), [(1.45, 1.45), (0.35, 0.35), (0.35, 1.45)])
def test_times_that_are_not_what_the_sums_say_are_called_so(
    unpatched: float, patched: float
) -> None:
    assert meaning(took(unpatched), took(patched)).startswith("These times are not what the sums")


def test_the_source_is_fit_for_the_projector() -> None:
    source = SOURCE.read_text(encoding="utf-8")
    assert len(source.splitlines()) < 40
    assert "monkey" not in source
    assert numbered("a\n\nb") == "  1  a\n  2\n  3  b"


def test_without_gevent_it_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "simul.modes.registry.find_spec",
        lambda name: None if name == "gevent" else find_spec(name),
    )
    assert typed("patching").endswith(
        "! simul patching needs gevent: pip install 'chess-simul[greenlets]'\nexit 1\n"
    )


@needs_gevent
def test_a_process_that_fails_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(module: str, question: object) -> object:
        raise FreshProcessFailed("its process was ended by signal 9")

    monkeypatch.setattr("simul.fresh_process.ask", fails)
    said = typed("patching")
    assert said.endswith("! simul patching: its process was ended by signal 9\nexit 1\n")


def test_a_wrong_format_is_told_what_to_do(snapshot: SnapshotAssertion) -> None:
    said = typed("patching --format csv")
    assert said.endswith("exit 2\n")
    assert said == snapshot


@needs_gevent
@pytest.mark.slow
def test_the_same_file_is_played_both_times() -> None:
    document = json.loads(printed("patching --format json"))
    assert document["source"] == SOURCE.read_text(encoding="utf-8")
    # What sleeps one after the other cannot take less than the sum: nothing here says "fast enough".
    for how in ("unpatched", "patched"):
        assert document[how]["wall_s"] > 0.9 * document[how]["on_paper_s"]
    assert re.search(r"time\.sleep", document["source"])


@needs_gevent
@pytest.mark.slow
def test_ctrl_c_leaves_no_process() -> None:
    done = interrupted("patching", children=1)
    assert (done.returncode, done.stdout, done.stderr.strip()) == (130, "", "stopped")
