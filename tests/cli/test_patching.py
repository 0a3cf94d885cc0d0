"""`simul patching`: the words on times that are given, and the real thing once."""

import json
from importlib.util import find_spec
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from simul.cli.commands import patching as command_file
from simul.experiments import patching
from simul.experiments.patching.patches import PATCHES, Patch
from simul.experiments.patching.report import Played, Runs, meaning, numbered
from simul.modes.registry import MODES
from simul.runtime.processes.fresh_process import FreshProcessFailed
from tests.cli.interrupted import interrupted
from tests.cli.typed import printed, typed

LIBRARIES = ("gevent", "eventlet")
needs_both = pytest.mark.skipif(
    any(MODES[library].missing() for library in LIBRARIES), reason="needs gevent and eventlet"
)
SOURCE = Path(patching.__file__).parent / "exhibition.py"


def took(wall_s: float, system_threads: int = 1) -> Played:
    return Played(6, 2, 0.02, 0.1, wall_s, system_threads)


def given(wall_s: tuple[float, ...] = (0.351, 0.357, 0.36, 1.452), threads: int = 7) -> Runs:
    return {
        patch: took(each, 1 if patch.call else threads)
        for patch, each in zip(PATCHES, wall_s, strict=True)
    }


@needs_both
@pytest.mark.parametrize("form", ["table", "json"])
def test_it_says_what_it_said(
    form: str, snapshot: SnapshotAssertion, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(command_file, "played", given().__getitem__)
    assert printed(f"patching --format {form}") == snapshot


def test_the_sums_on_paper() -> None:
    assert took(0).standing_s == pytest.approx(1.44)  # 6 * 2 * 0.12
    assert took(0).round_s == pytest.approx(0.34)  # 1 * max(0.12, 0.12) + 0.12 + 0.1
    few = Played(boards=2, pairs=3, master_s=0.02, opponent_s=0.1, wall_s=0, system_threads=1)
    assert few.round_s == pytest.approx(0.38)  # 2 * max(0.04, 0.12) + 0.04 + 0.1


def test_figures_that_are_as_they_should_be_are_explained() -> None:
    assert "7 threads with the master's" in meaning(given())


@pytest.mark.parametrize(
    "runs",
    [
        given((0.35, 0.35, 1.45, 1.45)),  # eventlet does not let her go round
        given((1.45, 0.35, 0.35, 1.45)),
        given((0.35, 0.35, 0.35, 0.35)),  # what is left out does not block
        given(threads=1),
        {**given(), PATCHES[2]: took(0.35, 7)},  # eventlet has left the threads as they are
    ],
)
def test_figures_that_are_not_what_the_sums_say_are_called_so(runs: Runs) -> None:
    assert meaning(runs).startswith("These figures are not what they should be")


def test_the_source_is_fit_for_the_projector() -> None:
    source = SOURCE.read_text(encoding="utf-8")
    assert len(source.splitlines()) < 40
    assert not [word for word in (*LIBRARIES, "monkey", "simul") if word in source]
    assert numbered("a\n\nb") == "  1  a\n  2\n  3  b"


@pytest.mark.parametrize("library", LIBRARIES)
def test_without_a_library_it_says_how_to_get_it(
    library: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "simul.modes.mode.find_spec",
        lambda name: None if name == library else find_spec(name),
    )
    if library == LIBRARIES[0] or not MODES[LIBRARIES[0]].missing():
        assert typed("patching").endswith(
            f"! simul patching needs {library}: pip install 'chess-simul[greenlets]'\nexit 1\n"
        )


@needs_both
def test_a_process_that_fails_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(module: str, question: object) -> object:
        raise FreshProcessFailed("its process was ended by signal 9")

    monkeypatch.setattr("simul.runtime.processes.fresh_process.ask", fails)
    said = typed("patching")
    assert said.endswith("! simul patching: its process was ended by signal 9\nexit 1\n")


def test_a_wrong_format_is_told_what_to_do(snapshot: SnapshotAssertion) -> None:
    said = typed("patching --format csv")
    assert said.endswith("exit 2\n")
    assert said == snapshot


@needs_both
@pytest.mark.slow
def test_the_same_file_is_played_every_time() -> None:
    document = json.loads(printed("patching --format json"))
    assert document["source"] == SOURCE.read_text(encoding="utf-8")
    assert [run["patch"] for run in document["runs"]] == [patch.call or None for patch in PATCHES]
    # What sleeps one after the other cannot take less than the sum: nothing here says "fast enough".
    for run in document["runs"]:
        assert run["wall_s"] > 0.9 * run["on_paper_s"]
    assert [run["system_threads"] for run in document["runs"]] == [7, 1, 1, 1]


@needs_both
@pytest.mark.parametrize("library", LIBRARIES)
def test_a_patch_leaves_out_what_it_is_told_to_and_nothing_else(library: str) -> None:
    played = command_file.played(Patch(library, "", but_time=True))
    assert played.system_threads == 1
    assert played.wall_s > 0.9 * played.standing_s


@needs_both
@pytest.mark.slow
def test_ctrl_c_leaves_no_process() -> None:
    done = interrupted("patching", children=1)
    assert (done.returncode, done.stdout, done.stderr.strip()) == (130, "", "stopped")
