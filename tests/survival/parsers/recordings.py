"""Recordings with right checksums, and whatever in their chunks."""

import json
from functools import cache
from pathlib import Path
from random import Random
from typing import Any
from zlib import crc32

from simul.analysis.comparison import Comparison, compare
from simul.analysis.source_positions import source_positions
from simul.analysis.timeline import Timeline
from simul.analysis.view import View
from simul.formats.recording import RecordingError, read_recording, recording_bytes
from simul.formats.recording.chunks import EVENT, FIRST_LINE
from simul.formats.registry import FORMATS as ALL_FORMATS
from simul.formats.result import Result
from simul.modes.registry import find_mode
from simul.tui.session.lane import Lane
from tests.plans import plan_of
from tests.survival.attack import Parser
from tests.survival.mutations import STRANGE, bytes_mutated, document_mutated

Chunks = list[tuple[bytes, bytes]]
MODES = (
    "sync",
    "async",
    "many-masters",
    "forgotten-reply",
    "deadlock",
    "blocking-call",
    "cpu-hog-yielding",
)
FORMATS = [each.ending for each in ALL_FORMATS.values() if not each.binary]


@cache
def _right() -> list[Chunks]:
    plans = [
        plan_of(2, 1, (5.0, 0.1), (7.5, 3.0)),
        plan_of(3, 2, 2.0, (9.0, 4.0), walk=0.5, colour="alternate", policy="ready"),
    ]
    runs = [(plan, names) for plan in plans for names in (MODES[:2], MODES[2:4], MODES[4:])]
    return [_split(recording_bytes(compare(plan, map(find_mode, names)))) for plan, names in runs]


def _split(content: bytes) -> Chunks:
    chunks, at = [], len(FIRST_LINE)
    while at < len(content):
        kind = content[at : at + 1]
        head, size = (1, EVENT.size) if kind == b"e" else (5, 0)
        size = size or int.from_bytes(content[at + 1 : at + 5], "little")
        chunks.append((kind, content[at + head : at + head + size]))
        at += head + size + 4
    return chunks


def _joined(chunks: Chunks) -> bytes:
    content, checksum = FIRST_LINE, crc32(FIRST_LINE)
    for kind, payload in chunks:
        body = kind + (b"" if kind == b"e" else len(payload).to_bytes(4, "little")) + payload
        checksum = crc32(body, checksum)
        content += body + checksum.to_bytes(4, "little")
    return content


def make(random: Random) -> bytes:
    """A recording in which some chunks are other than they were, all with their checksums."""
    chunks = [*random.choice(_right())]
    for _ in range(random.choice((1, 1, 1, 2, 4))):
        if not chunks:
            break
        kind = random.choice([*{kind for kind, _ in chunks}])
        place = random.choice([at for at, chunk in enumerate(chunks) if chunk[0] == kind])
        match random.randrange(10):
            case 0:
                del chunks[place]
            case 1:
                chunks.insert(place, random.choice(chunks))
            case 2:
                chunks[place:] = chunks[place + random.randrange(1, 40) :]
            case 3:
                payload = bytes_mutated(random, chunks[place][1])
                if kind == b"e":
                    payload = payload.ljust(EVENT.size)[: EVENT.size]
                chunks[place] = kind, payload
            case _:
                chunks[place] = kind, _mutated(random, kind, chunks[place][1])
    return _joined(chunks)


def _mutated(random: Random, kind: bytes, payload: bytes) -> bytes:
    if kind == b"e":
        return _event(random, payload)
    text, line_feed, doubles = payload.partition(b"\n") if kind == b"B" else (payload, b"", b"")
    try:
        document: Any = json.loads(text)
    except ValueError:
        return payload
    changed = json.dumps(document_mutated(random, document)).encode("utf-8", "replace")
    return changed + line_feed + doubles


def _event(random: Random, payload: bytes) -> bytes:
    time, what, line = EVENT.unpack(payload)
    match random.randrange(4):
        case 0:
            floats = [value for value in STRANGE if isinstance(value, float)]
            time = random.choice(
                (time - 1, time + 0.5, time * 2, *floats, float("nan"), float("inf"))
            )
        case 1:
            what = (what & ~7) | random.randrange(8)
        case 2:
            what = (what & 7) | random.choice((0, 1, 2, 3, 4, 2**20)) << 3
        case _:
            line = random.choice((0, 1, line + 1, 65_535))
    return EVENT.pack(time, what, line)


def read(content: bytes, folder: Path) -> None:
    """Whatever is read can be shown, in every format and in the hall."""
    path = folder / "class.simul"
    path.write_bytes(content)
    recording = read_recording(path)
    for problem in recording.problems:
        assert problem.startswith(f"{path}: ")
        assert problem.isprintable()
    comparison = recording.comparison
    if not comparison.runs:
        return
    _show_in_the_hall(comparison)
    last = Comparison(comparison.plan)
    last.runs.append(comparison.runs[-1])
    ending = FORMATS[len(content) % len(FORMATS)]
    for found in (Result(comparison), Result(last, by_board=True)):
        text = b"".join(ALL_FORMATS[ending].content(found)).decode("utf-8")
        assert text.replace("\n", "").replace("\t", "").isprintable()


def _show_in_the_hall(comparison: Comparison) -> None:
    for run in comparison.runs:
        figures = comparison.figures(run)
        view, timeline = View(run.plan, run.trace), Timeline(run.plan, run.trace)
        while view.step():
            for board in range(1, len(run.plan.boards) + 1):
                view.states.due(board)
                view.states.board_spent(board, view.time)
            view.states.master_spent(view.time)
        assert view.index == len(run.trace)
        for _ in range(3):
            view.step_back()
        timeline.read()
        end = run.trace.times[-1] if len(run.trace) else 0.0
        for party in range(len(run.plan.boards) + 1):
            assert all(span.end > span.start for span in timeline.spans(party, 0.0, end))
        lane = Lane(run.mode, run.plan, figures.theory_s, run)
        lane.view.seek(end / 2)
        assert len(lane.source) >= max(lane.view.lines, default=0)
        source_positions(lane.moment)


RECORDINGS = Parser("recordings", make, read, (RecordingError,))
