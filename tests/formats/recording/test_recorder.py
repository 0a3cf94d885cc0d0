"""Recording while runs go on: the same bytes whenever they are written, and what is left after a fault."""

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from traceback import walk_stack
from types import FrameType

import pytest

from simul.analysis.comparison import Comparison, compare
from simul.analysis.run import INTERRUPTED
from simul.formats.recording import (
    Recorder,
    RecordingError,
    read_recording,
    recorder,
    recording_bytes,
)
from simul.formats.recording.chunks import Chunk, ChunkWriter
from simul.formats.recording.writing import Writer
from simul.hall.gates import Gate, ReleasedGate, Stopped
from simul.hall.trace import KIND_BITS, Kind, Trace
from simul.modes.code import Code
from simul.modes.mode import Mode
from simul.modes.registry import MODES
from simul.saving import NotSaved, part_of
from simul.scenario.files import PRESETS, load_scenario
from simul.scenario.plan import make_plan
from tests.cli.interrupted import wait_for
from tests.formats.recording.runs import EVERY_MODE, SMALL, assert_equal
from tests.plans import plan_of

EIGHT = plan_of(8, 10, walk=1.0)


def events_in(path: Path) -> int:
    """How many events can be read of a recording that is going on; 0 before there is any."""
    try:
        runs = read_recording(path).comparison.runs
    except RecordingError:
        return 0
    return sum(len(run.trace) for run in runs)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@contextmanager
def playing(record: Recorder, mode: Mode, gate: Gate) -> Iterator[list[BaseException]]:
    """Play in another thread, as the hall does; give a list for what ended it."""
    ended: list[BaseException] = []

    def play() -> None:
        try:
            record.play(mode, gate)
        except BaseException as error:
            ended.append(error)

    thread = threading.Thread(target=play)
    thread.start()
    try:
        yield ended
    finally:
        gate.stop()
        thread.join(20)
    assert not thread.is_alive()


@pytest.mark.parametrize("mode", EVERY_MODE, ids=lambda mode: mode.name)
def test_a_run_is_recorded_as_if_it_had_been_written_at_its_end(mode: Mode, tmp_path: Path) -> None:
    comparison = Comparison(SMALL)
    path = tmp_path / "class.simul"
    with Recorder(path, comparison) as record:
        run = record.play(mode)
        record.play(MODES["sync" if mode.name != "sync" else "async"])
    assert names(tmp_path) == ["class.simul"]
    assert path.read_bytes() == recording_bytes(comparison)
    assert record.written == path.stat().st_size
    assert record.events == sum(len(run.trace) for run in comparison.runs)
    assert run is comparison.runs[0]
    assert_equal(read_recording(path).comparison, comparison)


def test_a_mode_is_recorded_once(tmp_path: Path) -> None:
    with Recorder(tmp_path / "class.simul", Comparison(SMALL)) as record:
        record.play(MODES["sync"])
        with pytest.raises(ValueError, match="sync is recorded already"):
            record.play(MODES["sync"])
    assert len(read_recording(tmp_path / "class.simul").comparison.runs) == 1


@pytest.mark.slow
@pytest.mark.parametrize("name", ["sync", "async", "threads"])
def test_the_bytes_do_not_depend_on_when_they_are_written(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recorder, "EVERY_S", 0.0005)
    path = tmp_path / "class.simul"
    comparison = Comparison(EIGHT)
    gate = ReleasedGate()
    with Recorder(path, comparison) as record, playing(record, MODES[name], gate) as ended:
        for until in range(0, 700, 70):
            gate.release(until)
            gate.wait_until_wanted(0.05)
        gate.release(1e9)
        wait_for(lambda: bool(comparison.runs))
    assert ended == []
    assert path.read_bytes() == recording_bytes(compare(EIGHT, [MODES[name]]))


