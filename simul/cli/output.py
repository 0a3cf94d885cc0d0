"""How a command prints: a table as wide as the terminal, or text for another program."""

import shutil
import sys
import textwrap
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import Any

import click

from simul.formats.result import Result, Section
from simul.formats.table import Table, text_lines

AT_A_TIME = 500
"""The most lines of a table that are laid out together."""


def terminal_width() -> int | None:
    """Return the terminal's columns, or None where stdout is not a terminal and nothing needs to fit."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None


def print_table(table: Table) -> None:
    """Print a table in columns."""
    _print_lines(text_lines(table, terminal_width()))


def _print_lines(lines: Iterable[str]) -> None:
    """Print some lines at a time: a long table is never in memory whole."""
    remaining = iter(lines)
    while part := [*islice(remaining, AT_A_TIME)]:
        click.echo("\n".join(part))


def print_parts(parts: Iterable[str]) -> None:
    """Print a text that comes in parts."""
    for part in parts:
        click.echo(part, nl=False)


def print_paragraph(text: str) -> None:
    """Print a line of words, folded where the terminal is narrower."""
    width = terminal_width()
    click.echo(text if width is None else textwrap.fill(text, width))


def print_markdown(table: Table) -> None:
    """Print a table in Markdown."""
    from simul.formats.markdown import markdown_lines

    _print_lines(markdown_lines(table))


def print_json(document: Any) -> None:
    """Print a document in JSON."""
    from simul.formats.json import as_json

    click.echo(as_json(document))


def print_csv(rows: Sequence[Mapping[str, Any]]) -> None:
    """Print rows in CSV."""
    from simul.formats.csv import as_csv

    click.echo(as_csv(rows))


def print_result(result: Result, form: str) -> None:
    """Print a result in one of the choices of --format; what was measured goes last, or alone in Markdown."""
    if form == "json":
        print_json(result.document())
        return
    if form == "csv":
        print_csv(result.rows())
        return
    first, *others = result.sections()
    if form == "markdown":
        if result.measured is not None:
            print_section(result.measured.section, markdown=True)
        else:
            print_markdown(others[0].table if result.by_board else first.table)
        return
    print_paragraph(first.heading)
    click.echo()
    if result.by_board:
        print_table(others[0].table)
        click.echo()
    print_table(first.table)
    click.echo()
    for line in first.lines:
        print_paragraph(line)


def print_section(section: Section, markdown: bool = False, before: str = "") -> None:
    """Print a heading, a table and what stands under it."""
    click.echo(before, nl=False)
    print_paragraph(section.heading)
    click.echo()
    (print_markdown if markdown else print_table)(section.table)
    click.echo()
    for line in section.lines:
        (click.echo if markdown else print_paragraph)(f"- {line}" if markdown else line)
