"""Telling a person something on stderr, while the result goes to stdout."""

import shlex
from collections.abc import Iterable
from contextlib import suppress

import click

from simul.scenario.wording import escaped

_CLEAR_TO_END = "\x1b[K"


def tell(text: str) -> None:
    """Write one line or several, of what prints; a stderr that takes nothing does no harm."""
    with suppress(OSError):
        click.echo(lines_escaped(text), err=True)


def tell_over(text: str, *, stays: bool = False) -> None:
    """Write a line over the one that was written so before; on a terminal. `stays`: nothing goes over it."""
    with suppress(OSError):
        click.echo(f"\r{escaped(text)}{_CLEAR_TO_END}", err=True, nl=stays)


def lines_escaped(text: str) -> str:
    """Return lines with escapes in place of what would not print."""
    return "\n".join(map(escaped, text.split("\n")))


def as_typed(words: Iterable[str]) -> str:
    """Return words as they are typed in a shell; what would not print, as the bytes that it is."""
    return " ".join(map(_in_shell, words))


def _in_shell(word: str) -> str:
    if word.isprintable():
        return shlex.quote(word)
    return "$'" + "".join(map(_letter_in_shell, word)) + "'"


def _letter_in_shell(letter: str) -> str:
    if letter.isprintable():
        return f"\\{letter}" if letter in "\\'" else letter
    return "".join(f"\\x{byte:02x}" for byte in letter.encode(errors="surrogateescape"))
