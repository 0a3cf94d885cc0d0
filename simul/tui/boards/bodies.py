"""The squares of a board as segments: two columns a square, or two squares in a cell."""

from rich.segment import Segment
from rich.style import Style

from simul.tui.boards.palette import CHECK, DARK, LAST, LIGHT, Palette
from simul.tui.boards.positions import Position
from simul.tui.style.glyphs import Glyphs

Rows = list[list[Segment]]

KINDS = "KQRBNP"
BLACK_HALF, WHITE_HALF = 4, 5


class Men:
    """What the pieces look like: a character for each letter of a position.

    Where there are letters, or with `plain`, no colours, each side has its own characters, and dark squares
    are dotted; else both have the same, and their colours tell them apart.
    """

    def __init__(self, glyphs: Glyphs, plain: bool) -> None:
        self.glyphs = glyphs
        self.plain = plain or glyphs.ascii
        characters = glyphs.outlined + glyphs.solid if self.plain else 2 * glyphs.pieces
        self.of = dict(zip(KINDS + KINDS.lower(), characters, strict=True))


def seen_from(black_below: bool) -> list[list[int]]:
    """Return the squares, line by line from the top, with this side at the bottom."""
    ranks = range(8) if black_below else range(7, -1, -1)
    files = range(7, -1, -1) if black_below else range(8)
    return [[8 * rank + file for file in files] for rank in ranks]


VIEWS = (seen_from(False), seen_from(True))


def kind_of(square: int, position: Position) -> int:
    """Return which of the palette's squares this one is."""
    if square == position.check:
        return CHECK
    if square in (position.origin, position.target):
        return LAST
    return LIGHT if (square // 8 + square) % 2 else DARK


def squares(position: Position, black_below: bool, palette: Palette, men: Men) -> Rows:
    """Return eight lines of sixteen columns; what is marked has a mark beside its colour."""
    rows = []
    for line in VIEWS[black_below]:
        row = []
        for square in line:
            kind = kind_of(square, position)
            letter = position.squares[square]
            if letter == ".":
                text, style = _empty(square, position, men), palette.squares[kind]
            else:
                text = men.of[letter] + _mark(square, position, men.glyphs)
                style = palette.pieces[kind][letter.isupper()]
            row.append(Segment(text, style))
        rows.append(row)
    return rows


def _mark(square: int, position: Position, glyphs: Glyphs) -> str:
    if square == position.check:
        return "+"
    return glyphs.target if square == position.target else " "


def _empty(square: int, position: Position, men: Men) -> str:
    if square == position.origin:
        return men.glyphs.origin + " "
    dotted = men.plain and (square // 8 + square) % 2 == 0
    return ". " if dotted else "  "


def miniature(position: Position, black_below: bool, palette: Palette, men: Men) -> Rows:
    """Return four lines of eight columns, two squares in each cell.

    A piece has the colour of its side, and a king in check that of check. Where there are no half blocks, or
    no colours, a cell counts: "w" one of White's, "W" two, "b" and "B" of Black's, "x" one of each.
    """
    view = VIEWS[black_below]
    draw = _counted if men.plain else _halves
    return [draw(position, view[row], view[row + 1], palette) for row in range(0, 8, 2)]


def _halves(
    position: Position, above: list[int], below: list[int], palette: Palette
) -> list[Segment]:
    styles = [
        palette.halves[_half(one, position)][_half(two, position)]
        for one, two in zip(above, below, strict=True)
    ]
    return merged("▀" * 8, styles)


def _half(square: int, position: Position) -> int:
    letter = position.squares[square]
    if letter == "." or square == position.check:
        return kind_of(square, position)
    return WHITE_HALF if letter.isupper() else BLACK_HALF


def _counted(
    position: Position, above: list[int], below: list[int], palette: Palette
) -> list[Segment]:
    text, styles = "", []
    for one, two in zip(above, below, strict=True):
        letters = (position.squares[one] + position.squares[two]).replace(".", "")
        white = sum(letter.isupper() for letter in letters)
        text += (
            " "
            if not letters
            else "x"
            if 0 < white < len(letters)
            else ("w" if len(letters) == 1 else "W")
            if white
            else ("b" if len(letters) == 1 else "B")
        )
        kinds = kind_of(one, position), kind_of(two, position)
        kind = max((kind for kind in kinds if kind >= LAST), default=DARK)
        styles.append(palette.pieces[kind][bool(white)] if letters else palette.squares[kind])
    return merged(text, styles)


def merged(text: str, styles: list[Style]) -> list[Segment]:
    """Return a segment for each run of characters that have the same style."""
    segments: list[Segment] = []
    start = 0
    for end in range(1, len(text) + 1):
        if end == len(text) or styles[end] is not styles[start]:
            segments.append(Segment(text[start:end], styles[start]))
            start = end
    return segments
