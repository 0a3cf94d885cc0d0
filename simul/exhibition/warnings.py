"""Warnings: what went wrong in a run, in words, told by its figures and by what its runtime noted."""

import msgspec

from simul.exhibition.durations import duration
from simul.exhibition.notes import Notes
from simul.exhibition.plan import Plan
from simul.exhibition.summary import Summary

STARVED_TIMES = 10
"""Who waits more than so many times the mean is starved, if it is also more than so many laps of hers."""

STARVED_LAPS = 2


class RunWarning(msgspec.Struct, frozen=True):
    """One thing that went wrong: its kind, which is one word, and a line that says what."""

    kind: str
    text: str


def warnings_of(
    plan: Plan, summary: Summary, notes: Notes, source: str, lawful: bool
) -> list[RunWarning]:
    """Return what there is to warn of.

    `source` is the name of the file with the mode's code. Where a run is not `lawful`, whose turn it is
    means little, and nobody is called starved.
    """
    found = {
        "blocked": _blocked(notes, source),
        "never-yielded": _never_yielded(notes),
        "starved": _starved(plan, summary) if lawful else "",
    }
    return [RunWarning(kind, text) for kind, text in found.items() if text] + [
        RunWarning("wrong-count", text) for text in notes.wrong
    ]


def _blocked(notes: Notes, source: str) -> str:
    if not notes.blocked:
        return ""
    line, there_s = max(notes.blocked_s.items(), key=lambda item: item[1])
    so_much = "" if len(notes.blocked_s) == 1 else f"{duration(there_s)} of that "
    return (
        f"the event loop was blocked {_times(notes.blocked)}, {duration(sum(notes.blocked_s.values()))} in "
        f"all, {so_much}at line {line} of {source}; for up to {duration(notes.longest_s)} at a stretch, "
        f"from line {notes.longest_line}; somebody who was due waited {duration(notes.loop_wait_s)} for it"
    )


def _never_yielded(notes: Notes) -> str:
    tasks = notes.never_suspended
    if not tasks:
        return ""
    return (
        f"{tasks:,} task{'s' * (tasks != 1)} never let go from the first step to the last, the longest "
        f"for {duration(notes.unsuspended_s)}"
    )


def _starved(plan: Plan, summary: Summary) -> str:
    waits = summary.waits_s
    lap_s = sum(
        sum(board.master_think) / len(board.master_think)
        for board in plan.boards
        if board.master_think
    )
    if len(plan.boards) > 1:
        lap_s += plan.walk_s * len(plan.boards)
    bound_s = max(STARVED_TIMES * waits.mean, STARVED_LAPS * lap_s)
    starved = [board for board in summary.boards if board.longest_wait_s > bound_s]
    if not starved:
        return ""
    return (
        f"board {waits.max_board} waited {duration(waits.max)} for her, {waits.max / waits.mean:.0f} times "
        f"the mean; {len(starved)} of {len(plan.boards)} boards waited more than {STARVED_TIMES} times it"
    )


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count:,} times"
