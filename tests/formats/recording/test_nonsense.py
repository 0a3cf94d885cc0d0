"""Recordings whose checksums are right, and which make no sense: somebody has made them so."""

import json
import re
from array import array
from collections.abc import Callable
from pathlib import Path
from typing import Any

import chess
import msgspec
import pytest

from simul.analysis.warnings import RunWarning
from simul.formats.recording import RecordingError, read_recording
from simul.formats.recording.chunks import EVENT, Chunk, ChunkWriter
from simul.formats.recording.modes import mode_bytes
from simul.formats.recording.plans import board_bytes, scenario_bytes
from simul.formats.recording.results import EndDocument, HeadDocument, result_bytes
from simul.hall.notes import Notes
from simul.modes.code import Code
from simul.modes.pitfalls.registry import PITFALLS
from tests.formats.recording.runs import ORIGINAL, SMALL, read
from tests.plans import planned_board


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
THINKS, MOVES, PARKS, REPLY_THINKS, REPLY_MOVES = 1, 2, 3, 4, 5
WALKS = 0
FIRST = [event(0, 1, THINKS), event(5, 1, MOVES), event(5, 1, REPLY_THINKS)]


def result(change: Callable[[Any], object], events: int = 0) -> tuple[Chunk, bytes]:
    """The result of an interrupted run, changed."""
    stuck = RunWarning("interrupted", "it was stopped")
    document = msgspec.json.decode(result_bytes(events, stuck, {}, Notes()))
    change(document)
    return Chunk.RESULT, json.dumps(document).encode()


def notes(**changed: object) -> tuple[Chunk, bytes]:
    return result(lambda document: document["notes"].update(changed))


ORIGINAL_MODE = (Chunk.MODE, mode_bytes(ORIGINAL.runs[0].mode, ORIGINAL.runs[0].code))