def test_what_has_happened_is_in_the_file_soon(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert recorder.EVERY_S <= 0.5  # so a second is never lost
    monkeypatch.setattr(recorder, "EVERY_S", 0.02)
    comparison, gate = Comparison(EIGHT), ReleasedGate()
    path = tmp_path / "class.simul"
    with Recorder(path, comparison) as record, playing(record, MODES["async"], gate) as ended:
        for until in (0.0, 33.0, 120.0):
            gate.release(until)
            assert gate.wait_until_wanted(20) is not None  # all up to here has happened
            wait_for(partial(_reaches, part_of(path), until))
        found = read_recording(part_of(path))
        assert not path.exists()
        assert found.problems
        assert found.comparison.runs[0].interrupted
        gate.stop()
        wait_for(lambda: bool(ended))
    assert isinstance(ended[0], Stopped)


def _reaches(path: Path, until: float) -> bool:
    """Tell whether all events of EIGHT up to this time are in the recording."""
    (whole,) = compare(EIGHT, [MODES["async"]]).runs
    return events_in(path) == sum(at <= until for at in whole.trace.times)


def test_a_run_that_is_stopped_is_put_in_place_as_interrupted(tmp_path: Path) -> None:
    comparison, gate = Comparison(EIGHT), ReleasedGate()
    path = tmp_path / "class.simul"
    with Recorder(path, comparison) as record:
        record.play(MODES["sync"])
        with playing(record, MODES["async"], gate) as ended:
            gate.release(120)
            gate.wait_until_wanted(20)
    assert isinstance(ended[0], Stopped)
    assert names(tmp_path) == ["class.simul"]
    recording = read_recording(path)
    assert recording.problems == []
    whole, cut = recording.comparison.runs
    assert_equal(read_recording(path).comparison, recording.comparison)
    assert (whole.interrupted, whole.right) == (False, True)
    assert (cut.interrupted, cut.right) == (True, False)
    assert cut.warnings[-1].kind == INTERRUPTED
    assert "happened at 0:02:00" in str(cut.ended)
    assert cut.summary.elapsed_s == 120
    assert recording_bytes(recording.comparison) == path.read_bytes()


def test_ctrl_c_while_the_rest_is_written_writes_nothing_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl-C in the wait for the writing thread must not have the end written before it is done."""
    comparison, path = Comparison(EIGHT), tmp_path / "class.simul"
    main = threading.main_thread().ident or 0
    interrupted = False

    def waits_for_the_end() -> bool:
        frame: FrameType | None = sys._current_frames()[main]
        names = [] if frame is None else [each.f_code.co_name for each, _ in walk_stack(frame)]
        return names[0] in ("wait", "_wait_for_tstate_lock") and "end" in names

    write = Recorder._write

    def write_slowly(record: Recorder, content: bytes) -> None:
        nonlocal interrupted
        if comparison.runs and not interrupted:
            interrupted = True
            wait_for(waits_for_the_end)
            signal.pthread_kill(main, signal.SIGINT)
            threading.Event().wait(0.05)  # meanwhile the main thread could go wrong
        write(record, content)

    monkeypatch.setattr(Recorder, "_write", write_slowly)
    with Recorder(path, comparison) as record, pytest.raises(KeyboardInterrupt):
        record.play(MODES["async"])
    assert interrupted
    recording = read_recording(path)
    assert recording.problems == []
    assert len(recording.comparison.runs[0].trace) == len(comparison.runs[0].trace)


@pytest.mark.parametrize("kind", [Chunk.MODE, Chunk.RESULT, Chunk.END])
def test_ctrl_c_while_a_chunk_is_written_leaves_none_out(
    kind: Chunk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "class.simul"
    add = ChunkWriter.add
    pressed: list[Chunk] = []

    def press_and_add(writer: ChunkWriter, now: Chunk, payload: bytes) -> None:
        if now is kind and not pressed:
            pressed.append(now)
            signal.raise_signal(signal.SIGINT)
        add(writer, now, payload)

    monkeypatch.setattr(ChunkWriter, "add", press_and_add)

    def play_and_stop(record: Recorder) -> None:
        with suppress(KeyboardInterrupt):  # as `simul record` does, which ends with 130 by itself
            record.play(MODES["async"])

    with suppress(KeyboardInterrupt), Recorder(path, Comparison(EIGHT)) as record:
        play_and_stop(record)
    assert pressed
    recording = read_recording(path)
    assert recording.problems == []
    (run,) = recording.comparison.runs
    assert run.interrupted == (kind is Chunk.MODE)
    assert names(tmp_path) == ["class.simul"]


def test_a_run_that_is_stopped_before_anything_happened_can_be_read(tmp_path: Path) -> None:
    gate = Gate()
    gate.stop()
    path = tmp_path / "class.simul"
    with Recorder(path, Comparison(SMALL)) as record, pytest.raises(Stopped):
        record.play(MODES["async"], gate)
    (run,) = read_recording(path).comparison.runs
    assert run.interrupted
    assert run.summary.elapsed_s == 0


def test_what_nobody_has_come_to_rest_after_is_recorded_too(tmp_path: Path) -> None:
    """A run may be stopped before it is known at which line somebody is; that he moved is known."""
    trace = Trace()
    trace.park(1.0, 1, Kind.MASTER_PARKS, 2)
    trace.times.append(2.0)
    trace.whats.append(1 << KIND_BITS | Kind.MASTER_THINKS)
    pieces: list[bytes] = []
    writer = Writer(SMALL, pieces.append)
    writer.begin(MODES["sync"], Code("sync.py", "def play():\n    ...\n"))
    writer.interrupted(trace)
    writer.end()
    path = tmp_path / "class.simul"
    path.write_bytes(b"".join(pieces))
    (run,) = read_recording(path).comparison.runs
    assert [*run.trace.times] == [1.0, 2.0]
    assert [*run.trace.lines] == [2, 0]


def test_after_an_exception_what_was_there_is_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "class.simul"
    path.write_text("old")

    def record() -> None:
        with Recorder(path, Comparison(SMALL), overwrite=True) as record:
            record.play(MODES["sync"])
            raise ValueError("oops")

    with pytest.raises(ValueError, match="oops"):
        record()
    assert path.read_text() == "old"
    assert names(tmp_path) == ["class.simul"]


def test_what_is_there_stays_unless_asked_otherwise(tmp_path: Path) -> None:
    path = tmp_path / "class.simul"
    path.write_text("old")
    with pytest.raises(NotSaved, match="already exists"):
        Recorder(path, Comparison(SMALL)).__enter__()
    with Recorder(path, Comparison(SMALL), overwrite=True):
        assert path.read_text() == "old"
    assert read_recording(path).problems == []
    assert names(tmp_path) == ["class.simul"]


def test_what_was_left_by_one_that_was_killed_stays_unless_asked_otherwise(tmp_path: Path) -> None:
    path = tmp_path / "class.simul"
    part_of(path).write_text("left")
    with pytest.raises(NotSaved, match=r"class\.simul\.part: .* was cut off"):
        Recorder(path, Comparison(SMALL)).__enter__()
    assert part_of(path).read_text() == "left"
    with Recorder(path, Comparison(SMALL), overwrite=True):
        pass
    assert names(tmp_path) == ["class.simul"]


def test_of_two_who_write_the_same_file_the_first_does_not_put_the_other_s_in_place(
    tmp_path: Path,
) -> None:
    path = tmp_path / "class.simul"

    def two() -> None:
        with Recorder(path, Comparison(SMALL)):
            part_of(path).unlink()
            part_of(path).write_text("somebody else's")

    with pytest.raises(NotSaved, match="somebody else"):
        two()
    assert names(tmp_path) == ["class.simul.part"]
    assert part_of(path).read_text() == "somebody else's"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_disk_stops_the_run_and_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recorder, "EVERY_S", 0.01)
    path = tmp_path / "class.simul"
    path.symlink_to("/dev/full")
    gate = ReleasedGate()  # it would stand there for ever

    def record() -> None:
        with Recorder(path, Comparison(SMALL)) as record:
            record.play(MODES["async"], gate)

    with pytest.raises(NotSaved, match=r"class\.simul: No space left on device"):
        record()
    assert gate.stopped
    assert names(tmp_path) == ["class.simul"]


@pytest.mark.slow
@pytest.mark.parametrize("preset", PRESETS)
@pytest.mark.parametrize("modes", [("sync", "async"), ("sync",), ("async",)])
def test_an_event_takes_no_more_than_thirty_bytes(preset: str, modes: tuple[str, ...]) -> None:
    """All in: the plan, its moves and think times, and the modes' sources."""
    comparison = compare(make_plan(load_scenario(preset)), [MODES[name] for name in modes])
    size = len(recording_bytes(comparison))
    assert size <= 30 * sum(len(run.trace) for run in comparison.runs)
