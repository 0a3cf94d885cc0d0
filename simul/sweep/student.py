"""A mean, how sure one may be of it, and Student's t, which says so."""

from collections.abc import Iterable
from functools import cache
from math import cos, inf, pi, sin, sqrt, tan

import msgspec

CONFIDENCE = 0.95


class Estimate(msgspec.Struct, frozen=True):
    """The mean of what several plans came to; its standard error, and its 95 % interval, low to high.

    Of a single plan there is neither error nor interval: they are None. Of no plan, nor is there a mean.
    Of numbers none of which is below 0, such as times, the interval is cut at 0: the mean is not below it
    either, so the interval covers the mean as often as before.
    """

    mean: float | None = None
    se: float | None = None
    low: float | None = None
    high: float | None = None


def estimate(numbers: Iterable[float]) -> Estimate:
    """Return the estimate from numbers that were drawn independently of each other.

    The sums are Welford's, which lose no digits: B. P. Welford, "Note on a method for calculating
    corrected sums of squares and products", Technometrics 4 (1962).
    """
    count, mean, squares, least = 0, 0.0, 0.0, inf
    for number in numbers:
        count += 1
        least = min(least, number)
        off = number - mean
        mean += off / count
        squares += off * (number - mean)
    if count < 2:
        return Estimate(mean) if count else Estimate()
    error = sqrt(squares / (count - 1) / count)
    reach = quantile(count - 1) * error
    low = mean - reach
    return Estimate(mean, error, low if least < 0 else max(0.0, low), mean + reach)


def within(theta: float, freedom: int) -> float:
    """Return the probability that Student's t is between -t and t, where t = sqrt(freedom) * tan(theta).

    `freedom` is the number of degrees of freedom, 1 or more. The sum is finite, and exact: Abramowitz and
    Stegun, Handbook of Mathematical Functions (1964), 26.7.3 and 26.7.4.
    """
    square = cos(theta) ** 2
    odd = freedom % 2
    term = cos(theta) if odd else 1.0
    total = term if freedom > 1 else 0.0
    for k in range(2 + odd, freedom - 1, 2):
        term *= square * (k - 1) / k
        total += term
    return 2 / pi * (theta + sin(theta) * total) if odd else sin(theta) * total


@cache
def quantile(freedom: int) -> float:
    """Return the t that a t-distributed number stays within, to either side, with 95 % probability."""
    low, high = 0.0, pi / 2
    while low < (middle := (low + high) / 2) < high:
        if within(middle, freedom) < CONFIDENCE:
            low = middle
        else:
            high = middle
    return sqrt(freedom) * tan(high)
