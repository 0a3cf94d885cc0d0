"""What one process measured, how several measurements spread, and how that is written."""

from collections.abc import Callable, Sequence
from statistics import median

import msgspec


class Sample(msgspec.Struct, frozen=True):
    """The wall time of playing (s), the peak memory of playing (bytes), the system's switches.

    None stands for what this machine does not tell.
    """

    wall_s: float
    memory_bytes: int | None
    switches: float | None


class Spread(msgspec.Struct, frozen=True):
    """The median of measurements, the least of them and the largest."""

    median: float
    min: float
    max: float

    @property
    def width(self) -> float:
        """How far the measurements are apart."""
        return self.max - self.min


def spread(values: Sequence[float]) -> Spread:
    """Return the spread of one measurement or more."""
    return Spread(median(values), min(values), max(values))


def three_digits(number: float) -> str:
    """Write a number of 0 or more with three digits that count, and all those before the point."""
    return whole(number) if number >= 99.95 else f"{number:#.3g}" if number else "0"


def whole(number: float) -> str:
    """Write a number without what is behind the point."""
    return f"{number:,.0f}"


def written(
    spread: Spread | None, factor: float = 1, write: Callable[[float], str] = three_digits
) -> str:
    """Write the median and (least to most), or "-" where there is nothing."""
    if spread is None:
        return "-"
    middle, low, high = (write(factor * each) for each in (spread.median, spread.min, spread.max))
    return middle if low == high else f"{middle} ({low} to {high})"


def three(spread: Spread | None) -> dict[str, float | None]:
    """Return the median, the least and the largest by their names in JSON."""
    if spread is None:
        return {"median": None, "min": None, "max": None}
    return {"median": spread.median, "min": spread.min, "max": spread.max}
