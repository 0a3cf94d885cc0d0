"""A table of texts, and the one place where tables are laid out."""

from collections.abc import Iterator

import msgspec

from simul.report.columns import columns, to_the_left, to_the_right


class Table(msgspec.Struct, frozen=True):
    """Rows of texts under a header of as many; columns named in `left` are aligned to the left."""

    header: tuple[str, ...]
    rows: list[tuple[str, ...]]
    left: frozenset[int] = frozenset({0})

    def columns(self, first: int, last: int) -> "Table":
        """Return column 0 and the columns from `first` to before `last`."""

        def pick(row: tuple[str, ...]) -> tuple[str, ...]:
            return (row[0], *row[first:last])

        left = {0} | {1 + i - first for i in self.left if first <= i < last}
        return Table(pick(self.header), [pick(row) for row in self.rows], frozenset(left))

    def widths(self) -> list[int]:
        """Return the width of each column, in columns of a terminal."""
        return [max(map(columns, column)) for column in zip(self.header, *self.rows, strict=True)]


def as_text(table: Table, width: int | None = None) -> str:
    """Lay a table out in columns; where it is wider than `width`, in several blocks under one another."""
    return "\n\n".join(_block(block) for block in _blocks(table, width))


def _blocks(table: Table, width: int | None) -> Iterator[Table]:
    widths = table.widths()
    first = 1
    while first < len(widths):
        last, taken = first + 1, widths[0] + 2 + widths[first]
        while last < len(widths) and (width is None or taken + 2 + widths[last] <= width):
            taken += 2 + widths[last]
            last += 1
        yield table.columns(first, last)
        first = last


def _block(table: Table) -> str:
    widths = table.widths()
    return "\n".join(
        "  ".join(
            (to_the_left if index in table.left else to_the_right)(cell, width)
            for index, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in (table.header, *table.rows)
    )
