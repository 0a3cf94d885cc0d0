"""Where an axis of times has its ticks: at times that people say."""

SAID_S = (
    *(0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 30),
    *(60, 120, 300, 600, 1200, 1800, 3600, 7200, 3 * 3600, 6 * 3600, 12 * 3600),
    *(86400 * days for days in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)),
)
"""Steps between ticks, in seconds."""
MOST = 9
"""Ticks that fit."""


def time_ticks(low: float, high: float, logarithmic: bool) -> list[float]:
    """Return the ticks from `low` to `high`, in seconds: evenly apart, or on a logarithmic axis."""
    if logarithmic:
        inside = [tick for tick in SAID_S if 0.8 * low <= tick <= 1.25 * high]
        return inside[:: -(-len(inside) // MOST) or 1] or [low, high]
    step = next((step for step in SAID_S if high <= step * MOST), None)
    if step is None:  # thousands of days
        step = high / MOST
    return [index * step for index in range(int(high / step) + 1)]
