"""A table of texts, and the one place where tables are laid out."""

from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import Generic, TypeVar

import msgspec

from simul.formats.columns import columns, to_the_left, to_the_right

T = TypeVar("T")
Row = tuple[str, ...]


class Made(Generic[T]):
    """Rows that are made from items each time they are looked at: a million of them would take a gigabyte."""

    def __init__(self, items: Iterable[T], row: Callable[[T], Row]) -> None:
        self._items = items
        self._row = row

    def __iter__(self) -> Iterator[Row]:
        return map(self._row, self._items)


class Table(msgspec.Struct, frozen=True):
    """Rows of texts under a header of as many; columns named in `left` are aligned to the left.

    `rows` can be gone through more than once.
    """

    header: Row
    rows: Iterable[Row]
    left: frozenset[int] = frozenset({0})

    def columns(self, first: int, last: int) -> "Table":
        """Return column 0 and the columns from `first` to before `last`."""

        def pick(row: Row) -> Row:
            return (row[0], *row[first:last])

        left = {0} | {1 + i - first for i in self.left if first <= i < last}
        return Table(pick(self.header), Made(self.rows, pick), frozenset(left))

    def widths(self) -> list[int]:
        """Return the width of each column, in columns of a terminal."""
        widths = [columns(cell) for cell in self.header]
        for row in self.rows:
            for index, width in enumerate(map(columns, row)):
                if width > widths[index]:
                    widths[index] = width
        return widths


def as_text(table: Table, width: int | None = None) -> str:
    """Lay a table out in columns; where it is wider than `width`, in several blocks under one another."""
    return "\n".join(text_lines(table, width))


def text_lines(table: Table, width: int | None = None) -> Iterator[str]:
    """Give the lines of a table that is laid out in columns, as `as_text` does."""
    for number, (block, widths) in enumerate(_blocks(table, width)):
        if number:
            yield ""
        yield from _lines(block, widths)


def _blocks(table: Table, width: int | None) -> Iterator[tuple[Table, list[int]]]:
    """Give the blocks of a table, each with the widths of its columns."""
    widths = table.widths()
    first = 1
    while first < len(widths):
        last, taken = first + 1, widths[0] + 2 + widths[first]
        while last < len(widths) and (width is None or taken + 2 + widths[last] <= width):
            taken += 2 + widths[last]
            last += 1
        yield table.columns(first, last), [widths[0], *widths[first:last]]
        first = last


def _lines(table: Table, widths: list[int]) -> Iterator[str]:
    for row in chain((table.header,), table.rows):
        yield "  ".join(
            (to_the_left if index in table.left else to_the_right)(cell, width)
            for index, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
