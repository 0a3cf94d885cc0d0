"""Several measurements of one thing."""

from collections.abc import Sequence
from statistics import median

import msgspec


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
