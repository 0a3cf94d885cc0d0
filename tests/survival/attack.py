"""The core of the fuzzers: each input, made from a seed, must soon end in a value or in a told mistake."""

import signal
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")

LONGEST_S = 20.0
"""Seconds that one input may take, of the processor's time."""
LONGEST_LINE = 2_000
"""Characters that a line of a message may have."""


class Parser(NamedTuple, Generic[T]):
    """One parser to be attacked: `make` makes an input, and `read` reads it, in a folder of its own.

    `read` uses what was read for all that it is good for. It raises one of `refuses` where the input is
    refused; anything else is a failure.
    """

    name: str
    make: Callable[[Random], T]
    read: Callable[[T, Path], object]
    refuses: tuple[type[Exception], ...]


class Broken(Exception):  # noqa: N818
    """An input broke a parser; the message has the input, and the number from which it is made again."""


def attack(parser: Parser[T], inputs: int, seed: int, folder: Path, first: int = 0) -> Counter[str]:
    """Give a parser so many inputs; return how many were read, and how many refused. Raises Broken."""
    found: Counter[str] = Counter()
    for number in range(first, first + inputs):
        made = parser.make(Random(f"{seed}/{parser.name}/{number}"))
        began = time.process_time()
        try:
            with _alarm():
                found[_outcome(parser, made, folder)] += 1
            if time.process_time() - began > LONGEST_S:
                raise TimeoutError(f"it took more than {LONGEST_S:.0f} s")
        except Exception as error:
            again = f"--parser {parser.name} --seed {seed} --first {number} --inputs 1"
            raise Broken(f"{again}: {type(error).__name__}: {error}\n{made!r:.20000}") from error
    return found


def _outcome(parser: Parser[T], made: T, folder: Path) -> str:
    try:
        parser.read(made, folder)
    except parser.refuses as error:
        for line in str(error).split("\n"):
            assert line.strip(), "a message without words"
            assert line.replace("\t", " ").isprintable(), (
                f"a message that would not print: {line!r}"
            )
            assert len(line) <= LONGEST_LINE, f"a message of {len(line)} characters"
        return "refused"
    return "read"


@contextmanager
def _alarm() -> Iterator[None]:
    """Interrupt what takes too long, where nobody else (such as pytest) uses the alarm."""
    if not hasattr(signal, "SIGALRM") or signal.getsignal(signal.SIGALRM) is not signal.SIG_DFL:
        yield
        return

    def too_long(number: int, frame: object) -> None:
        raise TimeoutError(f"it hangs: more than {5 * LONGEST_S:.0f} s")

    signal.signal(signal.SIGALRM, too_long)
    signal.setitimer(signal.ITIMER_REAL, 5 * LONGEST_S)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
