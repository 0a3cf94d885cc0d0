"""How a run ended, in a recording: what broke, what was noted, where it got stuck; who wrote it, the end."""

from collections import defaultdict
from typing import Annotated, NamedTuple

import msgspec

from simul.analysis.warnings import RunWarning
from simul.hall.laws import Broken
from simul.hall.notes import Notes
from simul.scenario.durations import Count, Seconds
from simul.scenario.wording import check_printable

Line = Annotated[int, msgspec.Meta(ge=0, lt=2**16)]


class HeadDocument(msgspec.Struct):
    """Who wrote the recording: the version of simul."""

    simul: str


class EndDocument(msgspec.Struct):
    """The end of the recording: how many runs it has."""

    runs: int


class NotesDocument(msgspec.Struct):
    """What the runtime noted, as in `Notes`."""

    blocked_s: dict[Line, Seconds]
    blocked: Count
    longest_s: Seconds
    longest_line: Line
    loop_wait_s: Seconds
    never_suspended: Count
    unsuspended_s: Seconds
    wrong: list[str]


class ResultDocument(msgspec.Struct):
    """The end of a run of so many events: `stuck` is what it got stuck in, or that it was interrupted."""

    events: int
    stuck: RunWarning | None
    broken: dict[str, Broken]
    notes: NotesDocument


def result_bytes(
    events: int, stuck: RunWarning | None, broken: dict[str, Broken], notes: Notes
) -> bytes:
    """Write how a run ended."""
    noted = NotesDocument(
        blocked_s=dict(notes.blocked_s),
        blocked=notes.blocked,
        longest_s=notes.longest_s,
        longest_line=notes.longest_line,
        loop_wait_s=notes.loop_wait_s,
        never_suspended=notes.never_suspended,
        unsuspended_s=notes.unsuspended_s,
        wrong=notes.wrong,
    )
    return msgspec.json.encode(ResultDocument(events, stuck, broken, noted))


class Result(NamedTuple):
    """How a run ended, and after how many events."""

    events: int
    stuck: RunWarning | None
    broken: dict[str, Broken]
    notes: Notes


def head_of(payload: bytes) -> str:
    """Return the version of simul that wrote the recording; raises ValueError."""
    version = msgspec.json.decode(payload, type=HeadDocument).simul
    check_printable(version)
    return version


def result_of(payload: bytes) -> Result:
    """Undo `result_bytes`; raises ValueError."""
    document = msgspec.json.decode(payload, type=ResultDocument)
    stuck, broken, noted = document.stuck, document.broken, document.notes
    check_printable(*noted.wrong, *broken, *(each.first for each in broken.values()))
    if stuck is not None:
        check_printable(stuck.kind, stuck.text)
    if bool(noted.blocked) != bool(noted.blocked_s):
        raise ValueError("the loop was blocked at no line, or not at all at some")
    notes = Notes()
    notes.blocked_s = defaultdict(float, noted.blocked_s)
    notes.blocked = noted.blocked
    notes.longest_s = noted.longest_s
    notes.longest_line = noted.longest_line
    notes.loop_wait_s = noted.loop_wait_s
    notes.never_suspended = noted.never_suspended
    notes.unsuspended_s = noted.unsuspended_s
    notes.wrong = noted.wrong
    return Result(document.events, stuck, broken, notes)
