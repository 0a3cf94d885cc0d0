"""How a run ended, in a recording: what broke, what was noted, where it got stuck; who wrote it, the end."""

import msgspec

from simul.analysis.warnings import RunWarning
from simul.hall.laws import Broken
from simul.hall.notes import Notes
from simul.scenario.wording import check_printable


class HeadDocument(msgspec.Struct):
    """Who wrote the recording: the version of simul."""

    simul: str


class EndDocument(msgspec.Struct):
    """The end of the recording: how many runs it has."""

    runs: int


class Result(msgspec.Struct):
    """The end of a run: its number of events, what broke, and whether it got stuck or was interrupted."""

    events: int
    stuck: RunWarning | None
    broken: dict[str, Broken]
    notes: Notes


def result_bytes(
    events: int, stuck: RunWarning | None, broken: dict[str, Broken], notes: Notes
) -> bytes:
    """Write how a run ended."""
    return msgspec.json.encode(Result(events, stuck, broken, notes))


def head_of(payload: bytes) -> str:
    """Return the version of simul that wrote the recording; raises ValueError."""
    version = msgspec.json.decode(payload, type=HeadDocument).simul
    check_printable(version)
    return version


def result_of(payload: bytes) -> Result:
    """Undo `result_bytes`; raises ValueError."""
    document = msgspec.json.decode(payload, type=Result)
    stuck, broken, notes = document.stuck, document.broken, document.notes
    check_printable(*notes.wrong, *broken, *(each.first for each in broken.values()))
    if stuck is not None:
        check_printable(stuck.kind, stuck.text)
    if bool(notes.blocked) != bool(notes.blocked_s):
        raise ValueError("the loop was blocked at no line, or not at all at some")
    return document
