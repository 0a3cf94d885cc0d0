"""The format as CONTRIBUTING.md describes it, read by a few lines that share nothing with the reader."""

import json
import struct
from collections import Counter
from collections.abc import Iterator
from zlib import crc32

from simul.formats.recording import recording_bytes
from simul.scenario.checking import as_raw
from tests.formats.recording.runs import ORIGINAL, SMALL


def chunks(content: bytes) -> Iterator[tuple[str, bytes]]:
    """Kinds and payloads; every checksum is right."""
    line, _, _ = content.partition(b"\n")
    assert line == b"simul recording 1"
    at, covered = len(line) + 1, content[: len(line) + 1]
    while at < len(content):
        kind = content[at : at + 1].decode()
        size, head = (
            (14, 1) if kind == "e" else (int.from_bytes(content[at + 1 : at + 5], "little"), 5)
        )
        end = at + head + size
        covered += content[at:end]
        assert content[end : end + 4] == crc32(covered).to_bytes(4, "little")
        yield kind, content[at + head : end]
        at = end + 4


def test_the_chunks_are_as_described() -> None:
    found = list(chunks(recording_bytes(ORIGINAL)))
    runs = ORIGINAL.runs
    kinds = "HS" + "B" * 3 + "".join("M" + "e" * len(run.trace) + "R" for run in runs) + "Z"
    assert "".join(kind for kind, _ in found) == kinds
    events = iter([struct.unpack("<dIH", payload) for kind, payload in found if kind == "e"])
    for run in runs:
        trace = run.trace
        for row in zip(trace.times, trace.whats, trace.lines, strict=True):
            assert next(events) == row
    documents = {kind: json.loads(payload) for kind, payload in found if kind in "HSMRZ"}
    assert [*documents["H"]] == ["simul"]
    assert documents["S"] == json.loads(json.dumps(as_raw(SMALL.scenario)))
    assert documents["M"]["name"] == "async"
    assert documents["M"]["source"] == runs[1].mode.source.read_text(encoding="utf-8")
    assert documents["R"]["events"] == len(runs[1].trace)
    assert (documents["R"]["stuck"], documents["R"]["broken"]) == (None, {})
    assert documents["Z"] == {"runs": 2}


def test_the_boards_are_as_described() -> None:
    boards = [payload for kind, payload in chunks(recording_bytes(ORIGINAL)) if kind == "B"]
    for planned, payload in zip(SMALL.boards, boards, strict=True):
        text, _, doubles = payload.partition(b"\n")
        document = json.loads(text)
        assert document["board"] == planned.number
        assert document["moves"].split() == [*planned.moves]
        thinks = iter(struct.unpack(f"<{len(doubles) // 8}d", doubles))
        for name in ("master_think", "opponent_think"):
            expected = [*getattr(planned, name)]
            one = document[f"{name}_s"]
            assert [next(thinks) if one is None else one for _ in expected] == expected
        assert next(thinks, None) is None


def test_nothing_tells_when_or_where_it_was_made() -> None:
    documents = [payload for kind, payload in chunks(recording_bytes(ORIGINAL)) if kind in "HRZ"]
    keys = Counter(key for document in documents for key in json.loads(document))
    assert keys == {"simul": 1, "events": 2, "stuck": 2, "broken": 2, "notes": 2, "runs": 1}
