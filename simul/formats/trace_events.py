"""Runs as Chrome trace events, which Perfetto and chrome://tracing open: a process a mode, a track a party.

The JSON object form of the Trace Event Format (its definition is the document of that name, linked from
catapult's docs/trace-event-format.md). Times are whole microseconds of exhibition time.
"""

from array import array
from bisect import bisect_right
from collections.abc import Iterator
from itertools import islice
from typing import Any

import msgspec

from simul.analysis.comparison import Comparison
from simul.analysis.moves import MadeAt, Notation, last_moment, moves_made, numbered, sides
from simul.analysis.run import Run
from simul.analysis.states import BoardState, MasterState
from simul.analysis.timeline import Span, Timeline
from simul.formats.result import Result
from simul.formats.warning import laws_broken
from simul.hall.trace import MASTER, party_name, party_of
from simul.scenario.durations import duration
from simul.scenario.plan import PlannedBoard

BOARD_STATES = {
    BoardState.HELD: "opponent's turn, not thinking yet",
    BoardState.THINKING: "opponent thinks",
    BoardState.READY: "waits for the master",
    BoardState.HERE: "master thinks here",
}
"""What a board's slices are called; a finished game has none."""
MASTER_STATES = {
    MasterState.WAITING: "waits",
    MasterState.THINKING: "thinks",
    MasterState.WALKING: "walks",
}

AT_A_TIME = 1000
"""Events that are in memory together."""

Event = dict[str, Any]


def render(result: Result) -> Iterator[bytes]:
    """Give the document, some events at a time, each on a line: of many boards it has many megabytes."""
    encode, comparison = msgspec.json.Encoder().encode, result.comparison
    about = encode({"scenario": comparison.plan.scenario.name, "clock": "exhibition time"})
    yield b'{"displayTimeUnit":"ms","otherData":' + about + b',"traceEvents":['
    events, before = map(encode, _events(comparison)), b"\n"
    while part := b",\n".join(islice(events, AT_A_TIME)):
        yield before + part
        before = b",\n"
    yield b"\n]}\n"


def _events(comparison: Comparison) -> Iterator[Event]:
    notation = Notation()
    first = _first_process(len(comparison.plan.boards))
    for process, run in enumerate(comparison.runs, first):
        yield from _names(process, run)
        timeline = Timeline(run.plan, run.trace)
        timeline.read()
        end = last_moment(run)
        parked = _Parked(run)
        for span in timeline.spans(MASTER, 0.0, end):
            if span.state in MASTER_STATES:
                more = {"board": span.board} if span.board else {}
                line = parked.at(MASTER, span.start)
                name = MASTER_STATES[MasterState(span.state)]
                yield _slice(process, MASTER, name, span, more | line)
        made = moves_made(run.trace, len(run.plan.boards))
        for board in run.plan.boards:
            game = _Game(board, made[board.number - 1], notation)
            for span in timeline.spans(board.number, 0.0, end):
                if span.state in BOARD_STATES:
                    more = game.move_of(span) | parked.at(board.number, span.start)
                    name = BOARD_STATES[BoardState(span.state)]
                    yield _slice(process, board.number, name, span, more)


def _first_process(boards: int) -> int:
    """Return the number of the first process: 101, or 1001, ... where there are as many boards.

    No board may have the number of a process: that is the number of its main thread, the master.
    """
    return int(10 ** max(2, len(str(boards)))) + 1


def _thread(process: int, party: int) -> int:
    """Return the number of a track. It is never 0, which Perfetto takes for the main thread as well."""
    return process if party == MASTER else party


def _names(process: int, run: Run) -> Iterator[Event]:
    for name, args in (
        ("process_name", {"name": run.marked}),
        ("process_labels", {"labels": _label(run)}),
        ("process_sort_index", {"sort_index": process}),
    ):
        yield _metadata(name, process, MASTER, args)
    for party in range(len(run.plan.boards) + 1):
        yield _metadata("thread_name", process, party, {"name": party_name(party)})
        yield _metadata("thread_sort_index", process, party, {"sort_index": party})


def _label(run: Run) -> str:
    elapsed = f"elapsed {duration(run.summary.elapsed_s)}"
    return "; ".join(filter(None, (elapsed, laws_broken(run.broken_times), run.ended)))


def _metadata(name: str, process: int, party: int, args: Event) -> Event:
    return {"name": name, "ph": "M", "pid": process, "tid": _thread(process, party), "args": args}


def _slice(process: int, party: int, name: str, span: Span, args: Event) -> Event:
    start = _microseconds(span.start)
    return {
        "name": name,
        "cat": "master" if party == MASTER else "board",
        "ph": "X",
        "ts": start,
        "dur": _microseconds(span.end) - start,  # so that the next one begins where this one ends
        "pid": process,
        "tid": _thread(process, party),
        "args": args,
    }


def _microseconds(seconds: float) -> int | float:
    """Return whole microseconds; as a float where they do not fit into 64 bits: after 300,000 years."""
    whole = round(seconds * 1e6)
    return whole if whole < 2**63 else float(whole)


class _Parked:
    """At which line of the mode's source each party was parked, at any time."""

    def __init__(self, run: Run) -> None:
        trace, parties = run.trace, range(len(run.plan.boards) + 1)
        self._source = run.code.name
        self._times = [array("d") for _ in parties]
        self._lines = [array("H") for _ in parties]
        for time, what, line in zip(trace.times, trace.whats, trace.lines, strict=True):
            party = party_of(what)
            self._times[party].append(time)
            self._lines[party].append(line)

    def at(self, party: int, time: float) -> Event:
        """Return the line as {"at": "async_.py:31"}, nothing where it is not known."""
        index = bisect_right(self._times[party], time) - 1
        line = self._lines[party][index] if index >= 0 else 0
        return {"at": f"{self._source}:{line}"} if line else {}


class _Game:
    """The moves of one board, by the span that ends with one."""

    def __init__(self, board: PlannedBoard, made: MadeAt, notation: Notation) -> None:
        self._board = board
        self._made = made
        self._san = notation.san(board)
        self._plies: dict[bool, list[int]] = {True: [], False: []}
        for ply, (hers, _) in enumerate(sides(board)):
            self._plies[hers].append(ply)

    def move_of(self, span: Span) -> Event:
        """Return the move that is thought about in a span, as {"move": "12. Nf3"}."""
        if span.state not in (BoardState.HERE, BoardState.THINKING):
            return {}
        hers = span.state == BoardState.HERE
        times, plies = self._made.master if hers else self._made.opponent, self._plies[hers]
        index = bisect_right(times, span.start)  # so many are made; it is the next one
        if index >= len(plies):
            return {}
        return {"move": numbered(self._board, plies[index], self._san[plies[index]])}
