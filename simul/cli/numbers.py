"""Numbers that options take."""

from typing import Any

import click

from simul.scenario import fields
from simul.scenario.numbers import about_digits, number
from simul.scenario.wording import written

SLOWEST, FASTEST = 0.001, 1e9
"""Speeds to play at, in seconds of exhibition time in a second."""


class WholeNumber(click.ParamType):  # type: ignore[type-arg]  # generic from 8.4 on
    """A whole number within bounds."""

    name = "number"

    def __init__(self, least: int, most: int) -> None:
        self._read = fields.whole_number(least, most)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the number."""
        try:
            return self._read(fields.typed(value))
        except ValueError as error:
            self.fail(f"{written(value)} {error}", param, ctx)


class Speed(click.ParamType):  # type: ignore[type-arg]
    """Seconds of exhibition time in a second, so few or many that somebody can look on."""

    name = "number"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the speed."""
        try:
            speed = number(value) if isinstance(value, str) else float(value)
        except ValueError:
            speed = 0.0
        if not SLOWEST <= speed <= FASTEST:
            what = f"is not a number from {SLOWEST:g} to {FASTEST:g}{about_digits(value)}"
            self.fail(f"{written(value)} {what}; 1 is real time", param, ctx)
        return speed
