"""Pieces: a party's spans, with what is too short to be seen put together."""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from simul.analysis.timeline import Span


class Piece(NamedTuple):
    """From `start` to `end` (s), most of the time in `state`."""

    start: float
    end: float
    state: int


def pieces(spans: Iterable[Span], shortest_s: float) -> list[Piece]:
    """Return the spans of one party, which follow one another, as pieces of about `shortest_s` or more.

    Spans that are shorter are put together until they make up so much, and drawn as the state that takes
    most of that time; neighbours in the same state are one piece.
    """
    made: list[Piece] = []
    heap = _Heap()
    for span in spans:
        length = span.end - span.start
        if length < shortest_s:
            heap.add(span)
            if heap.length >= shortest_s:
                _append(made, heap.take())
        else:
            start = span.start
            if heap.length and heap.length >= shortest_s / 2:  # half of next to nothing may be 0
                _append(made, heap.take())
            elif heap.length:  # next to nothing: it belongs to what comes next
                start = heap.take().start
            _append(made, Piece(start, span.end, span.state))
    if heap.length:
        _append(made, heap.take())
    return made


class _Heap:
    """Short spans, one after the other."""

    def __init__(self) -> None:
        self.length = 0.0
        self._start = self._end = 0.0
        self._seconds: defaultdict[int, float] = defaultdict(float)

    def add(self, span: Span) -> None:
        if not self._seconds:
            self._start = span.start
        self._end = span.end
        self._seconds[span.state] += span.end - span.start
        self.length = self._end - self._start

    def take(self) -> Piece:
        state = max(self._seconds, key=self._seconds.__getitem__)
        self._seconds.clear()
        self.length = 0.0
        return Piece(self._start, self._end, state)


def _append(made: list[Piece], piece: Piece) -> None:
    if made and made[-1].state == piece.state:
        made[-1] = made[-1]._replace(end=piece.end)
    else:
        made.append(piece)
