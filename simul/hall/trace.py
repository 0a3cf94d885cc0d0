"""What happened, in time order, in columns."""

from array import array
from collections.abc import Iterator
from enum import IntEnum
from typing import NamedTuple


class Kind(IntEnum):
    """What can happen. Of MASTER kinds the master is the party, of the others the board's opponent.

    A party PARKS where it goes on to wait at another line of its source, with nothing else happening.
    """

    MASTER_WALKS = 0
    MASTER_THINKS = 1
    MASTER_MOVES = 2
    MASTER_PARKS = 3
    OPPONENT_THINKS = 4
    OPPONENT_MOVES = 5
    OPPONENT_PARKS = 6


KIND_BITS = 3
KIND_MASK = (1 << KIND_BITS) - 1
PARKS = (Kind.MASTER_PARKS, Kind.OPPONENT_PARKS)
"""The kinds of rows that only say where somebody waits."""
MASTER = 0
"""The master's number as a party; an opponent's is that of his board."""


def party_name(party: int | None) -> str:
    """Return what a task, thread or process of this party is called."""
    if party is None:
        return "nobody's"
    return "master" if party == MASTER else f"board {party}"


def party_of(what: int) -> int:
    """Return the party of a row, from its column `whats`."""
    return MASTER if what & KIND_MASK <= Kind.MASTER_PARKS else what >> KIND_BITS


class Event(NamedTuple):
    """One row: `line` is that of the mode's source at which the party is from now on, 0 for none."""

    time: float
    kind: Kind
    board: int
    line: int


class Trace:
    """What happened, in columns: `times` (s), `whats` (board << KIND_BITS | kind), `lines`.

    Append-only, with one writer. Whoever makes something happen adds to `times` and `whats`; the runtime
    adds to `lines` as soon as it knows where the party has come to rest. So `len(trace)` rows are there
    in full, and another thread may read them while the trace grows.

    `has_lines` says whether lines are wanted: to find them takes about as long as all else. Without them
    the column is filled with 0 at the end, and there are no rows of kind ..._PARKS.
    """

    def __init__(self, has_lines: bool = True) -> None:
        self.has_lines = has_lines
        self.times = array("d")
        self.whats = array("I")
        self.lines = array("H")

    def __len__(self) -> int:
        return len(self.lines if self.has_lines else self.whats)

    def __getitem__(self, index: int) -> Event:
        what, line = self.whats[index], self.lines[index] if self.has_lines else 0
        return Event(self.times[index], Kind(what & KIND_MASK), what >> KIND_BITS, line)

    def rows(self, start: int = 0, end: int | None = None) -> Iterator[tuple[float, int, int]]:
        """Yield the time (s), the kind and the board of each row from `start` on, to before `end`."""
        for index in range(start, len(self.whats) if end is None else end):
            what = self.whats[index]
            yield self.times[index], what & KIND_MASK, what >> KIND_BITS

    def rest(self, line: int) -> None:
        """Say that whoever made the latest things happen is now at this line (0: has left)."""
        new_rows = len(self.whats) - len(self.lines)
        if new_rows:
            self.lines.extend([line] * new_rows)

    def park(self, time: float, board: int, kind: Kind, line: int) -> None:
        """Add a row of kind ..._PARKS."""
        self.times.append(time)
        self.whats.append(board << KIND_BITS | kind)
        self.lines.append(line)