@pytest.mark.parametrize(
    ("chunks", "words"),
    [
        ([*FIRST, event(4.9, 1, PARKS)], "before the one that it follows"),
        ([event(float("nan"), 1, THINKS)], "before the one that it follows"),
        ([event(float("inf"), 1, THINKS)], "far too late"),
        ([event(1e21, 1, THINKS)], "far too late"),
        ([event(-1, 1, THINKS)], "before the one that it follows"),
        ([event(5, 0, THINKS)], "not an event"),
        ([event(5, 4, THINKS)], "not an event"),
        ([event(5, 1, 7)], "not an event"),
        ([event(5, 1, PARKS, 60_000)], "line 60000 of a source that has"),
        ([event(0, 1, MOVES)], "a move at board 1 that nobody has thought about"),
        ([event(0, 1, REPLY_MOVES)], "a move at board 1 that nobody has thought about"),
        ([event(0, 1, REPLY_THINKS)], "OutOfTurn: board 1 at 0.0 s: the opponent thinks"),
        ([*FIRST, event(5, 1, REPLY_THINKS)], "OutOfTurn: board 1 at 5.0 s: the opponent thinks"),
        ([*FIRST, event(59, 1, REPLY_MOVES)], "he will have thought at 60.0 s"),
        ([*FIRST, event(6, 1, THINKS)], "OutOfTurn: board 1 at 6.0 s: the master thinks"),
        ([FIRST[0], event(4, 1, MOVES)], "she will have thought at 5.0 s"),
        ([event(0, 2, THINKS)], "TwoPlacesAtOnce: the master sits down to think at board 2"),
        ([FIRST[0], event(1, 2, WALKS)], "TwoPlacesAtOnce: the master sets out for board 2"),
        ([*FIRST, event(5, 2, WALKS), event(5.25, 2, THINKS)], "is on her way to board 2"),
        ([event(0, 1, WALKS)], "the master walks to board 1, where she is"),
        ([END], "an end where none can be"),
        ([(Chunk.MODE, b"{}")], "missing required field"),
        ([ORIGINAL_MODE], "or within another"),
        ([result(lambda document: None), ORIGINAL_MODE], "a second run of sync"),
        (
            [(Chunk.BOARD, board_bytes(planned_board(4, 2, 1.0, 1.0)))],
            "a board outside of the plan",
        ),
        ([(Chunk.RESULT, b"{}")], "missing required field"),
        ([(Chunk.RESULT, b'{"events":' * 100_000)], "got `object`"),
        ([(Chunk.RESULT, b"\xff\xfe")], "malformed"),
        ([(Chunk.MODE, b"")], "truncated"),
        ([result(lambda document: None, 3)], "the result of a run that is not there in full"),
        ([result(lambda document: document.update(stuck=None))], "in which 12 moves were not made"),
        (
            [result(lambda document: document["stuck"].update(text="\x1b[2J"))],
            r'"\u001b[2J" cannot be shown',
        ),
        ([result(lambda document: document["stuck"].update(kind="\x9b"))], "cannot be shown"),
        (
            [result(lambda document: document.update(broken={"A": {"times": 1, "first": "\n"}}))],
            "cannot be shown",
        ),
        (
            [result(lambda document: document.update(broken={"A": {"times": 1, "first": ""}}))],
            "a law was broken by a mode that breaks none",
        ),
        (
            [result(lambda document: document.update(broken={"A": {"times": 0, "first": ""}}))],
            "Expected `int` >= 1",
        ),
        ([notes(wrong=["\x07"])], "cannot be shown"),
        ([notes(blocked=1)], "the loop was blocked at no line"),
        ([notes(blocked_s={"3": 1.0})], "the loop was blocked at no line, or not at all"),
        ([notes(blocked=1, blocked_s={"3": 1e308})], "Expected `float` <= "),
        ([notes(longest_s=-1.0)], "Expected `float` >= 0"),
        ([notes(never_suspended=10**400)], "Expected `int` <= "),
        ([notes(longest_line=70_000)], "Expected `int` <= "),
    ],
)
def test_what_cannot_have_happened_is_damage_and_what_precedes_it_is_shown(
    chunks: list[tuple[Chunk, bytes]], words: str, tmp_path: Path
) -> None:
    recording = read(made(*chunks), tmp_path)
    assert recording is not None
    (problem,) = recording.problems
    assert "it makes no sense: " in problem
    assert words.casefold() in problem.casefold()
    run = recording.comparison.runs[0]
    assert run.interrupted
    assert len(run.trace) == sum(kind is Chunk.EVENT for kind, _ in chunks[:-1])
    recording.comparison.figures(run)


def mode(**changed: object) -> tuple[Chunk, bytes]:
    document = msgspec.json.decode(ORIGINAL_MODE[1])
    return Chunk.MODE, json.dumps(document | changed).encode()


@pytest.mark.parametrize(
    "changed",
    [
        {"name": "\x1b[2Jsync"},
        {"name": ""},
        {"name": "one,two"},
        {"name": "two words"},
        {"sentence": "\x1b[2J"},
        {"instead": "\u202e"},
        {"family": "\x9b31m"},
        {"scheduler": "\n"},
        {"suspends": "\x00"},
        {"file": "../\x1b"},
        {"source": "def play():\n    \x1b[2J"},
        {"source": "a\rb"},
        {"lawless": "yes"},
    ],
)
def test_a_mode_that_cannot_be_shown_is_damage(changed: dict[str, object], tmp_path: Path) -> None:
    recording = read(made(mode(**changed), first=plan_chunks), tmp_path)
    assert recording is not None
    assert recording.comparison.runs == []
    (problem,) = recording.problems
    assert "it makes no sense: " in problem
    assert problem.isprintable()


def test_the_source_of_a_mode_may_have_tabs(tmp_path: Path) -> None:
    source = "def play():\n\t...\n"
    recording = read(made(mode(source=source), first=plan_chunks), tmp_path)
    assert recording is not None
    assert recording.sources == {"sync": source}


