"""The layout: how much room each part of the picture has, in units of which the picture is 1280 wide."""

from simul.formats.picture.strips import Strip, drawn_boards, zoomed
from simul.formats.picture.texts import folded

WIDTH = 1280
LEFT, RIGHT = 118, 1212
"""From where to where time goes."""
MARGIN = 30
GOOD_HEIGHT = 1000
"""About a slide of 4:3, which most pictures fit into."""

TITLE, HEADING, SMALL = 36, 24, 20
"""Sizes of fonts."""
LINE = 1.3
"""From one line of text to the next, in sizes of its font."""
MASTER_ROW = 20
BELOW_MASTER = 8
ABOVE_STRIP = 14
"""The flag of the end mark stands in it."""
AXIS = 44
GAP = 14
_LEAST_ROW, _MOST_ROW = 3.0, 12.0
_ROOM_A_STRIP = 60
_TEXTS = 240
"""About as high as the title, the legend and the notes are."""


class Panel:
    """Strips on one time axis, which goes to `end_s`; `scale` is how high its rows are beside others."""

    def __init__(self, title: str, strips: list[Strip], scale: float) -> None:
        self.title = title
        self.strips = strips
        self.scale = scale
        self.end_s = max(strip.end_s for strip in strips) or 1.0
        self.headings = [folded(strip.heading, HEADING, WIDTH - 2 * MARGIN) for strip in strips]

    def x(self, seconds: float) -> float:
        """Return where a time is."""
        return LEFT + (RIGHT - LEFT) * seconds / self.end_s

    @property
    def unit_s(self) -> float:
        """The seconds that one unit of the picture is wide: what is shorter is not to be seen."""
        return self.end_s / (RIGHT - LEFT)


class Layout:
    """The panels, one or two; `boards`, the numbers of those that have a row; and `row`, its least height."""

    def __init__(self, strips: list[Strip], boards: int) -> None:
        close = zoomed(strips)
        self.panels = [Panel("", strips, 1 if close else 2)]
        if close:
            self.panels.append(Panel("", close, 2))
            times = self.panels[0].end_s / self.panels[1].end_s
            self.panels[0].title = "All on one time axis"
            self.panels[1].title = f"The short ones, {times:.1f} times as large"
        taken = _TEXTS + sum(self._fixed(panel) for panel in self.panels)
        rows = sum(panel.scale * len(panel.strips) for panel in self.panels)
        room = max(GOOD_HEIGHT - taken, _ROOM_A_STRIP * rows)
        self.boards = drawn_boards(boards, int(room / rows / _LEAST_ROW))
        self.row = min(_MOST_ROW, room / rows / len(self.boards))

    @staticmethod
    def _fixed(panel: Panel) -> float:
        lines = sum(map(len, panel.headings))
        title = LINE * HEADING + GAP if panel.title else 0
        strip = ABOVE_STRIP + MASTER_ROW + BELOW_MASTER + GAP
        return title + LINE * HEADING * lines + len(panel.strips) * strip + AXIS
