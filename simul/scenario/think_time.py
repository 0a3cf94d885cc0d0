"""Think times: how they are written, and how they are drawn."""

import math
import re
from array import array
from collections.abc import Callable
from random import Random
from statistics import NormalDist
from typing import Any

import msgspec

from simul.scenario.numbers import about_digits, number
from simul.scenario.wording import nearest, written

ALLOWED = 'write 5, "5s", "1m30s" or "uniform(30s, 80s)"'
LONGEST_S = 1e7
GRID = 2.0**20
"""Steps in a second: a plan's times are multiples of 2**-20 s, about a microsecond.

A double holds every multiple of that up to 2**33 s (272 years). So while an exhibition is shorter, all sums
of its times are exact, in whatever order they are made, and two times are equal only where they are.
"""

STANDARD_NORMAL = NormalDist()
WIDEST_LOGNORMAL = 1000
"""Largest sd of a lognormal time, over its mean; far beyond, floating point fails."""


class Distribution(msgspec.Struct, frozen=True):
    """One way to draw a think time: its parameters, what they must obey, and its quantile function.

    `parameters` are names, all in seconds. `problem` says what is wrong with their values, or "".
    `quantile` takes u in (0, 1) and the values, and gives seconds. `mean` takes the values, and gives
    the mean of what is drawn, in seconds.
    """

    parameters: tuple[str, ...]
    problem: Callable[..., str]
    quantile: Callable[..., float]
    mean: Callable[..., float]


def _lognormal_problem(mean: float, sd: float) -> str:
    if mean <= 0:
        return "the mean must be above 0"
    if sd > WIDEST_LOGNORMAL * mean:
        return f"the sd is more than {WIDEST_LOGNORMAL} times the mean"
    return ""


def _log_parameters(mean: float, sd: float) -> tuple[float, float]:
    """Return mu and sigma of the logarithm of a lognormal variable that has this mean and sd."""
    variance = math.log1p((sd / mean) ** 2)
    return math.log(mean) - variance / 2, math.sqrt(variance)


def _lognormal(u: float, mean: float, sd: float) -> float:
    mu, sigma = _log_parameters(mean, sd)
    return math.exp(mu + sigma * STANDARD_NORMAL.inv_cdf(u))


def _normal_mean(mean: float, sd: float) -> float:
    """Return the mean of max(0, X) for a normal X: what is drawn below 0 counts as 0."""
    if sd == 0:
        return mean
    ratio = mean / sd
    return mean * STANDARD_NORMAL.cdf(ratio) + sd * STANDARD_NORMAL.pdf(ratio)


def _triangular(u: float, low: float, mode: float, high: float) -> float:
    if high == low:
        return low
    if u * (high - low) < mode - low:
        return low + math.sqrt(u * (high - low) * (mode - low))
    return high - math.sqrt((1 - u) * (high - low) * (high - mode))


DISTRIBUTIONS = {
    "uniform": Distribution(
        ("low", "high"),
        lambda low, high: "" if low <= high else "low is above high",
        lambda u, low, high: low + (high - low) * u,
        lambda low, high: (low + high) / 2,
    ),
    "normal": Distribution(
        ("mean", "sd"),
        lambda mean, sd: "",
        lambda u, mean, sd: max(0.0, mean + sd * STANDARD_NORMAL.inv_cdf(u)),
        _normal_mean,
    ),
    "lognormal": Distribution(
        ("mean", "sd"),
        _lognormal_problem,
        _lognormal,
        lambda mean, sd: mean,
    ),
    "exponential": Distribution(
        ("mean",),
        lambda mean: "",
        lambda u, mean: -mean * math.log1p(-u),
        lambda mean: mean,
    ),
    "triangular": Distribution(
        ("low", "mode", "high"),
        lambda low, mode, high: "" if low <= mode <= high else "they must rise: low, mode, high",
        _triangular,
        lambda low, mode, high: (low + mode + high) / 3,
    ),
}
"""The distributions by name; every parameter is in seconds.

uniform(low, high): all times between the two alike. normal(mean, sd): cut at 0, a draw below 0 counts as 0.
lognormal(mean, sd): mean and standard deviation of the time itself, not of its logarithm.
exponential(mean). triangular(low, mode, high): `mode` is the likeliest.
"""


