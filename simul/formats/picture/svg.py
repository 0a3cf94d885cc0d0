"""The timeline in SVG: a row for the master and one a board, modes stacked on one time axis."""

from collections import defaultdict
from collections.abc import Mapping

from simul.analysis.comparison import Comparison
from simul.formats.picture import layout as at
from simul.formats.picture.layout import Layout, Panel
from simul.formats.picture.looks import LOOKS, OF_BOARDS, OF_MASTER, Look, definitions, fill
from simul.formats.picture.strips import Strip, strips_of
from simul.formats.picture.texts import element, folded, in_xml, width
from simul.formats.result import Result
from simul.formats.time_ticks import time_ticks
from simul.hall.trace import MASTER
from simul.scenario.durations import duration

FONTS = "DejaVu Sans, Verdana, Arial, Helvetica, sans-serif"
_SWATCH = 56
_ROOM = at.WIDTH - 2 * at.MARGIN


def render(result: Result) -> str:
    """Return the picture of the comparison."""
    return timeline_svg(result.comparison)


def timeline_svg(comparison: Comparison) -> str:
    """Return the picture, with a background of its own: it can stand on a dark slide too."""
    return _Picture(comparison).document()


class _Picture:
    """The picture while it is drawn, from the top down: `_y` is how far it has come."""

    def __init__(self, comparison: Comparison) -> None:
        self._scenario = comparison.plan.scenario
        self._layout = Layout(strips_of(comparison), self._scenario.boards)
        self._looks: set[Look] = set()
        self._drawn: list[str] = []
        self._y = 0.0

    def document(self) -> str:
        self._head()
        for panel in self._layout.panels:
            self._panel(panel)
        self._legend()
        self._notes()
        size = f"{at.WIDTH} {round(self._y + at.MARGIN)}"
        wide, high = size.split()
        headings = "; ".join(strip.heading for strip in self._layout.panels[0].strips)
        scenario = self._scenario
        return "\n".join(
            (
                f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size}" width="{wide}" '
                f'height="{high}" font-family="{FONTS}" fill="#111" role="img" '
                'aria-labelledby="timeline-title timeline-text">',
                f'<title id="timeline-title">Timeline of {in_xml(scenario.name)}</title>',
                f'<desc id="timeline-text">{in_xml(scenario.in_words())}. {in_xml(headings)}.</desc>',
                definitions(),
                '<rect width="100%" height="100%" fill="#fff"/>',
                *self._drawn,
                "</svg>\n",
            )
        )

    def _lines(self, lines: list[str], size: float) -> None:
        for line in lines:
            self._y += at.LINE * size
            self._drawn.append(element(at.MARGIN, round(self._y, 1), line, size))

    def _head(self) -> None:
        self._y = at.MARGIN / 2
        self._lines(folded(self._scenario.name, at.TITLE, _ROOM, 2), at.TITLE)
        self._lines(folded(self._scenario.in_words(), at.SMALL, _ROOM), at.SMALL)

    def _panel(self, panel: Panel) -> None:
        self._y += at.GAP
        if panel.title:
            self._y += at.GAP / 2
            self._drawn.append(_rule(at.MARGIN, self._y, at.WIDTH - at.MARGIN, self._y, "#888", 1))
            self._lines([panel.title], at.HEADING)
        for strip, heading in zip(panel.strips, panel.headings, strict=True):
            self._lines(heading, at.HEADING)
            self._y += at.ABOVE_STRIP
            self._strip(panel, strip)
        self._axis(panel)

    def _strip(self, panel: Panel, strip: Strip) -> None:
        top = round(self._y, 1)
        row = self._layout.row * panel.scale
        first = top + at.MASTER_ROW + at.BELOW_MASTER
        bottom = first + row * len(self._layout.boards)
        for seconds in time_ticks(0, panel.end_s, False):
            x = panel.x(seconds)
            self._drawn.append(_rule(x, top, x, bottom, "#ccc", 1))
        paths: defaultdict[Look, list[str]] = defaultdict(list)
        self._row(paths, panel, strip, MASTER, top, at.MASTER_ROW)
        for index, board in enumerate(self._layout.boards):
            self._row(paths, panel, strip, board, first + index * row, row - min(1.0, row / 6))
        for look in LOOKS:
            if look in paths:
                self._drawn.append(f'<path fill="{fill(look)}" d="{"".join(paths[look])}"/>')
        self._looks |= paths.keys()
        self._row_names(top, first, row)
        end = panel.x(strip.end_s)
        self._drawn.append(_rule(at.LEFT, bottom, end, bottom, "#888", 1))
        self._drawn.append(_end_mark(end, top, bottom, strip.right))
        self._y = bottom + at.GAP

    def _row(
        self,
        paths: Mapping[Look, list[str]],
        panel: Panel,
        strip: Strip,
        party: int,
        y: float,
        height: float,
    ) -> None:
        looks = OF_MASTER if party == MASTER else OF_BOARDS
        for piece in strip.row(party, panel.unit_s):
            if piece.state in looks:
                x, wide = panel.x(piece.start), panel.x(piece.end) - panel.x(piece.start)
                paths[looks[piece.state]].append(
                    f"M{x:.1f} {y:.1f}h{wide:.1f}v{height:.1f}h{-wide:.1f}z"
                )

    def _row_names(self, top: float, first: float, row: float) -> None:
        """Name the master's row, and as many boards as there is room for: round numbers where it can be."""
        boards = self._layout.boards
        last = top + at.MASTER_ROW - 4
        self._right_of(at.LEFT, last, "master")
        every = next((n for n in (1, 2, 5, 10, 20, 50) if n * row >= at.SMALL), 1)
        for index, board in enumerate(boards):
            baseline = first + (index + 0.5) * row + at.SMALL * 0.36
            is_round = board % every == 0 or index == 0 or len(boards) < self._scenario.boards
            if is_round and baseline - last >= at.SMALL:
                self._right_of(at.LEFT, baseline, str(board))
                last = baseline

    def _right_of(self, x: float, y: float, text: str) -> None:
        self._drawn.append(element(x - 8, round(y, 1), text, at.SMALL, "end"))

    def _axis(self, panel: Panel) -> None:
        self._drawn.append(_rule(at.LEFT, self._y, at.RIGHT, self._y, "#111", 2))
        for seconds in time_ticks(0, panel.end_s, False):
            name = duration(seconds) if seconds else "0"
            x = round(panel.x(seconds), 1)
            self._drawn.append(_rule(x, self._y, x, self._y + 8, "#111", 2))
            self._drawn.append(element(x, round(self._y + 28, 1), name, at.SMALL, "middle"))
        self._y += at.AXIS

    def _legend(self) -> None:
        """Draw a swatch for each look that occurs, and the mark of the end, as many a line as fit."""
        x = float(at.MARGIN)
        self._y += at.GAP
        entries: list[tuple[str, Look | bool]] = [
            (look.meaning, look) for look in LOOKS if look in self._looks
        ]
        strips = self._layout.panels[0].strips
        ends = [("the end", True)] if any(strip.right for strip in strips) else []
        if not all(strip.right for strip in strips):
            ends.append(("the end of one that is wrong, stuck or interrupted", False))
        for meaning, look in [*entries, *ends]:
            wide = _SWATCH + 10 + width(meaning, at.SMALL) + 34
            if x > at.MARGIN and x + wide > at.WIDTH - at.MARGIN + 34:
                x, self._y = at.MARGIN, self._y + 36
            if isinstance(look, bool):
                self._drawn.append(_end_mark(x + _SWATCH / 2, self._y + 6, self._y + 26, look))
            else:
                self._drawn.append(
                    f'<rect x="{x:.1f}" y="{self._y:.1f}" width="{_SWATCH}" height="24" '
                    f'fill="{fill(look)}" stroke="#111"/>'
                )
            self._drawn.append(
                element(round(x + _SWATCH + 10, 1), round(self._y + 19, 1), meaning, at.SMALL)
            )
            x += wide
        self._y += 36

    def _notes(self) -> None:
        boards, drawn = self._scenario.boards, self._layout.boards
        notes = [
            f"What lasts less than {_shortest(self._layout.panels)} is drawn as what takes most of "
            "the time there."
        ]
        if len(drawn) < boards:
            notes.insert(0, f"{len(drawn)} of the {boards:,} boards have a row, evenly spread.")
        self._lines(folded(" ".join(notes), at.SMALL, _ROOM), at.SMALL)


def _shortest(panels: list[Panel]) -> str:
    units = [duration(panel.unit_s) for panel in panels]
    return units[0] if len(units) == 1 else f"{units[0]} (below: {units[1]})"


def _rule(x1: float, y1: float, x2: float, y2: float, colour: str, thick: float) -> str:
    return f'<path d="M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}" stroke="{colour}" stroke-width="{thick:g}"/>'


def _end_mark(x: float, top: float, bottom: float, right: bool) -> str:
    """Return a line with a flag; broken where the exhibition did not end as it should."""
    dashes = "" if right else ' stroke-dasharray="5 4"'
    return (
        f'<path d="M{x:.1f} {top - 6:.1f}V{bottom + 2:.1f}" stroke="#c00018" stroke-width="4"{dashes}/>'
        f'<path d="M{x - 8:.1f} {top - 8:.1f}h16l-8 11z" fill="#c00018"/>'
    )
