"""The scale of a timeline: which time each column is of, however far it is zoomed in."""

from typing import NamedTuple

ZOOM = 2.0
"""Factor of one step of the zoom."""

FINEST_S = 0.25
"""No column is shorter than this, in seconds, but that of a timeline that is short itself."""

TICKS_S = (
    *(1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800),
    *(3600, 7200, 10_800, 21_600, 43_200, 86_400, 172_800, 432_000, 864_000),
)
"""What may lie between two ticks of a ruler, in seconds."""

TURN_AT = 0.9
TURN_TO = 0.2
"""When the playhead comes to the one share of the width, the window moves on until it is at the other.

Zooming in brings it between the two.
"""


class Window(NamedTuple):
    """A row of columns of equal length (s); the first is number `first`, counted from time 0."""

    first: int
    columns: int
    column_s: float

    @property
    def start(self) -> float:
        """The time of its left edge, in seconds."""
        return self.first * self.column_s

    @property
    def end(self) -> float:
        """The time of its right edge, in seconds."""
        return (self.first + self.columns) * self.column_s

    def column(self, time: float) -> int:
        """Return the column that a time is in, from 0 at the left edge; it may lie outside.

        The time of the right edge belongs to the last column.
        """
        column = int(time / self.column_s + 1e-9) - self.first
        return column - (column == self.columns and time <= self.end * (1 + 1e-9))

    def middle(self, column: int) -> float:
        """Return the time in the middle of a column; of the very first one, 0."""
        number = self.first + column
        return (number + 0.5) * self.column_s if number > 0 else 0.0


class Scale:
    """How far a timeline is zoomed in and scrolled; zoomed out, everything fits.

    `window` follows the playhead by whole pages, until somebody scrolls away from it.
    """

    def __init__(self) -> None:
        self._zoom = 0
        self._first = 0
        self._follows = True

    @property
    def zoom(self) -> int:
        """How many times it has been zoomed in."""
        return self._zoom

    def window(self, columns: int, end_s: float, playhead_s: float) -> Window:
        """Return what this many columns show of a timeline that ends at `end_s`."""
        columns = max(1, columns)
        column_s = (end_s or 1.0) / columns / ZOOM**self._zoom
        window = Window(self._clipped(self._first, columns), columns, column_s)
        place = window.column(playhead_s)
        inside = 0 <= place < columns
        if inside:
            self._follows = True
        if self._follows and self._zoom and not (inside and place <= columns * TURN_AT):
            first = window.first + place - int(columns * TURN_TO)
            window = window._replace(first=self._clipped(first, columns))
        self._first = window.first
        return window

    def zoom_by(self, steps: int, window: Window, playhead_s: float) -> None:
        """Zoom in by some steps, or out; the playhead keeps its place, unless that is at an edge.

        Where the playhead is not to be seen, it is the middle that keeps its place.
        """
        if steps > 0 and window.column_s / ZOOM**steps < FINEST_S:
            return
        zoom = max(0, self._zoom + steps)
        factor = ZOOM ** (zoom - self._zoom)
        place = window.column(playhead_s)
        fixed_s = playhead_s
        if not 0 <= place < window.columns:
            place = window.columns // 2
            fixed_s = window.middle(place)
        elif steps > 0:
            columns = window.columns
            place = min(max(place, int(columns * TURN_TO)), int(columns * TURN_AT))
        self._zoom = zoom
        self._first = (
            window._replace(column_s=window.column_s / factor, first=0).column(fixed_s) - place
        )

    def scroll_by(self, columns: int, window: Window, playhead_s: float) -> None:
        """Scroll by some columns, to later times or back; it follows the playhead while that is visible."""
        self._first = self._clipped(window.first + columns, window.columns)
        self._follows = 0 <= window._replace(first=self._first).column(playhead_s) < window.columns

    def _clipped(self, first: int, columns: int) -> int:
        return max(0, min(first, int(columns * (ZOOM**self._zoom - 1))))


def ticks(window: Window, room: int) -> list[tuple[int, str]]:
    """Return (column, label) of each tick; whole minutes and hours, at least `room` columns apart."""
    step = next((s for s in TICKS_S if s >= room * window.column_s), TICKS_S[-1])
    while step < room * window.column_s:
        step *= 2
    number = -int(-window.start // step)
    found = []
    while (time := number * step) < window.end:
        found.append((window.column(time), tick_label(time, step)))
        number += 1
    return found


def tick_label(time: int, step: int) -> str:
    """Write the time of a tick: "2 h" where the ticks are whole hours, else "1:05:00" or "5:00"."""
    if step % 3600 == 0 or not time:
        return f"{time // 3600} h" if time else "0"
    minutes_s = f"{time // 60 % 60:02}:{time % 60:02}"
    return f"{time // 3600}:{minutes_s}" if time >= 3600 else minutes_s.removeprefix("0")
