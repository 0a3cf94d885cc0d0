"""Tables in Markdown, and whole documents."""

from collections.abc import Iterator
from itertools import chain

from simul.formats.result import Result
from simul.formats.table import Table

_SPECIAL = str.maketrans({letter: f"\\{letter}" for letter in "\\`*_[]<>#|"})


def as_markdown(table: Table) -> str:
    """Return the table as Markdown reads it."""
    return "\n".join(markdown_lines(table))


def markdown_lines(table: Table) -> Iterator[str]:
    """Give the lines of the table as Markdown reads it."""
    rule = tuple(":--" if i in table.left else "--:" for i in range(len(table.header)))
    for row in chain((table.header, rule), table.rows):
        yield f"| {' | '.join(cell.replace('|', '&#124;') for cell in row)} |"


def render(result: Result) -> str:
    """Return the sections: headings, tables and lists."""
    return "\n".join(
        "\n\n".join(
            (
                f"## {section.heading.translate(_SPECIAL)}",
                as_markdown(section.table),
                "\n".join(f"- {line.translate(_SPECIAL)}" for line in section.lines),
            )
        ).rstrip()
        + "\n"
        for section in result.sections()
    )
