"""Large digits, drawn with blocks, at any size."""

from functools import cache

_FONT = {
    "0": "###|#.#|#.#|#.#|###",
    "1": ".#.|##.|.#.|.#.|###",
    "2": "###|..#|###|#..|###",
    "3": "###|..#|.##|..#|###",
    "4": "#.#|#.#|###|..#|..#",
    "5": "###|#..|###|..#|###",
    "6": "###|#..|###|#.#|###",
    "7": "###|..#|..#|..#|..#",
    "8": "###|#.#|###|#.#|###",
    "9": "###|#.#|###|..#|###",
    ":": ".|#|.|#|.",
    ".": ".|.|.|.|#",
    "×": "...|#.#|.#.|#.#|...",
    " ": ".|.|.|.|.",
}
"""Each character is five rows of pixels."""

ROWS = 5
LARGEST = 40
_HALVES = {(True, True): "█", (True, False): "▀", (False, True): "▄", (False, False): " "}


def width_of(text: str, scale: int) -> int:
    """Return how many columns a text takes, with `scale` columns a pixel."""
    return scale * (sum(len(_FONT[letter].partition("|")[0]) + 1 for letter in text) - 1)


def height_of(scale: int) -> int:
    """Return how many rows a text takes, at half a row for each column of a pixel."""
    return (ROWS * scale + 1) // 2


def largest_scale(text: str, width: int, height: int, ascii: bool = False) -> int:  # noqa: A002
    """Return the largest scale at which a text fits, 0 where none does.

    In ASCII there are no half blocks, so only even ones will do.
    """
    scale = max(0, min(width // width_of(text, 1), 2 * height // ROWS, LARGEST))
    return scale - scale % 2 if ascii else scale


def large(text: str, scale: int, ascii: bool = False) -> list[str]:  # noqa: A002
    """Return the rows of a text of digits, at `scale` columns a pixel; raises KeyError for letters."""
    letters = [_letter(letter, scale, ascii) for letter in text]
    return [(" " * scale).join(row) for row in zip(*letters, strict=True)]


@cache
def _letter(letter: str, scale: int, ascii: bool) -> list[str]:  # noqa: A002
    """Return the rows of one character."""
    pixels = ["".join(pixel * scale for pixel in row) for row in _FONT[letter].split("|")]
    half_rows = [row for row in pixels for _ in range(scale)]
    if len(half_rows) % 2:
        half_rows.append("." * len(half_rows[0]))
    if ascii:
        return [row.replace(".", " ") for row in half_rows[::2]]
    return [
        "".join(
            _HALVES[above == "#", below == "#"] for above, below in zip(top, bottom, strict=True)
        )
        for top, bottom in zip(half_rows[::2], half_rows[1::2], strict=True)
    ]
