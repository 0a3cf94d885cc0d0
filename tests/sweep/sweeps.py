"""Sweeps for tests, as they would be asked for on the command line."""

from collections.abc import Iterator, Mapping

from simul.modes.registry import find_mode
from simul.scenario.files import load_scenario
from simul.sweep import executors
from simul.sweep.job import Done
from simul.sweep.points import Sweep, asked_values
from simul.sweep.rows import Row, in_order, rows
from simul.sweep.working import jobs, work


def sweep_of(
    modes: str = "sync,async", repeat: int = 1, preset: str = "polgar", **options: str
) -> Sweep:
    """A sweep of a preset; the options are as somebody types them."""
    return sweep_with(options, modes, repeat, preset)


def sweep_with(
    options: Mapping[str, str],
    modes: str = "sync,async",
    repeat: int = 1,
    preset: str = "polgar",
) -> Sweep:
    """The same."""
    values = asked_values(options)
    axes = {name: one for name, one in values.items() if one.count > 1}
    fixed = {name: next(iter(one)) for name, one in values.items() if one.count == 1}
    chosen = [find_mode(name) for name in modes.split(",")]
    return Sweep(load_scenario(preset), axes, fixed, chosen, repeat)


def done_by(
    sweep: Sweep, ours: executors.Workers, finished: int = 0, beyond: frozenset[int] = frozenset()
) -> Iterator[Done]:
    """What the workers do of a sweep, as it is done."""
    for done in work(sweep, jobs(sweep, finished, beyond), ours):
        yield from done


def rows_here(sweep: Sweep) -> list[Row]:
    """The rows of a sweep, done in this process."""
    with executors.here() as ours:
        return [*rows(sweep, in_order(done_by(sweep, ours)))]


def all_done(sweep: Sweep) -> list[Done]:
    """Every job of a sweep, done in this process."""
    with executors.here() as ours:
        return [*done_by(sweep, ours)]
