"""Telling a person something on stderr, while the result goes to stdout."""

from contextlib import suppress

import click


def tell(text: str, *, end: bool = True) -> None:
    """Write a line, or with `end` False a part of one; a stderr that takes nothing does no harm."""
    with suppress(OSError):
        click.echo(text, err=True, nl=end)
