"""Boards as single cells: a line of states, behind the number of its first board."""

from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from simul.analysis.states import BoardState
from simul.tui.boards.bodies import merged
from simul.tui.boards.layout import Layout
from simul.tui.boards.palette import Palette
from simul.tui.boards.status import STATE_NAMES
from simul.tui.style.glyphs import Glyphs

SELECTED = Style(reverse=True, underline=True)


class CellRow(NamedTuple):
    """What is to be seen of one row of cells; rows that are equal look the same.

    `states` are those of its boards, `first` is the number of the first one; `at` is where the master is
    without thinking, `selected` the selected board: 0, where they are in other rows.
    """

    states: bytes
    first: int
    at: int
    selected: int


def cell_row(states: bytearray, first: int, columns: int, at: int, selected: int) -> CellRow:
    """Return the row that begins with a board, of the states of all."""
    part = bytes(states[first - 1 : first - 1 + columns])
    inside = range(first, first + len(part))
    return CellRow(part, first, at if at in inside else 0, selected if selected in inside else 0)


def cell_strip(row: CellRow, layout: Layout, palette: Palette, glyphs: Glyphs) -> Strip:
    """Draw a row: the master's board on the colour of hers, the selected one reversed and underlined.

    In the gutter, the master's glyph says that she is in this row; in the row of the selected board its
    number stands in place of the first one, before a bracket.
    """
    shapes = "".join(getattr(glyphs, name) for name in STATE_NAMES)
    text = [shapes[state] for state in row.states]
    styles = [palette.states[state] for state in row.states]
    gap = " " * (layout.box - 1)
    master = bool(row.at)
    for index, state in enumerate(row.states):
        if state == BoardState.HERE:
            styles[index] = palette.over
            master = True
    if row.at and row.states[row.at - row.first] != BoardState.HERE:
        text[row.at - row.first] = glyphs.master
        styles[row.at - row.first] = palette.states[BoardState.HERE]
    if row.selected:
        styles[row.selected - row.first] += SELECTED
    cells = merged(
        "".join(shape + gap for shape in text),
        [style for each in styles for style in (each, *[palette.ground] * len(gap))],
    )
    return Strip([*_gutter(row, master, layout, palette, glyphs), *cells])


def _gutter(
    row: CellRow, master: bool, layout: Layout, palette: Palette, glyphs: Glyphs
) -> list[Segment]:
    if not layout.gutter:
        return []
    room = layout.gutter - 2
    mark = Segment(glyphs.master if master else " ", palette.states[BoardState.HERE])
    if row.selected:
        return [mark, Segment(f"{row.selected:>{room}}]", palette.mark)]
    return [mark, Segment(f"{row.first:>{room}} ", palette.quiet)]
