"""Pieces drawn large, out of quarters of cells: the shapes, and how they become characters."""

from functools import cache

QUARTERS = " ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█"
"""By which quarters are filled: 1 upper left, 2 upper right, 4 lower left, 8 lower right."""

SMALL = {
    "K": """
            .....##.....
            ...######...
            .....##.....
            .####..####.
            ############
            .##########.
            ..########..
            .##########.
        """,
    "Q": """
            #...#..#...#
            ##.##..##.##
            ############
            .##########.
            ..########..
            ...######...
            ..########..
            .##########.
        """,
    "R": """
            ............
            .###.##.###.
            .##########.
            ...######...
            ...######...
            ...######...
            ..########..
            .##########.
        """,
    "B": """
            .....##.....
            ....##.#....
            ...##.###...
            ..##.#####..
            ...######...
            ....####....
            ..########..
            .##########.
        """,
    "N": """
            ....##.#....
            ...#######..
            ..##.######.
            .###########
            .###..######
            .....######.
            ...########.
            ..##########
        """,
    "P": """
            ............
            ............
            ....####....
            ...######...
            ....####....
            ....####....
            ...######...
            ..########..
        """,
}
"""Twelve quarters wide and eight high."""

LARGE = {
    "K": """
            ........##........
            ......######......
            ........##........
            ..#####.##.#####..
            .################.
            ##################
            ##################
            .################.
            ...############...
            ....##########....
            ..##############..
            .################.
        """,
    "Q": """
            .......####.......
            #......####......#
            ##.#....##....#.##
            ##.##..####..##.##
            .##.##.####.##.##.
            .################.
            ..##############..
            ..##############..
            ...############...
            ....##########....
            ..##############..
            .################.
        """,
    "R": """
            ..................
            .####..####..####.
            .####..####..####.
            .################.
            ...############...
            ....##########....
            ....##########....
            ....##########....
            ....##########....
            ...############...
            ..##############..
            .################.
        """,
    "B": """
            ........##........
            .......####.......
            ......###.##......
            .....###.####.....
            ....###.######....
            ....##########....
            ....##########....
            .....########.....
            ......######......
            .....########.....
            ..##############..
            .################.
        """,
    "N": """
            .......##..##.....
            ......#########...
            ....############..
            ...###..#########.
            ..###############.
            .#################
            .######.##########
            ..####..##########
            .......##########.
            .....############.
            ...##############.
            ..################
        """,
    "P": """
            ..................
            ..................
            .......####.......
            ......######......
            .....########.....
            ......######......
            .......####.......
            ......######......
            ......######......
            .....########.....
            ...############...
            ..##############..
        """,
}
"""Eighteen quarters wide and twelve high."""


def sprites_for(scale: int) -> dict[str, str] | None:
    """Return the shapes for squares of 2 `scale` columns and `scale` lines; None where they are too small."""
    if scale < 4:
        return None
    return SMALL if scale < 6 else LARGE


@cache
def piece_lines(kind: str, scale: int, hollow: bool = False) -> tuple[str, ...]:
    """Return the lines of a square with a piece in its middle: `kind` is one of "KQRBNP"."""
    shapes = sprites_for(scale)
    assert shapes is not None
    shape = shapes[kind].split()
    if hollow:
        shape = _hollow(shape)
    columns, lines = 4 * scale, 2 * scale
    left = (columns - len(shape[0])) // 4 * 2
    above = (lines - len(shape)) // 4 * 2
    blank = "." * columns
    full = [blank] * above + [("." * left + row).ljust(columns, ".") for row in shape]
    full += [blank] * (lines - len(full))
    return tuple(_cells(full[row], full[row + 1]) for row in range(0, lines, 2))


def _hollow(shape: list[str]) -> list[str]:
    """Return the outline of a shape: what has something empty beside it, above it or below it."""
    around = ["." * (len(shape[0]) + 2)]
    framed = [*around, *(f".{row}." for row in shape), *around]
    return [
        "".join(
            "."
            if "." not in (row[at - 1], row[at + 1], framed[line - 1][at], framed[line + 1][at])
            else row[at]
            for at in range(1, len(row) - 1)
        )
        for line, row in enumerate(framed[1:-1], 1)
    ]


def _cells(upper: str, lower: str) -> str:
    filled = "#"
    return "".join(
        QUARTERS[
            (upper[at] == filled)
            + 2 * (upper[at + 1] == filled)
            + 4 * (lower[at] == filled)
            + 8 * (lower[at + 1] == filled)
        ]
        for at in range(0, len(upper), 2)
    )
