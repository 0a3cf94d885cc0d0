"""What an option goes through in a sweep: a value, a list, a range, or a list with ranges in it."""

from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import chain
from typing import Any, cast

import msgspec

from simul.scenario import fields
from simul.scenario.options import OPTIONS
from simul.scenario.problems import Wrong
from simul.scenario.think_time import ThinkTime, parse_seconds
from simul.scenario.wording import written

Value = int | float | str
"""A whole number; seconds; or a text, which is "game" or a distribution. `with_options` takes each."""

MOST_VALUES = 1_000_000
"""Most values of an option."""
_WHOLE_ALLOWED = "write a whole number, a list such as 1,2,5, or a range such as 1:60 or 5:50:5"
_TIMES_ALLOWED = "write a time, a list such as 30s,55s, or a range such as 30s:90s:5s"


def _read(option: str, value: Any) -> Value:
    """Return a value of an option in the shape in which it is kept, which `with_options` takes."""
    read = OPTIONS[option].read(value)
    if isinstance(read, ThinkTime):
        return read.values[0] if read.kind == "constant" else str(read)
    return "game" if read is None else cast(Value, read)


NUMERIC = tuple(name for name, option in OPTIONS.items() if option.whole is not None)
"""The options that take several values."""
WHOLE = tuple(name for name in NUMERIC if OPTIONS[name].whole)
"""Those of them that are whole numbers; the others are times."""


class One(msgspec.Struct, frozen=True):
    """A single value."""

    value: Value
    count: int = 1

    def __iter__(self) -> Iterator[Value]:
        yield self.value


class Range(msgspec.Struct, frozen=True):
    """`count` numbers from `first` on, `step` apart; exact, and rounded once, when one is given."""

    first: Fraction
    step: Fraction
    count: int
    number: Callable[[Fraction], int | float]

    def __iter__(self) -> Iterator[Value]:
        for index in range(self.count):
            yield self.number(self.first + index * self.step)


class Values:
    """The values of one option, each once, in the order asked for; a single range is never written out.

    `text` is how they were asked for.
    """

    def __init__(self, text: str, parts: list[One | Range]) -> None:
        self.text = text
        self._parts = parts
        self._values: One | Range | tuple[Value, ...] = (
            parts[0] if len(parts) == 1 else tuple(dict.fromkeys(chain.from_iterable(parts)))
        )
        self.count = parts[0].count if len(parts) == 1 else len(tuple(self._values))

    def __iter__(self) -> Iterator[Value]:
        return iter(self._values)

    @property
    def numbers(self) -> bool:
        """Whether all of them are numbers, so that one is more than another."""
        return all(
            isinstance(part, Range) or not isinstance(part.value, str) for part in self._parts
        )


def parse_values(option: str, text: str) -> Values:
    """Read what an option goes through; raises ValueError, saying what is wrong and what is allowed."""
    allowed = _WHOLE_ALLOWED if option in WHOLE else _TIMES_ALLOWED
    if not text.strip():
        raise Wrong("is empty", allowed)
    items = [item.strip() for item in _between_commas(text)]
    parts = []
    for item in items:
        try:
            parts.append(_part(option, item))
        except Wrong as error:
            here = f"has {written(item)} in it, which " if len(items) > 1 and item else ""
            raise Wrong(f"{here}{error.what}", allowed, error.near) from None
    if (count := sum(part.count for part in parts)) > MOST_VALUES:
        raise Wrong(f"has {count} values, and {MOST_VALUES} are the most", allowed)
    return Values(text.strip(), parts)


def _between_commas(text: str) -> Iterator[str]:
    """Give what is between the commas, but for those in brackets: uniform(3s, 8s) is one value."""
    depth = begin = 0
    for index, letter in enumerate(text):
        depth += (letter == "(") - (letter == ")")
        if letter == "," and depth <= 0:
            yield text[begin:index]
            begin = index + 1
    yield text[begin:]


def _part(option: str, item: str) -> One | Range:
    if not item:
        raise Wrong("has nothing where a value should be, beside a comma")
    if ":" in item and "(" not in item:
        return _range(option, [end.strip() for end in item.split(":")])
    return One(_read(option, fields.typed(item) if option in WHOLE else item))


def _range(option: str, ends: list[str]) -> Range:
    if len(ends) > 3 or not all(ends):
        raise Wrong("is not a range")
    first, last, step = (
        _end(option, what, end)
        for what, end in zip(
            ("beginning", "end", "step"), ends if len(ends) == 3 else [*ends, "1"], strict=True
        )
    )
    if last < first:
        raise Wrong("is a range that ends below its beginning")
    if step <= 0:
        raise Wrong("is a range with a step of 0 or less")
    number = int if option in WHOLE else float
    return Range(first, step, (last - first) // step + 1, number)


def _end(option: str, what: str, text: str) -> Fraction:
    """Return a number of a range as it was typed: 15 digits are as many as a float keeps."""
    try:
        if option not in WHOLE:
            return Fraction(f"{parse_seconds(text):.15g}")
        number = fields.typed(text)
        if what == "step" and isinstance(number, int):
            return Fraction(number)
        value = _read(option, number)
        if isinstance(value, str):
            raise ValueError("is not a number")
        return Fraction(value)
    except ValueError as error:
        reason = error.what if isinstance(error, Wrong) else error
        raise Wrong(f"is a range with {written(text)} for its {what}, which {reason}") from None
