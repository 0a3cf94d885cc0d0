"""Problems: a mistake in the asking, as a value; whoever shows it puts it into words."""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

import msgspec

from simul.scenario.wording import nearest, written

T = TypeVar("T")
Reader = Callable[[Any], T]
"""Takes a value as somebody wrote it; raises Wrong, or a ValueError that says what is wrong."""

OPTION = "--"
"""The place of what was asked for by an option."""


class Wrong(ValueError):  # noqa: N818  # what it says goes on: "--pairs: 0 is wrong"
    """A value is wrong: what is wrong with it, what is allowed, and what may have been meant."""

    def __init__(self, what: str, allowed: str = "", near: str = "") -> None:
        super().__init__(what, allowed, near)
        self.what, self.allowed, self.near = what, allowed, near

    def __str__(self) -> str:
        near = f"did you mean {self.near}?" if self.near else ""
        return "; ".join(part for part in (self.what, self.allowed, near) if part)


class Problem(msgspec.Struct, frozen=True):
    """A mistake in the asking.

    `place` is a file as it is shown, OPTION, or "" for none; `field` the path to a field of the file, or
    the name of an option. `value` is what was written there, as it was written; the rest is as in Wrong.
    """

    place: str
    field: str
    value: str
    what: str
    allowed: str = ""
    near: str = ""

    @property
    def text(self) -> str:
        """What is wrong and what to do, without where."""
        return f"{self.value} {Wrong(self.what, self.allowed, self.near)}".strip()

    def __str__(self) -> str:
        """The line for a command: where, what is wrong, what to do."""
        if self.place == OPTION:
            return f"--{self.field}: {self.text}"
        return ": ".join(part for part in (self.place, self.field, self.text) if part)


class ScenarioError(ValueError):
    """Something is wrong with a scenario; `problems` has every mistake."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = list(problems)
        super().__init__(self.problems)

    def __str__(self) -> str:
        return "\n".join(map(str, self.problems))


class Problems(list[Problem]):
    """A list of the problems found in one place: in a file, or in the options."""

    def __init__(self, place: str) -> None:
        super().__init__()
        self._place = place

    def add(self, field: str, what: str, allowed: str = "", near: str = "") -> None:
        """Note one at a field."""
        self.append(Problem(self._place, field, "", what, allowed, near))

    def read(self, field: str, value: Any, reader: Reader[T], default: T) -> T:
        """Return what the reader makes of the value; where it is wrong, note it, return the default."""
        try:
            return reader(value)
        except ValueError as error:
            self.append(problem(self._place, field, value, error))
            return default

    def check(self) -> None:
        """Raise ScenarioError where there are any."""
        if self:
            raise ScenarioError(self)


def problem(place: str, field: str, value: Any, error: ValueError) -> Problem:
    """Return what a reader has raised as a problem."""
    wrong = error if isinstance(error, Wrong) else Wrong(str(error))
    return Problem(place, field, written(value), wrong.what, wrong.allowed, wrong.near)


def near(name: object, names: Iterable[str]) -> str:
    """Return the most similar of the names, in quotes; "" if none is similar, or `name` is not a text."""
    found = nearest(name, names) if isinstance(name, str) else ""
    return written(found) if found else ""
