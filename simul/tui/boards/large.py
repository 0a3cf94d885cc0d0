"""A board drawn as large as there is room for: each square two columns by one line, or more."""

from typing import NamedTuple

from rich.segment import Segment

from simul.tui.boards.bodies import VIEWS, Men, Rows, kind_of, squares
from simul.tui.boards.full import files, ranks
from simul.tui.boards.palette import Palette
from simul.tui.boards.positions import Position
from simul.tui.boards.sprites import piece_lines, sprites_for

BESIDE = 3
"""The columns of the numbers of the ranks, and of the gap after the board."""

NARROWEST_TABLE = 14
"""Least width of the table of moves, in columns; with less room it is left out."""

TABLE = 44
"""Columns of the table, before the board is drawn larger than it must be."""


class Room(NamedTuple):
    """How a screen is shared out: each square has 2 `scale` columns and `scale` lines; `table` has columns.

    The others say whether there is room for the lines of the players, of the files and of the keys, and for
    an empty line and a wider gap.
    """

    scale: int
    table: int
    players: bool
    files: bool
    footer: bool
    line: bool
    gap: bool

    @property
    def board(self) -> int:
        """The columns of the board, the numbers of the ranks and the gap after it."""
        return 16 * self.scale + BESIDE


def room_for(width: int, height: int) -> Room:
    """Return what fits into this many columns and lines.

    Too little height leaves out, first to last: the keys, the letters of the files, the players' names
    and clocks. Too little width leaves out the table of moves.
    """
    scale = max(1, min((height - 5) // 8, (width - BESIDE - TABLE) // 16))
    table = width - 16 * scale - BESIDE
    return Room(
        scale,
        table if table >= NARROWEST_TABLE else 0,
        players=height >= 11,
        files=height >= 12,
        footer=height >= 13,
        line=height >= 8 * scale + 6,
        gap=table >= TABLE + 2,
    )


def large_board(
    position: Position, black_below: bool, palette: Palette, men: Men, scale: int
) -> Rows:
    """Return 8 `scale` lines of 16 `scale` + 2 columns: the squares, behind the numbers of the ranks."""
    rows: Rows = []
    lines = squares(position, black_below, palette, men)
    for rank, view, line in zip(ranks(black_below), VIEWS[black_below], lines, strict=True):
        drawn = [
            _square(small, square, position, palette, men, scale)
            for square, small in zip(view, line, strict=True)
        ]
        for part in range(scale):
            number = rank if part == scale // 2 else " "
            rows.append([Segment(f"{number} ", palette.quiet), *(each[part] for each in drawn)])
    return rows


def _square(
    small: Segment, square: int, position: Position, palette: Palette, men: Men, scale: int
) -> list[Segment]:
    """Return the lines of a square: its piece large, or what it is when it is small, in the middle."""
    style = small.style
    dotted = men.plain and (square // 8 + square) % 2 == 0
    filling = (". " if dotted else "  ") * scale
    middle, beside = scale // 2, scale - 1
    letter = position.squares[square]
    if letter != "." and not men.glyphs.ascii and sprites_for(scale):
        hollow = men.plain and letter.isupper()
        lines = list(piece_lines(letter.upper(), scale, hollow))
        mark = small.text[1]
        if mark != " ":
            lines[middle] = lines[middle][:-1] + mark
        return [Segment(line, style) for line in lines]
    ground = palette.squares[kind_of(square, position)]
    segments = [Segment(filling, ground)] * scale
    if small.text == ". ":
        return segments
    text = filling[:beside] + small.text + filling[beside + 2 :]
    segments[middle] = Segment(text, style)
    return segments


def files_line(black_below: bool, scale: int, palette: Palette) -> list[Segment]:
    """Return the letters of the files, each under the middle of its squares."""
    letters = files(black_below)[::2]
    text = "".join(" " * (scale - 1) + letter + " " * scale for letter in letters)
    return [Segment("  " + text, palette.quiet)]
