"""The points of a sweep: every combination of the values, one after the other, never in a list."""

from collections.abc import Iterator, Mapping, Sequence
from math import prod
from random import Random

import msgspec

from simul.modes.mode import Mode
from simul.scenario.checking import with_options
from simul.scenario.problems import OPTION, Problems, problem
from simul.scenario.scenario import Scenario
from simul.sweep.values import NUMERIC, Value, Values, parse_values

Point = dict[str, Value]
"""The options of a point and their values: those that are swept, in their order."""


class Sweep:
    """What a sweep goes through: `axes` are the options with several values, in the order asked for.

    `base` is the scenario as it is written, `fixed` the options with one value. Each point is played in
    each of `modes`, and with `repeat` plans. `run` has every mode run, where theory would do.
    """

    def __init__(
        self,
        base: Scenario,
        axes: Mapping[str, Values],
        fixed: Mapping[str, Value],
        modes: Sequence[Mode],
        repeat: int = 1,
        run: bool = False,
    ) -> None:
        self.base = base
        self.axes = dict(axes)
        self.fixed = dict(fixed)
        self.modes = tuple(modes)
        self.repeat = repeat
        self.run = run

    @property
    def count(self) -> int:
        """How many points there are."""
        return prod(values.count for values in self.axes.values())

    @property
    def jobs(self) -> int:
        """How many plans there are: job number j is the plan j % repeat of point j // repeat."""
        return self.count * self.repeat

    def points(self) -> Iterator[Point]:
        """Give every point; the first option runs fastest."""
        for values in _combinations([*self.axes.values()]):
            yield dict(zip(self.axes, values, strict=True))

    def scenario(self, point: Point, repeat: int = 0) -> Scenario:
        """Return the scenario of one plan of a point."""
        scenario = with_options(self.base, self.fixed | point)
        return msgspec.structs.replace(scenario, seed=repeat_seed(scenario.seed, repeat))

    def move_pairs(self) -> int:
        """Return about how many move pairs all plans have together: a measure of the work."""
        sizes = {option: self._sizes(option) for option in ("boards", "pairs")}
        others = [v.count for option, v in self.axes.items() if option not in sizes]
        return prod(map(sum, sizes.values())) * prod(others) * self.repeat

    def _sizes(self, option: str) -> Iterator[int]:
        if option in self.axes:
            return (_size(value) for value in self.axes[option])
        return iter([_size(getattr(self.scenario_in_general, _FIELDS[option]))])

    @property
    def scenario_in_general(self) -> Scenario:
        """The scenario with what is the same at every point."""
        return with_options(self.base, self.fixed)


_FIELDS = {"boards": "boards", "pairs": "move_pairs"}
_A_WHOLE_GAME = 40
"""Move pairs assumed for a whole game, where only the work is estimated."""


def _size(value: object) -> int:
    return value if isinstance(value, int) else _A_WHOLE_GAME


def size_of(scenario: Scenario) -> int:
    """Return about how many move pairs a plan of this scenario has."""
    return scenario.boards * _size(scenario.move_pairs)


def _combinations(axes: list[Values]) -> Iterator[tuple[Value, ...]]:
    if not axes:
        yield ()
        return
    *before, last = axes
    for value in last:
        for values in _combinations(before):
            yield (*values, value)


def repeat_seed(seed: int, repeat: int) -> int:
    """Return the seed of a repeat: of (seed, repeat) alone, and that of the scenario for repeat 0.

    So repeat 0 is what `simul compare` plays, and all points share their luck: the same boards and
    plies draw the same random numbers at every point, whose differences are the option's.
    """
    return Random(f"{seed}/repeat/{repeat}").getrandbits(63) if repeat else seed


def asked_values(options: Mapping[str, str]) -> dict[str, Values]:
    """Read the values of the numeric options, as typed. Raises ScenarioError with every mistake."""
    values, problems = {}, Problems(OPTION)
    for option, text in options.items():
        if option in NUMERIC:
            try:
                values[option] = parse_values(option, text)
            except ValueError as error:
                problems.append(problem(OPTION, option, text, error))
    problems.check()
    return values
