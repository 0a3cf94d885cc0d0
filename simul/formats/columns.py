"""How many columns of a terminal a text takes: Chinese letters take two, accents that are combined none."""

from bisect import bisect_right

FIRST_ODD = "\u0300"
"""All letters before this one take one column."""


def columns(text: str) -> int:
    """Return how many columns a text takes."""
    if text.isascii() or max(text) < FIRST_ODD:
        return len(text)
    from rich.cells import cell_len  # late: most texts do without, and it takes a while

    return cell_len(text)


def to_the_left(text: str, width: int) -> str:
    """Return a text padded on the right to a width in columns."""
    return text + " " * (width - columns(text))


def to_the_right(text: str, width: int) -> str:
    """Return a text padded on the left to a width in columns."""
    return " " * (width - columns(text)) + text


def beginning(text: str, room: int) -> str:
    """Return as much of the beginning of a text as fits into a width in columns."""
    ends = range(min(len(text), max(0, room)) + 1)
    return text[: bisect_right(ends, max(0, room), key=lambda end: columns(text[:end])) - 1]
