"""A recording of a mode that this program does not have: it is shown everywhere."""

from pathlib import Path

import msgspec
import pytest

from simul.analysis.comparison import Comparison
from simul.formats.recording import write_recording
from simul.formats.recording.plans import LONGEST_THINK_S
from simul.formats.registry import FORMATS as ALL_FORMATS
from simul.formats.result import Result
from simul.modes.mode import Mode
from simul.modes.pitfalls.registry import PITFALLS
from simul.modes.registry import MODES
from simul.scenario.durations import LATEST_S
from simul.tui.app import HallApp
from tests.cli.typed import printed, typed
from tests.formats.recording.runs import SMALL, recorded
from tests.plans import plan_of

STRANGE = [
    msgspec.structs.replace(known, name=f"strange-{known.name}")
    for known in (MODES["async"], PITFALLS["many-masters"], PITFALLS["deadlock"])
]
FORMATS = [each.ending for each in ALL_FORMATS.values() if not each.binary]


def played(mode: Mode) -> Comparison:
    comparison = Comparison(SMALL)
    comparison.play(mode)
    return comparison


@pytest.mark.parametrize("mode", STRANGE, ids=lambda mode: mode.name)
def test_commands_show_it(mode: Mode, tmp_path: Path) -> None:
    path = tmp_path / "class.simul"
    write_recording(played(mode), path)
    for words in (
        f"compare {path}",
        f"compare --modes {mode.name} {path}",
        f"run {mode.name} {path}",
    ):
        assert mode.name in printed(words)


def test_a_mode_that_is_neither_known_nor_recorded(tmp_path: Path) -> None:
    path = tmp_path / "class.simul"
    write_recording(played(STRANGE[0]), path)
    for words in (f"run asynk {path}", f"compare {path} --modes asynk"):
        said = typed(words)
        assert "has no run of asynk; there are strange-async" in said
        assert said.endswith("exit 2\n")
    assert 'there is no mode "asynk"; did you mean async?' in typed("run asynk polgar")


@pytest.mark.parametrize("ending", FORMATS)
@pytest.mark.parametrize("mode", STRANGE, ids=lambda mode: mode.name)
def test_every_format_has_it(mode: Mode, ending: str, tmp_path: Path) -> None:
    found = Result(recorded(played(mode), tmp_path).comparison)
    assert mode.name in b"".join(ALL_FORMATS[ending].content(found)).decode()


@pytest.mark.parametrize("mode", STRANGE, ids=lambda mode: mode.name)
async def test_the_hall_shows_it(mode: Mode, tmp_path: Path) -> None:
    comparison = recorded(played(mode), tmp_path).comparison
    app = HallApp(comparison, [run.mode for run in comparison.runs], frames=False)
    async with app.run_test(size=(120, 40)) as pilot:
        for keys in ("c", "l", "t", "r", "h", "end", "c"):
            await pilot.press(keys)
            await pilot.pause()
        strips = app.screen._compositor.render_strips()
        text = "\n".join(strip.text for strip in strips)
        assert f"{mode.name}  {comparison.runs[0].code.name}" in text


@pytest.mark.parametrize("ending", FORMATS)
def test_every_format_has_the_longest_times_that_are_believed(ending: str, tmp_path: Path) -> None:
    """In microseconds they do not fit into 64 bits."""
    comparison = Comparison(plan_of(2, 1, LONGEST_THINK_S / 4, LONGEST_THINK_S))
    for name in ("sync", "async"):
        comparison.play(MODES[name])
    again = recorded(comparison, tmp_path).comparison
    assert 1e18 < again.runs[0].summary.elapsed_s < LATEST_S
    assert b"".join(ALL_FORMATS[ending].content(Result(again)))