def test_a_lawless_mode_may_break_laws_but_nobody_moves_without_a_thought(tmp_path: Path) -> None:
    lawless = PITFALLS["many-masters"]
    begin = (Chunk.MODE, mode_bytes(lawless, Code("many_masters.py", "play\n")))
    both = [event(0, board, THINKS) for board in (1, 2)]
    right = [*both, event(1, 1, MOVES), event(2, 2, MOVES), event(2, 2, REPLY_THINKS)]
    for *more, wrong, words in (
        (event(3, 1, MOVES), "a move at board 1 that nobody has thought about"),
        (event(3, 3, REPLY_MOVES), "a move at board 3 that nobody has thought about"),
        (event(3, 1, THINKS), event(3, 1, THINKS), "more moves at board 1 than are planned"),
    ):
        recording = read(made(begin, *right, *more, wrong, first=plan_chunks), tmp_path)
        assert recording is not None
        (run,) = recording.comparison.runs
        assert len(run.trace) == len(right) + len(more)
        assert words in recording.problems[0]


SCENARIO = (Chunk.SCENARIO, scenario_bytes(SMALL.scenario))


def board(number: int, plies: int, master: float) -> tuple[Chunk, bytes]:
    planned = planned_board(number, plies, 1.0, 1.0)
    thinks = array("d", [master]) * len(planned.master_think)
    return Chunk.BOARD, board_bytes(msgspec.structs.replace(planned, master_think=thinks))


def changed_board(**changed: object) -> tuple[Chunk, bytes]:
    document = msgspec.json.decode(board_bytes(planned_board(1, 4, 1.0, 1.0)).partition(b"\n")[0])
    return Chunk.BOARD, json.dumps(document | changed).encode() + b"\n"


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
        ([SCENARIO, board(1, 2, 1e19)], "a think time cannot be"),
        ([(Chunk.HEAD, b'{"simul": "\\u001b[2J"}')], "cannot be shown"),
        ([SCENARIO, changed_board(result="\x1b[2J")], "is not the result of a game"),
        ([SCENARIO, changed_board(white="\x1b[2J")], "cannot be shown"),
        ([SCENARIO, changed_board(black="a\tb")], "cannot be shown"),
        ([SCENARIO, changed_board(moves="e2e5 e7e5 g1f3 g8f6")], "illegal uci: 'e2e5'"),
        ([SCENARIO, changed_board(moves="0000 e7e5 g1f3 g8f6")], "a move that is not written"),
        ([SCENARIO, changed_board(moves="e2e4 \x1b[2J a b")], r"\x1b[2J"),
        ([SCENARIO, changed_board(moves="e2e4 " + "x" * 99_999)], "xxx...; nothing in it"),
        ([SCENARIO, changed_board(fen="nonsense")], "fen"),
        ([SCENARIO, changed_board(fen="8/8/8/8/8/8/8/8 w - - 0 1")], "cannot come about in chess"),
        ([SCENARIO, changed_board(fen=f"{chess.STARTING_FEN} ")], "cannot come about in chess"),
        (
            [
                SCENARIO,
                changed_board(fen="4k3/8/8/8/8/8/4P3/4K3 b - - 0 1", moves="e8d8 e2e4 d8e8 e4e5"),
            ],
            "the wrong side moves first at board 1",
        ),
        ([SCENARIO, changed_board(master_colour="black")], "the wrong side moves first at board 1"),
    ],
)
def test_a_plan_that_cannot_be_is_told(
    chunks: list[tuple[Chunk, bytes]], words: str, tmp_path: Path
) -> None:
    path = tmp_path / "class.simul"
    path.write_bytes(made(*chunks, first=lambda add: None))
    with pytest.raises(RecordingError, match="it makes no sense: .*" + re.escape(words)):
        read_recording(path)


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
