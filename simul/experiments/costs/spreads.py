"""How several measurements of one thing are written."""

from collections.abc import Callable

from simul.experiments.costs.spread import Spread


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
