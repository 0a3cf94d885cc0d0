"""Recordings whose checksums are right, and which make no sense: somebody has made them so."""

import re
from array import array
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from simul.exhibition.laws import Broken
from simul.exhibition.notes import Notes
from simul.exhibition.warnings import RunWarning
from simul.recording import RecordingError, read_recording
from simul.recording.chunks import EVENT, Chunk, ChunkWriter
from simul.recording.modes import mode_bytes
from simul.recording.plans import board_bytes, scenario_bytes
from simul.recording.results import EndDocument, HeadDocument, result_bytes
from tests.plans import planned_board
from tests.recording.runs import ORIGINAL, SMALL, read


def plan_chunks(add: Callable[[Chunk, bytes], None]) -> None:
    add(Chunk.HEAD, msgspec.json.encode(HeadDocument("0")))
    add(Chunk.SCENARIO, scenario_bytes(SMALL.scenario))
    for board in SMALL.boards:
        add(Chunk.BOARD, board_bytes(board))


def begin(add: Callable[[Chunk, bytes], None]) -> None:
    run = ORIGINAL.runs[0]
    plan_chunks(add)
    add(Chunk.MODE, mode_bytes(run.mode, run.code))


def made(*more: tuple[Chunk, bytes], first: Callable[..., None] = begin) -> bytes:
    """A recording of these chunks, each with its checksum."""
    pieces: list[bytes] = []
    writer = ChunkWriter(pieces.append)

    def add(kind: Chunk, payload: bytes) -> None:
        if kind is Chunk.EVENT:
            writer.add_events([payload])
        else:
            writer.add(kind, payload)

    first(add)
    for kind, payload in more:
        add(kind, payload)
    return b"".join(pieces)


def event(time: float, board: int, kind: int, line: int = 1) -> tuple[Chunk, bytes]:
    return Chunk.EVENT, EVENT.pack(time, board << 3 | kind, line)


END = (Chunk.END, msgspec.json.encode(EndDocument(0)))


@pytest.mark.parametrize(
    "chunks",
    [
        [event(5, 1, 1), event(4.9, 1, 2)],  # time runs back
        [event(float("nan"), 1, 1)],
        [event(float("inf"), 1, 1)],
        [event(-1, 1, 1)],
        [event(5, 0, 1)],  # there is no such board
        [event(5, 4, 1)],
        [event(5, 1, 7)],  # there is no such kind
        [event(5, 1, 2)] * 3,  # two of her moves are planned
        [event(5, 1, 5)] * 3,
        [END],  # within a run
        [(Chunk.MODE, b"{}")],
        [(Chunk.MODE, mode_bytes(ORIGINAL.runs[0].mode, ORIGINAL.runs[0].code))],
        [(Chunk.BOARD, board_bytes(planned_board(4, 2, 1.0, 1.0)))],
        [(Chunk.RESULT, b"{}")],
        [(Chunk.RESULT, b"[" * 100_000)],
        [(Chunk.RESULT, b"\xff\xfe")],
        [(Chunk.RESULT, b'{"events": 3, "stuck": null, "broken": {}, "notes": {}}')],
        [(Chunk.MODE, b"")],
        [(Chunk.RESULT, result_bytes(3, None, {}, Notes()))],  # there are none
        [(Chunk.RESULT, result_bytes(0, RunWarning("deadlock", "\x1b[2J"), {}, Notes()))],
        [(Chunk.RESULT, result_bytes(0, None, {"Law": Broken(1, "\x1b[2J")}, Notes()))],
    ],
)
def test_what_cannot_have_happened_is_damage(
    chunks: list[tuple[Chunk, bytes]], tmp_path: Path
) -> None:
    recording = read(made(*chunks), tmp_path)
    assert recording is not None
    (problem,) = recording.problems
    assert "it makes no sense: " in problem
    (run,) = recording.comparison.runs
    assert run.interrupted
    recording.comparison.figures(run)


SCENARIO = (Chunk.SCENARIO, scenario_bytes(SMALL.scenario))


def board(number: int, plies: int, master: float) -> tuple[Chunk, bytes]:
    planned = planned_board(number, plies, 1.0, 1.0)
    thinks = array("d", [master]) * len(planned.master_think)
    return Chunk.BOARD, board_bytes(msgspec.structs.replace(planned, master_think=thinks))


@pytest.mark.parametrize(
    ("chunks", "words"),
    [
        ([(Chunk.SCENARIO, b"[]")], "Expected `object`, got `array`"),
        ([(Chunk.SCENARIO, b'{"name": "x", "boards": 0}')], "scenario: boards: 0 "),
        ([(Chunk.SCENARIO, b'{"name":' * 100_000)], "recursion"),
        ([(Chunk.HEAD, b'{"simul": 1}')], "Expected `str`, got `int`"),
        ([board(1, 2, 1.0)], "a board outside of the plan"),
        ([END], "an end where none can be"),
        ([SCENARIO, (Chunk.BOARD, b"{}\n")], "missing required field"),
        ([SCENARIO, board(2, 2, 1.0)], "board 2 stands where 1 should"),
        ([SCENARIO, board(1, 2, -1.0)], "a think time cannot be"),
        ([SCENARIO, board(1, 4, float("nan"))], "a think time cannot be"),
        ([SCENARIO, board(1, 1, 1.0)], "a game is too short"),
        ([event(1, 1, 1)], "an event of no mode"),
    ],
)
def test_a_plan_that_cannot_be_is_told(
    chunks: list[tuple[Chunk, bytes]], words: str, tmp_path: Path
) -> None:
    path = tmp_path / "class.simul"
    path.write_bytes(made(*chunks, first=lambda add: None))
    with pytest.raises(RecordingError, match="it makes no sense: .*" + re.escape(words)):
        read_recording(path)


def test_an_escape_sequence_in_a_name_does_not_get_to_the_terminal(tmp_path: Path) -> None:
    run = ORIGINAL.runs[0]
    mode = msgspec.structs.replace(run.mode, name="\x1b[2Jsync")
    recording = read(made((Chunk.MODE, mode_bytes(mode, run.code)), first=plan_chunks), tmp_path)
    assert recording is not None
    assert recording.comparison.runs == []
    assert "\x1b" not in recording.problems[0]


def test_an_end_that_speaks_of_other_runs_is_damage(tmp_path: Path) -> None:
    end = (Chunk.END, msgspec.json.encode(EndDocument(1)))
    recording = read(made(end, first=plan_chunks), tmp_path)
    assert recording is not None
    assert "an end where none can be" in recording.problems[0]


def test_a_kind_of_chunk_that_is_not_known_is_passed_over(tmp_path: Path) -> None:
    pieces: list[bytes] = []
    writer = ChunkWriter(pieces.append)
    plan_chunks(writer.add)
    strange: object = type("Kind", (), {"value": b"Q"})
    writer.add(strange, b"something that a later version writes")  # type: ignore[arg-type]
    writer.add(*END)
    recording = read(b"".join(pieces), tmp_path)
    assert recording is not None
    assert recording.problems == []
