"""Warnings: what went wrong in a run, in words, told by its figures and by what its runtime noted."""

import msgspec

from simul.analysis.passed_over import passed_over
from simul.analysis.summary import Summary
from simul.hall.notes import Notes
from simul.hall.trace import Trace
from simul.scenario.durations import duration
from simul.scenario.plan import Plan

STARVED_TIMES = 10
"""Who is passed over for more than this many times the mean wait is starved, if it is also more than so many
laps of hers."""

STARVED_LAPS = 2


class RunWarning(msgspec.Struct, frozen=True):
    """One thing that went wrong: its kind, which is one word, and a line that says what."""

    kind: str
    text: str


def warnings_of(
    plan: Plan, trace: Trace, summary: Summary, notes: Notes, source: str, chooses: bool
) -> list[RunWarning]:
    """Return what there is to warn of.

    `source` is the name of the file with the mode's code. `chooses` says whether she chooses whom to serve:
    where she does not, as in sync, nobody is starved, and neither is anybody where a law is broken, since it
    means little there whose turn it is.
    """
    found = {
        "blocked": _blocked(notes, source),
        "never-yielded": _never_yielded(notes),
        "starved": _starved(plan, trace, summary) if chooses else "",
    }
    return [RunWarning(kind, text) for kind, text in found.items() if text] + [
        RunWarning("wrong-count", text) for text in notes.wrong
    ]


def _blocked(notes: Notes, source: str) -> str:
    if not notes.blocked:
        return ""
    line, there_s = max(notes.blocked_s.items(), key=lambda item: item[1])
    so_much = "" if len(notes.blocked_s) == 1 else f"{duration(there_s)} of it "
    return (
        f"the event loop was blocked {_times(notes.blocked)}, for {duration(sum(notes.blocked_s.values()))} "
        f"in all, {so_much}at line {line} of {source}, and for up to {duration(notes.longest_s)} at a time, "
        f"at line {notes.longest_line}; somebody who was due waited {duration(notes.loop_wait_s)} for it"
    )


def _never_yielded(notes: Notes) -> str:
    tasks = notes.never_suspended
    if not tasks:
        return ""
    return (
        f"{tasks:,} task{'s' * (tasks != 1)} never paused between the first step and the last; the longest "
        f"ran for {duration(notes.unsuspended_s)}"
    )


def _starved(plan: Plan, trace: Trace, summary: Summary) -> str:
    waits = summary.waits_s
    lap_s = sum(
        sum(board.master_think) / len(board.master_think)
        for board in plan.boards
        if board.master_think
    )
    if len(plan.boards) > 1:
        lap_s += plan.walk_s * len(plan.boards)
    bound_s = max(STARVED_TIMES * waits.mean, STARVED_LAPS * lap_s)
    if waits.max <= bound_s or not (starved := passed_over(plan, trace, bound_s)):
        return ""
    board, longest = max(starved.items(), key=lambda item: item[1])
    were = "was" if len(starved) == 1 else "were"
    return (
        f"board {board} waited {duration(longest)}, {longest / waits.mean:.0f} times the mean wait, while "
        f"another board had several turns; {len(starved)} of {len(plan.boards)} boards {were} passed over "
        "like this"
    )


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count:,} times"