class ThinkTime(msgspec.Struct, frozen=True):
    """A think time as somebody wrote it: a constant, or a distribution with its parameters.

    `kind` is "constant" or a name in DISTRIBUTIONS; `values` are its parameters, in seconds.
    """

    kind: str
    values: tuple[float, ...]

    @property
    def mean_s(self) -> float:
        """The mean of what is drawn, in seconds."""
        if self.kind == "constant":
            return self.values[0]
        return DISTRIBUTIONS[self.kind].mean(*self.values)

    def __str__(self) -> str:
        seconds = ", ".join(f"{repr(value).removesuffix('.0')} s" for value in self.values)
        return seconds if self.kind == "constant" else f"{self.kind}({seconds})"

    def draws(self, count: int, random: Random) -> "array[float]":
        """Draw `count` think times, in seconds; the k-th takes the k-th number that `random` gives.

        They are rounded to the grid (GRID), constants too.
        """
        if self.kind == "constant":
            return array("d", map(on_grid, self.values)) * count
        quantile, values = DISTRIBUTIONS[self.kind].quantile, self.values
        return array(
            "d",
            (
                # The middle of the cell that random() gives, so that u is neither 0 nor 1.
                on_grid(quantile(min(random.random() + 2.0**-54, 1 - 2.0**-53), *values))
                for _ in range(count)
            ),
        )


def on_grid(seconds: float) -> float:
    """Return the multiple of 2**-20 s that is nearest."""
    return round(seconds * GRID) / GRID


_UNITS_S = {"h": 3600.0, "m": 60.0, "s": 1.0, "ms": 0.001}
_NUMBER = r"(?:\d+(?:\.\d+)?|\.\d+)(?:e[+-]?\d+)?"
_DURATION = re.compile(rf"\s*(?:{_NUMBER}\s*(?:h|ms|m|s)\s*)+", re.ASCII)
_PART = re.compile(rf"({_NUMBER})\s*(h|ms|m|s)", re.ASCII)
_CALL = re.compile(r"\s*([a-z]+)\s*\((.*)\)\s*", re.ASCII | re.IGNORECASE)


def parse_seconds(value: Any, called: str = "length of time") -> float:
    """Read a length of time: a number of seconds, "5", "5s", "1m30s", "2h".

    Raises ValueError, saying what is wrong, if it is not one (an error names it as `called`), or if it is
    negative or over LONGEST_S.
    """
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise ValueError(f"is not a {called}")
    if isinstance(value, str):
        if _DURATION.fullmatch(value):
            seconds = sum(float(number) * _UNITS_S[unit] for number, unit in _PART.findall(value))
        else:
            try:
                seconds = number(value)
            except ValueError:
                raise ValueError(f"is not a {called}{about_digits(value)}") from None
    else:
        try:
            seconds = float(value)
        except OverflowError:
            seconds = math.inf if value > 0 else -math.inf
    if seconds < 0:
        raise ValueError("is below 0")
    if not seconds <= LONGEST_S:
        raise ValueError(f"is more than {LONGEST_S:.0f} s" if seconds > 0 else "is not a number")
    return seconds + 0.0  # for -0.0 would be written, and digested, otherwise than 0.0


def parse_think_time(value: Any) -> ThinkTime:
    """Read a think time: what `parse_seconds` takes, or a distribution such as "uniform(30s, 80s)".

    Raises ValueError, saying what is wrong.
    """
    call = _CALL.fullmatch(value) if isinstance(value, str) else None
    if call is None:
        return ThinkTime("constant", (parse_seconds(value, "think time"),))
    kind = call[1].lower()
    if kind not in DISTRIBUTIONS:
        near = nearest(kind, DISTRIBUTIONS)
        hint = f"; did you mean {near}?" if near else ""
        raise ValueError(
            f"has no distribution that we know; there are {', '.join(DISTRIBUTIONS)}{hint}"
        )
    distribution = DISTRIBUTIONS[kind]
    form = f"{kind}({', '.join(distribution.parameters)})"
    texts = [text for text in call[2].split(",") if call[2].strip()]
    if len(texts) != len(distribution.parameters):
        raise ValueError(f"does not have the parameters that are wanted: {form}")
    values = []
    for name, text in zip(distribution.parameters, texts, strict=True):
        try:
            values.append(parse_seconds(text.strip()))
        except ValueError as error:
            raise ValueError(
                f"has {written(text.strip())} for its {name}, which {error}; {form}"
            ) from None
    if problem := distribution.problem(*values):
        raise ValueError(f"cannot be: {problem}; {form}")
    return ThinkTime(kind, tuple(values))
