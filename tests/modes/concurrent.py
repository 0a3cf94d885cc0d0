"""What the tests of all concurrent modes share: the modes, and what is compared of their traces."""

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from simul.hall.trace import KIND_BITS, KIND_MASK, Kind, Trace, party_of
from simul.modes.mode import Mode
from simul.modes.registry import MODES
from simul.runtime.processes.spawning import running

PARKS = (Kind.MASTER_PARKS, Kind.OPPONENT_PARKS)


def _parameter(mode: Mode) -> Any:
    marks = [pytest.mark.slow] if mode.family == "process" else []
    if missing := mode.missing():
        marks.append(pytest.mark.skip(reason=f"{mode.name} {missing}"))
    return pytest.param(mode, id=mode.name, marks=marks)


EVERY = [_parameter(mode) for mode in MODES.values()]
CONCURRENT = [p for p in EVERY if p.values[0].concurrent]
CHEAP = [p for p in CONCURRENT if p.values[0].family not in ("thread", "process")]
HER_OWN = [p for p in CONCURRENT if p.values[0].name != "per-game"]
"""Those in which she has code of her own: in per-game she is in the code of the games."""
GREEN = [p for p in CONCURRENT if p.values[0].family == "green thread"]


def happenings(trace: Trace) -> list[tuple[float, int, int]]:
    """(time, kind, board) of all that happened, sorted, so that the order inside an instant is no matter."""
    return sorted(
        (time, what & KIND_MASK, what >> KIND_BITS)
        for time, what in zip(trace.times, trace.whats, strict=True)
        if what & KIND_MASK not in PARKS
    )


def in_bytes(trace: Trace) -> bytes:
    """The whole trace, to be compared byte for byte."""
    return trace.times.tobytes() + trace.whats.tobytes() + trace.lines.tobytes()


def parked(trace: Trace) -> dict[int, int]:
    """By party, the line at which it is parked at the end of the trace; who has left is not in it."""
    rows = zip(trace.whats, trace.lines, strict=False)
    lines = {party_of(what): line for what, line in rows}
    return {party: line for party, line in lines.items() if line}


def source_line(mode: Mode, line: int) -> str:
    """The text of a line of a mode's own file."""
    return mode.source.read_text().splitlines()[line - 1].strip()


def greenlets() -> set[int]:
    """Every greenlet of this thread that is suspended, by its id, where there is greenlet at all."""
    greenlet = pytest.importorskip("greenlet")
    gc.collect()
    return {
        id(one)
        for one in gc.get_objects()
        if isinstance(one, greenlet.greenlet) and one and one.parent is not None
    }


@contextmanager
def nothing_left_over() -> Iterator[None]:
    """See to it that no thread, process or greenlet is left that was not there before."""
    threads, suspended = set(threading.enumerate()), greenlets()
    yield
    assert set(threading.enumerate()) <= threads
    assert running() == []
    assert greenlets() <= suspended
