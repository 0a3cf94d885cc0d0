"""Waits: how long opponents with a reply ready waited for the master, each, and how many how long."""

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Sequence

from simul.hall.trace import Kind, Trace
from simul.scenario.plan import Plan

LADDER_S = (
    *(0.0, 1.0, 2.0, 5.0, 10.0, 20.0, 30.0),
    *(60.0, 120.0, 300.0, 600.0, 1200.0, 1800.0),
    *(3600.0, 7200.0, 18_000.0, 36_000.0, 86_400.0),
)
"""Lengths of time that people count in, in seconds: the waits of a second and of half a day fit on it."""


def waits_of(plan: Plan, trace: Trace) -> "array[float]":
    """Return every wait, in seconds, in the order in which they end: one for each time she sits down.

    A wait runs from the moment at which it is her turn at a board to the moment at which she sits down to
    think there: what `Summary.waits_s` has the mean, the largest and the percentiles of.
    """
    turn_at: list[float | None] = [None]
    turn_at += [0.0 if board.master_first else None for board in plan.boards]
    waits = array("d")
    for time, kind, board in trace.rows():
        if kind == Kind.MASTER_THINKS:
            since = turn_at[board]
            waits.append(0.0 if since is None else time - since)
        elif kind == Kind.OPPONENT_MOVES:
            turn_at[board] = time
    return waits


def steps_for(longest: float, most: int) -> tuple[float, ...]:
    """Return at most `most` steps to count waits by, for a longest wait in seconds.

    They rise from 0 over LADDER_S to the first that no wait exceeds (beyond a day, to the longest wait),
    every second or third where there are too many; `most` is 2 or more.
    """
    steps = [step for step in LADDER_S if step < longest]
    steps.append(next((step for step in LADDER_S if step >= longest), longest))
    apart = -(-(len(steps) - 1) // (most - 1)) or 1
    return (0.0, *reversed(steps[:0:-apart]))


def counts(waits: Iterable[float], steps: Sequence[float]) -> list[int]:
    """Return how many waits are at most as long as each step, and longer than the step before it.

    Steps rise, and are in seconds; waits longer than the last are counted with it.
    """
    found = [0] * len(steps)
    for wait in waits:
        found[min(bisect_left(steps, wait), len(steps) - 1)] += 1
    return found
