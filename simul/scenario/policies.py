"""Policies: which board the master goes to next.

A policy goes by the time at which each reply is due, never by which piece of code happened to run first
inside one instant. That is what makes every mode take the same decisions.
"""

from abc import ABC, abstractmethod
from array import array
from bisect import bisect_left, bisect_right, insort
from collections.abc import Sequence
from heapq import heappop, heappush
from typing import ClassVar


class Policy(ABC):
    """What every policy is told, and what it is asked. Boards are numbered from 1, times in seconds.

    It is made with the number of the master's moves at every board. `fixed` says that it goes in fixed
    order, whatever the replies: then it need not hear when they are due. `about` says in a few words where
    she goes, `tie` what decides where two boards have an equal claim.
    """

    about: ClassVar[str]
    tie: ClassVar[str]
    fixed: ClassVar[bool] = False

    @abstractmethod
    def __init__(self, moves: Sequence[int]) -> None: ...

    @abstractmethod
    def expects(self, board: int, when: float) -> None:
        """Hear that it will be the master's turn at this board at `when`."""

    @abstractmethod
    def sits_down(self, board: int, when: float) -> None:
        """Hear that the master sits down to think at this board."""

    @abstractmethod
    def choose(self, now: float) -> int | None:
        """Return the board to go to, or None if she may not go to any yet."""


class Lap(Policy):
    """In fixed order, round and round, waiting at each board; a board with no move left drops out."""

    about = "visits the boards in order"
    tie = "none can arise"
    fixed = True

    def __init__(self, moves: Sequence[int]) -> None:
        self._moves_left = array("I", [0, *moves])
        self._following = array("I", [1, *range(2, len(moves) + 1), 1])
        self._preceding = array("I", [0, len(moves), *range(1, len(moves))])
        self._here = 0

    def expects(self, board: int, when: float) -> None:
        """Hear that it will be the master's turn there; it changes nothing."""

    def sits_down(self, board: int, when: float) -> None:
        """Hear that the master sits down to think at this board."""
        self._here = board
        self._moves_left[board] -= 1
        if not self._moves_left[board]:
            before, after = self._preceding[board], self._following[board]
            self._following[before], self._preceding[after] = after, before

    def choose(self, now: float) -> int | None:
        """Return the next board of the lap."""
        board = self._following[self._here]
        return board if self._moves_left[board] else None


class _Line(Policy):
    """The boards whose reply is due, in the order in which they fell due; ties in the order of asking.

    Each asking has a number of its own, and `_current` has the latest of each board, 0 where her turn there
    is over. An entry with any other number is stale, even where its time is that of the current one.
    """

    def __init__(self, moves: Sequence[int]) -> None:
        self._due: list[tuple[float, int, int]] = []
        self._asked = 0
        self._current = [0] * (len(moves) + 1)

    def expects(self, board: int, when: float) -> None:
        """Hear that it will be the master's turn at this board at `when`, whatever was said before."""
        self._asked += 1
        self._current[board] = self._asked
        heappush(self._due, (when, self._asked, board))

    def sits_down(self, board: int, when: float) -> None:
        """Hear that the master sits down to think at this board."""
        self._current[board] = 0

    def fallen_due(self, now: float) -> list[tuple[float, int, int]]:
        """Return (when, order of asking, board) for each that has fallen due since it was last asked."""
        due = []
        while self._due and self._due[0][0] <= now:
            entry = heappop(self._due)
            if self._current[entry[2]] == entry[1]:
                due.append(entry)
        return due


class Skip(_Line):
    """In fixed order, passing by the boards that are still thinking."""

    about = "skips boards that are still thinking"
    tie = "the next board in order"

    def __init__(self, moves: Sequence[int]) -> None:
        super().__init__(moves)
        self._ready: list[int] = []
        self._here = 0

    def expects(self, board: int, when: float) -> None:
        """Hear that it will be the master's turn at this board at `when`, whatever was said before."""
        super().expects(board, when)
        self._not_ready(board)

    def sits_down(self, board: int, when: float) -> None:
        """Hear that the master sits down to think at this board."""
        super().sits_down(board, when)
        self._here = board
        self._not_ready(board)

    def _not_ready(self, board: int) -> None:
        place = bisect_left(self._ready, board)
        if place < len(self._ready) and self._ready[place] == board:
            del self._ready[place]

    def choose(self, now: float) -> int | None:
        """Return the next board of the lap at which a reply is ready."""
        for _, _, board in self.fallen_due(now):
            insort(self._ready, board)
        if not self._ready:
            return None
        return self._ready[bisect_right(self._ready, self._here) % len(self._ready)]


class _Queue(_Line):
    """A policy that goes to whoever comes first by a number given to each on joining the queue."""

    def __init__(self, moves: Sequence[int]) -> None:
        super().__init__(moves)
        self._queue: list[tuple[float, int, int]] = []

    def rank(self, board: int, when: float) -> float:
        """Return the number by which this board stands in the queue, the least first."""
        return when

    def choose(self, now: float) -> int | None:
        """Return the first in the queue."""
        for when, asked, board in self.fallen_due(now):
            heappush(self._queue, (self.rank(board, when), asked, board))
        while self._queue and self._current[self._queue[0][2]] != self._queue[0][1]:
            heappop(self._queue)
        return self._queue[0][2] if self._queue else None


_EARLIEST = (
    "boards not visited yet, lowest number first; then the board at which she moved earliest"
)


class Ready(_Queue):
    """First to reply is first served: an event loop's way."""

    about = "first to reply, first served"
    tie = _EARLIEST


class LongestWait(_Queue):
    """To whoever has waited longest for her, all waits of the exhibition added up."""

    about = "goes to whoever has waited longest"
    tie = _EARLIEST

    def __init__(self, moves: Sequence[int]) -> None:
        super().__init__(moves)
        self._turn_at = [0.0] * (len(moves) + 1)
        self._waited = [0.0] * (len(moves) + 1)

    def expects(self, board: int, when: float) -> None:
        """Hear that it will be the master's turn at this board at `when`, whatever was said before."""
        super().expects(board, when)
        self._turn_at[board] = when

    def rank(self, board: int, when: float) -> float:
        """Return the number by which this board stands in the queue: all waits grow alike."""
        return when - self._waited[board]

    def sits_down(self, board: int, when: float) -> None:
        """Hear that the master sits down to think at this board."""
        self._waited[board] += when - self._turn_at[board]
        super().sits_down(board, when)


POLICIES: dict[str, type[Policy]] = {
    "lap": Lap,
    "skip": Skip,
    "ready": Ready,
    "longest-wait": LongestWait,
}
"""The policies by name."""
