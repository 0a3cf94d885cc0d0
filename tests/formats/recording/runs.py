"""Recordings in memory and on disk, and runs that should be equal."""

from pathlib import Path

from simul.analysis.comparison import Comparison, compare
from simul.analysis.run import Run
from simul.formats.recording import Recording, RecordingError, read_recording, write_recording
from simul.modes.pitfalls.registry import PITFALLS
from simul.modes.registry import MODES
from simul.scenario.plan import Plan
from tests.plans import plan_of

EVERY_MODE = [mode for mode in [*MODES.values(), *PITFALLS.values()] if not mode.missing()]

SMALL = plan_of(3, 2, (5.0, 0.1), (55.0, 20.5, 7.0), walk=0.5)

ORIGINAL = compare(SMALL, [MODES["sync"], MODES["async"]])


def read(found: bytes, folder: Path) -> Recording | None:
    """Read a file with this in it; None where nothing can be read, which is told by its name."""
    path = folder / "class.simul"
    path.write_bytes(found)
    recording, problems = None, []
    try:
        recording = read_recording(path)
        problems = recording.problems
    except RecordingError as error:
        problems = [str(error)]
    assert all(problem.startswith(f"{path}: ") and "\n" not in problem for problem in problems)
    return recording


def recorded(comparison: Comparison, folder: Path, name: str = "class.simul") -> Recording:
    """Write the runs and read them back; nothing is wrong with the file."""
    path = folder / name
    write_recording(comparison, path, overwrite=True)
    recording = read_recording(path)
    assert recording.problems == []
    return recording


def small_recording(folder: Path) -> Path:
    """A recording of two runs, both finished."""
    path = folder / "class.simul"
    write_recording(ORIGINAL, path)
    return path


def assert_equal_plans(first: Plan, second: Plan) -> None:
    assert first.scenario == second.scenario
    assert first.boards == second.boards
    assert first.digest() == second.digest()


def assert_equal_runs(first: Run, second: Run) -> None:
    """All that can be seen of them but how long playing took."""
    assert first.mode == second.mode
    assert first.code == second.code
    assert first.trace.times == second.trace.times
    assert first.trace.whats == second.trace.whats
    assert first.trace.lines == second.trace.lines
    assert first.notes == second.notes
    assert first.broken == second.broken
    assert (first.ended, first.right, first.stuck) == (second.ended, second.right, second.stuck)
    assert first.summary == second.summary
    assert first.warnings == second.warnings


def assert_equal(first: Comparison, second: Comparison) -> None:
    """The plans, and every run, in order."""
    assert_equal_plans(first.plan, second.plan)
    assert len(first.runs) == len(second.runs)
    for one, other in zip(first.runs, second.runs, strict=True):
        assert_equal_runs(one, other)
