"""The crossover: from where on the master is what the exhibition waits for."""

from collections.abc import Iterable

import msgspec

from simul.sweep.points import Point, Sweep
from simul.sweep.rows import Row

MOST = 1_000
"""Most crossovers that are kept."""


class Crossover(msgspec.Struct, frozen=True):
    """Between two neighbouring values of an option, the side changes on which the exhibition waits.

    Going round cannot end before she has thought and walked for every move (`master_busy_s`), nor before
    the longest game is over (`longest_game_s`). Where the first is at least the second, every moment of
    hers is needed: another board costs all her time at it. Where it is less, she waits for replies, and
    another board costs next to nothing. `at` is the outermost value at which she is needed all the time,
    `beside` its neighbour at which she is not. `others` are the values of the other options.
    """

    option: str
    at: float
    beside: float
    others: Point


class Crossovers:
    """Finds the crossovers along the first option of a sweep, row by row: `found`, the first MOST.

    There are none along a seed, and none where a value is a text: those have no neighbours.
    """

    def __init__(self, sweep: Sweep) -> None:
        self.found: list[Crossover] = []
        self._option = next(iter(sweep.axes), "")
        values = sweep.axes.get(self._option)
        self._sought = values is not None and values.numbers and self._option != "seed"
        self._before: tuple[Point, float, bool] | None = None

    def add(self, row: Row) -> None:
        """Take the next row; those of a point say the same, whatever the mode."""
        if not self._sought:
            return
        value = row.point[self._option]
        assert not isinstance(value, str)
        others = {name: other for name, other in row.point.items() if name != self._option}
        needed = row.master_busy_s >= row.longest_game_s
        if self._before is not None and self._before[0] == others:
            _, last, was_needed = self._before
            if needed != was_needed and len(self.found) < MOST:
                at, beside = (value, last) if needed else (last, value)
                self.found.append(Crossover(self._option, at, beside, others))
        self._before = others, value, needed


def crossovers(sweep: Sweep, rows: Iterable[Row]) -> list[Crossover]:
    """Return every crossover along the first option, in the order of the rows; no more than MOST."""
    seeker = Crossovers(sweep)
    for row in rows:
        seeker.add(row)
    return seeker.found
