"""How a run ended, in a recording: what broke, what was noted, where it got stuck; who wrote it, the end."""

from collections import defaultdict

import msgspec

from simul.exhibition.laws import Broken
from simul.exhibition.mistakes import printable
from simul.exhibition.notes import Notes
from simul.exhibition.warnings import RunWarning


class HeadDocument(msgspec.Struct):
    """Who wrote the recording: the version of simul."""

    simul: str


class EndDocument(msgspec.Struct):
    """The end of the recording: how many runs it has."""

    runs: int


class NotesDocument(msgspec.Struct):
    """What the runtime noted, as in `Notes`."""

    blocked_s: dict[int, float]
    blocked: int
    longest_s: float
    longest_line: int
    loop_wait_s: float
    never_suspended: int
    unsuspended_s: float
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


def result_of(payload: bytes) -> tuple[int, RunWarning | None, dict[str, Broken], Notes]:
    """Undo `result_bytes`; raises ValueError."""
    document = msgspec.json.decode(payload, type=ResultDocument)
    stuck, broken, noted = document.stuck, document.broken, document.notes
    words = [*noted.wrong, *broken, *(each.first for each in broken.values())]
    words += [] if stuck is None else [stuck.kind, stuck.text]
    if not all(map(printable, words)):
        raise ValueError("a text in it cannot be shown")
    notes = Notes()
    notes.blocked_s = defaultdict(float, noted.blocked_s)
    notes.blocked = noted.blocked
    notes.longest_s = noted.longest_s
    notes.longest_line = noted.longest_line
    notes.loop_wait_s = noted.loop_wait_s
    notes.never_suspended = noted.never_suspended
    notes.unsuspended_s = noted.unsuspended_s
    notes.wrong = noted.wrong
    return document.events, stuck, broken, notes
