"""Recordings that are damaged, cut off, newer or none: told by name, and read as far as they go."""

from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simul.analysis.run import Run
from simul.formats.recording import (
    Recording,
    RecordingError,
    is_recording,
    read_recording,
    recording_bytes,
)
from simul.formats.recording.chunks import FIRST_LINE, ChunkReader, CutOff
from simul.formats.recording.modes import mode_bytes
from tests.formats.recording.runs import ORIGINAL, SMALL, read, small_recording


@cache
def content() -> bytes:
    return recording_bytes(ORIGINAL)


def assert_begins_as(found: Run, original: Run) -> None:
    """What was read of a run is its beginning; or all of it, and then all else is as it was, too."""
    count = len(found.trace)
    assert found.trace.times == original.trace.times[:count]
    assert found.trace.whats == original.trace.whats[:count]
    assert found.trace.lines == original.trace.lines[:count]
    if not found.interrupted:
        assert count == len(original.trace)
        assert (found.summary, found.warnings) == (original.summary, original.warnings)
    assert found.ended is not None or not found.interrupted
    assert found.summary.elapsed_s <= original.summary.elapsed_s  # its figures can be had


def assert_a_beginning(recording: Recording) -> None:
    assert recording.comparison.plan.digest() == SMALL.digest()
    runs = recording.comparison.runs
    assert len(runs) <= 2
    for found, original in zip(runs, ORIGINAL.runs, strict=False):
        assert_begins_as(found, original)
        recording.comparison.figures(found)
    assert not any(run.interrupted for run in runs[:-1])


def events_read(recording: Recording | None) -> int:
    return 0 if recording is None else sum(len(run.trace) for run in recording.comparison.runs)


@pytest.mark.slow
def test_cut_off_anywhere_its_beginning_is_read_and_the_more_the_later(tmp_path: Path) -> None:
    whole = content()
    counts = []
    for size in range(0, len(whole), 7):
        recording = read(whole[:size], tmp_path)
        counts.append(events_read(recording))
        if recording is not None:
            assert_a_beginning(recording)
            assert len(recording.problems) == 1
            assert "is cut off, or damaged, after " in recording.problems[0]
    assert all(one <= other for one, other in pairwise(counts))
    assert counts[-1] == sum(len(run.trace) for run in ORIGINAL.runs)


def test_what_is_cut_off_is_the_last_event_at_the_most(tmp_path: Path) -> None:
    """Behind the first mode's head, every 19 bytes more are an event more."""
    whole = content()
    run = ORIGINAL.runs[0]
    head = mode_bytes(run.mode, run.code)
    start = whole.index(head) + len(head) + 4
    for events in range(len(run.trace)):
        for more in (0, 1, 18):
            recording = read(whole[: start + 19 * events + more], tmp_path)
            assert recording is not None
            (found,) = recording.comparison.runs
            assert found.interrupted
            assert len(found.trace) == events


@given(data=st.data())
def test_whatever_is_flipped_is_found(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    flipped = bytearray(content())
    where = data.draw(st.integers(0, len(flipped) - 1))
    flipped[where] ^= data.draw(st.integers(1, 255))
    recording = read(bytes(flipped), tmp_path_factory.getbasetemp())
    if recording is None:
        return
    assert_a_beginning(recording)
    (problem,) = recording.problems
    at = int(problem.partition("(at byte ")[2].partition(")")[0])
    assert at <= where  # all before the damage is there


@given(data=st.data())
def test_whatever_is_done_to_it_nothing_but_its_beginning_is_shown(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Bytes are put in, taken out, moved: what is read is the beginning, or what was there to begin with."""
    whole = content()
    first, second, third = sorted(data.draw(st.integers(0, len(whole))) for _ in range(3))
    parts = data.draw(
        st.sampled_from(
            [
                whole[:first] + whole[second:],
                whole[:first] + whole[second:third] + whole[first:second] + whole[third:],
                whole[:second] + whole[first:],
                whole[:first] + data.draw(st.binary(max_size=40)) + whole[first:],
                whole[:first] + bytes(third - first) + whole[third:],
            ]
        )
    )
    recording = read(parts, tmp_path_factory.getbasetemp())
    if recording is not None:
        assert_a_beginning(recording)
        assert recording.problems or parts == whole


@given(tail=st.binary(max_size=300))
def test_anything_behind_the_first_line_is_survived(
    tail: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    assert read(FIRST_LINE + tail, tmp_path_factory.getbasetemp()) is None


def test_something_behind_its_end_is_told(tmp_path: Path) -> None:
    recording = read(content() + b"x", tmp_path)
    assert recording is not None
    assert len(recording.comparison.runs) == 2
    (problem,) = recording.problems
    assert "is damaged after the end of async" in problem
    assert "there is something behind its end" in problem


def test_what_is_wrong_is_said_in_words(tmp_path: Path) -> None:
    path = small_recording(tmp_path)
    whole = path.read_bytes()
    path.write_bytes(whole[:-600])
    recording = read_recording(path)
    cut = recording.comparison.runs[-1]
    last = cut.trace.times[-1]
    (problem,) = recording.problems
    assert problem.startswith(f"{path}: is cut off, or damaged, after 16.0 s of async (at byte ")
    assert problem.endswith("; what stands before that can be read")
    assert cut.interrupted
    assert not cut.right
    assert last == 16.0 < ORIGINAL.runs[1].summary.elapsed_s


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (b"", "is not a recording, or its first line is damaged"),
        (b"name = 'polgar'\n", "is not a recording, or its first line is damaged"),
        (b"simul recording x\n", "is not a recording, or its first line is damaged"),
        (b"simul recording 2\nwhatever", "format 2, and this version of simul reads format 1: "),
        (b"simul recording 1\n", "after its first lines .at byte 18.; nothing in it can be shown"),
    ],
)
def test_what_is_not_read_at_all_is_told(found: bytes, words: str, tmp_path: Path) -> None:
    path = tmp_path / "class.simul"
    path.write_bytes(found)
    with pytest.raises(RecordingError, match=f"class.simul: .*{words}"):
        read_recording(path)


def test_a_newer_one_is_told_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "class.simul"
    path.write_bytes(b"simul recording 12\n" + content())
    with pytest.raises(RecordingError, match=r"format 12.*pip install -U chess-simul"):
        read_recording(path)
    assert is_recording(path)


@pytest.mark.parametrize(
    ("name", "words"), [("none.simul", "does not exist"), (".", "is a folder")]
)
def test_what_cannot_be_opened_is_told(name: str, words: str, tmp_path: Path) -> None:
    with pytest.raises(RecordingError, match=words):
        read_recording(tmp_path / name)
    assert not is_recording(tmp_path / name)


def test_a_size_that_is_too_large_asks_for_no_memory() -> None:
    asked: list[int] = []

    class Watched:
        def __init__(self, tail: bytes) -> None:
            self.tail = tail

        def read(self, size: int) -> bytes:
            asked.append(size)
            taken, self.tail = self.tail[:size], self.tail[size:]
            return taken

    tail = b"H" + b"\xff" * 4 + b"{}"
    file: object = Watched(tail)
    with pytest.raises(CutOff):
        ChunkReader(file, len(FIRST_LINE) + len(tail)).next()  # type: ignore[arg-type]
    assert max(asked) < 100
