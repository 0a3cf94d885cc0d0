"""The five sizes of a board, and how many of them fit where."""

from itertools import chain
from math import ceil
from typing import NamedTuple

FULL, SQUARES, MINIATURE, TILE, CELL = 1, 2, 3, 4, 5
SIZES = (FULL, SQUARES, MINIATURE, TILE, CELL)
SIZE_NAMES = ("automatic", "full", "boards", "miniatures", "tiles", "cells")
"""What a size is called, by its number; 0 is the largest at which all boards fit."""


class Box(NamedTuple):
    """The columns and lines that one board takes; what is wider than it has to be takes `most`."""

    least: int
    most: int
    height: int


BOXES = {
    FULL: Box(43, 58, 11),
    SQUARES: Box(19, 20, 10),
    MINIATURE: Box(10, 14, 6),
    TILE: Box(10, 20, 2),
    CELL: Box(1, 2, 1),
}

COMPACT = Box(10, 14, 5)
"""A miniature without words below it, where it does not fit with them."""


class Layout(NamedTuple):
    """Where the boards are: row by row, `columns` in each, `pitch` lines from row to row.

    A board is `box` columns wide; `gutter` columns before the first have the numbers of the rows.
    `fits` says whether all of them are within the height, `compact` whether there are no words below them.
    """

    size: int
    columns: int
    rows: int
    fits: bool
    box: int
    pitch: int
    gutter: int = 0
    compact: bool = False

    @property
    def lines(self) -> int:
        """How many lines all rows take."""
        return self.rows * self.pitch

    def place_of(self, index: int) -> tuple[int, int]:
        """Return the column and the line at which the box of a board begins; the first has index 0."""
        row, column = divmod(index, self.columns)
        return self.gutter + column * self.box, row * self.pitch

    def index_at(self, x: int, y: int, boards: int) -> int | None:
        """Return the index of the board at a column and a line, or None."""
        column, row = (x - self.gutter) // self.box, y // self.pitch
        index = row * self.columns + column
        inside = x >= self.gutter and column < self.columns and y >= 0
        return index if inside and index < boards else None


def layout_of(size: int, boards: int, width: int, height: int) -> Layout:
    """Return where the boards go, at a size, in a region of this many columns and lines.

    They are as wide, up to a limit, as lets all of them fit, with an empty line between the rows if they
    need not be narrow for it; where they do not fit, or only so, they are as narrow as they may be. The last
    row may be shorter than the others.
    """
    if size == CELL:
        return _cells(boards, width, height)
    layout = _boxes(size, BOXES[size], boards, width, height)
    if size != MINIATURE or layout.fits:
        return layout
    compact = _boxes(size, COMPACT, boards, width, height)._replace(compact=True)
    return compact if compact.fits or height < BOXES[size].height else layout


def _boxes(size: int, box: Box, boards: int, width: int, height: int) -> Layout:
    """Lay out boxes of a kind, in as few columns as will do."""
    most = max(1, width // box.least)
    choice = range(min(most, max(1, width // box.most)), most + 1)
    wide, spaced = (box.least + box.most) // 2, box.height + 1
    apart = (n for n in choice if width // n >= wide and ceil(boards / n) * spaced <= height)
    close = (n for n in choice if ceil(boards / n) * box.height <= height)
    columns = next(chain(apart, close), most)
    rows = ceil(boards / columns)
    fits = width >= box.least and rows * box.height <= height
    pitch = spaced if fits and rows * spaced <= height else box.height
    return Layout(size, columns, rows, fits, min(box.most, max(width // columns, 1)), pitch)


def _cells(boards: int, width: int, height: int) -> Layout:
    """Lay out single cells, with a gap behind each where all of them fit so.

    There are tens of them in a row if that fits, else fives, else as many as there is room for.
    """
    gutter = len(str(boards)) + 2
    if width < gutter + 5:
        gutter = 0
    room = max(1, width - gutter)
    for box, step in ((2, 10), (1, 10), (1, 5), (1, 1)):
        columns = min(room // box // step * step, ceil(boards / step) * step)
        if columns and ceil(boards / columns) <= height:
            break
    rows = ceil(boards / columns)
    return Layout(CELL, columns, rows, width > 0 and rows <= height, box, 1, gutter)


def best_layout(
    asked: int, boards: int, width: int, height: int, skip: int | None = None
) -> Layout:
    """Return the layout of the size that is asked for, or, for 0, of the largest at which all fit.

    `skip` is a size that is not chosen by itself. Where not even one board of the size fits, it is the next
    smaller one at which one does. What does not fit is reached by scrolling, for which one column is kept.
    """
    if not asked:
        sizes = [size for size in SIZES if size != skip]
        layouts = (layout_of(size, boards, width, height) for size in sizes)
        found = next((layout for layout in layouts if layout.fits), None)
        return found or layout_of(CELL, boards, width - 1, height)
    while asked < CELL:
        box = COMPACT if asked == MINIATURE else BOXES[asked]
        if box.least <= width and box.height <= height:
            break
        asked += 1
    layout = layout_of(asked, boards, width, height)
    return layout if layout.fits else layout_of(asked, boards, width - 1, height)
