"""The bars of a timeline: what each column of a party's row shows."""

from simul.analysis.states import BoardState, MasterState
from simul.analysis.timeline import Timeline
from simul.hall.trace import MASTER
from simul.tui.panes.timeline_scale import Window
from simul.tui.style.glyphs import Glyphs

Cell = tuple[str, str]
"""A character and its role."""

UNKNOWN: Cell = (" ", "")
RUNNING = {True: int(MasterState.THINKING), False: int(BoardState.HERE)}


def textures(glyphs: Glyphs) -> dict[bool, dict[int, Cell]]:
    """Return how each state is drawn: those of the master (True), those of a board (False)."""
    return {
        True: {
            MasterState.WAITING: (glyphs.bar_suspended, "suspended"),
            MasterState.THINKING: (glyphs.bar_runs, "run"),
            MasterState.WALKING: (glyphs.bar_walks, "walk"),
            MasterState.DONE: (glyphs.bar_empty, "over"),
        },
        False: {
            BoardState.HELD: (glyphs.bar_held, "held"),
            BoardState.THINKING: (glyphs.bar_suspended, "suspended"),
            BoardState.READY: (glyphs.bar_ready, "ready"),
            BoardState.HERE: (glyphs.bar_runs, "run"),
            BoardState.DONE: (glyphs.bar_empty, "over"),
        },
    }


class Bar:
    """One party's row, column by column, as far as it is known.

    A column shows the state that filled most of it, but what she does never vanishes: where she thinks in
    a part of a column, it has a block as high as that part is of it, in eighths, rounded up; behind it are
    the colours of what filled the rest, mixed in quarters. What has been drawn of columns that are known to
    their end is kept.
    """

    def __init__(self, party: int, glyphs: Glyphs) -> None:
        self._party = party
        self._textures = textures(glyphs)[party == MASTER]
        self._runs = RUNNING[party == MASTER]
        self._partial = glyphs.partial
        self._column_s = 0.0
        self._kept: dict[int, Cell] = {}

    def cells(self, timeline: Timeline, window: Window, until: float) -> list[Cell]:
        """Return what each column of the window shows, of a timeline known until then (s)."""
        if window.column_s != self._column_s:
            self._column_s = window.column_s
            self._kept.clear()
        kept = self._kept
        known = min(window.first + window.columns, int(until / window.column_s))
        first = window.first
        while first < known:
            if first in kept:
                first += 1
                continue
            last = first + 1
            while last < known and last not in kept:
                last += 1
            kept.update(
                zip(range(first, last), self._draw(timeline, first, last, until), strict=True)
            )
            first = last
        row = [kept[column] for column in range(window.first, known)]
        if len(row) < window.columns and known >= window.first and until > known * window.column_s:
            row += self._draw(timeline, known, known + 1, until)
        return row + [UNKNOWN] * (window.columns - len(row))

    def _draw(self, timeline: Timeline, first: int, last: int, until: float) -> list[Cell]:
        """Return the cells of the columns from number `first` to before `last`."""
        column_s = self._column_s
        shares: list[dict[int, float]] = [{} for _ in range(first, last)]
        for span in timeline.spans(self._party, first * column_s, min(last * column_s, until)):
            column = max(first, int(span.start / column_s))
            while column < last and (left := column * column_s) < span.end:
                seconds = min(span.end, left + column_s) - max(span.start, left)
                if seconds > 0:
                    share = shares[column - first]
                    share[span.state] = share.get(span.state, 0.0) + seconds
                column += 1
        return [self._cell(share) for share in shares]

    def _cell(self, share: dict[int, float]) -> Cell:
        if not share:
            return UNKNOWN
        thinks = share.get(self._runs, 0.0)
        if not thinks:
            return self._textures[max(share, key=share.__getitem__)]
        rest = {state: seconds for state, seconds in share.items() if state != self._runs}
        part = thinks / (thinks + sum(rest.values()))
        eighths = min(8, int(part * 8 + 1 - 1e-9))
        if eighths == 8:
            return self._textures[self._runs]
        return (self._partial[max(0, eighths - 1)], f"run on {self._ground(rest)}")

    def _ground(self, rest: dict[int, float]) -> str:
        """Return the roles that fill the rest of a column, four of them, by their shares."""
        quarter = sum(rest.values()) / 4
        left, roles = dict(rest), []
        for _ in range(4):
            most = max(left, key=left.__getitem__)
            left[most] -= quarter
            roles.append(self._textures[most][1])
        return "+".join(sorted(roles))
