"""How a command prints: a table as wide as the terminal, or text for another program."""

import shutil
import sys
import textwrap
from collections.abc import Mapping, Sequence
from typing import Any

import click

from simul.report.table import Table, as_text


def terminal_width() -> int | None:
    """Return the terminal's columns, None where stdout is none: then nothing needs to fit."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None


def print_table(table: Table) -> None:
    """Print a table in columns."""
    click.echo(as_text(table, terminal_width()))


def print_paragraph(text: str) -> None:
    """Print a line of words, folded where the terminal is narrower."""
    width = terminal_width()
    click.echo(text if width is None else textwrap.fill(text, width))


def print_markdown(table: Table) -> None:
    """Print a table in Markdown."""
    from simul.report.markdown import as_markdown

    click.echo(as_markdown(table))


def print_json(document: Any) -> None:
    """Print a document in JSON."""
    from simul.report.json import as_json

    click.echo(as_json(document))


def print_csv(rows: Sequence[Mapping[str, Any]]) -> None:
    """Print rows in CSV."""
    from simul.report.csv import as_csv

    click.echo(as_csv(rows))
