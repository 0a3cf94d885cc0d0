"""The rows of a sweep, one a point and mode, from the jobs as they are done."""

from collections.abc import Iterable, Iterator
from itertools import islice

import msgspec

from simul.sweep.job import Done, How, Outcome
from simul.sweep.points import Point, Sweep
from simul.sweep.student import Estimate, estimate


class Row(msgspec.Struct, frozen=True):
    """What one mode came to at one point, over `plans` plans of it.

    The estimates are over those that came to their end, in seconds but for `speedup`, which is against
    sync. `theory_s` and `theory_speedup` are the means of what theory says, `master_busy_s` and
    `longest_game_s` those of `Done`. `broken` is in how many plans a law of the hall was broken, `stuck`
    how many got stuck, `ended` where the first of them did, `left_out` why it was not played.
    """

    point: Point
    mode: str
    how: How
    plans: int
    elapsed_s: Estimate
    speedup: Estimate
    master_waiting_s: Estimate
    longest_wait_s: Estimate
    theory_s: float
    theory_speedup: float
    master_busy_s: float
    longest_game_s: float
    broken: int = 0
    stuck: int = 0
    ended: str | None = None
    left_out: str | None = None


def in_order(done: Iterable[Done]) -> Iterator[Done]:
    """Give the jobs in the order of their numbers, from 0 on, up to the first that is missing.

    Those that come early are kept until their turn; whoever hands out the jobs sees to it that they
    are few.
    """
    early: dict[int, Done] = {}
    number = 0
    for one in done:
        early[one.job] = one
        while number in early:
            yield early.pop(number)
            number += 1


def rows(sweep: Sweep, done: Iterable[Done]) -> Iterator[Row]:
    """Give the rows of every point all of whose jobs are done; the jobs come in order."""
    jobs = iter(done)
    for point in sweep.points():
        plans = [*islice(jobs, sweep.repeat)]
        if len(plans) < sweep.repeat:
            return
        for index, mode in enumerate(sweep.modes):
            yield _row(point, mode.name, plans, [plan.outcomes[index] for plan in plans])


def _row(point: Point, mode: str, plans: list[Done], outcomes: list[Outcome]) -> Row:
    return Row(
        point=point,
        mode=mode,
        how=outcomes[0].how,
        plans=len(plans),
        elapsed_s=_estimate(outcome.elapsed_s for outcome in outcomes),
        speedup=_estimate(outcome.speedup for outcome in outcomes),
        master_waiting_s=_estimate(outcome.master_waiting_s for outcome in outcomes),
        longest_wait_s=_estimate(outcome.longest_wait_s for outcome in outcomes),
        theory_s=_mean(outcome.theory_s for outcome in outcomes),
        theory_speedup=_mean(outcome.theory_speedup for outcome in outcomes),
        master_busy_s=_mean(plan.master_busy_s for plan in plans),
        longest_game_s=_mean(plan.longest_game_s for plan in plans),
        broken=sum(bool(outcome.broken) for outcome in outcomes),
        stuck=sum(outcome.ended is not None for outcome in outcomes),
        ended=next((outcome.ended for outcome in outcomes if outcome.ended), None),
        left_out=next((outcome.left_out for outcome in outcomes if outcome.left_out), None),
    )


def _estimate(numbers: Iterable[float | None]) -> Estimate:
    return estimate(number for number in numbers if number is not None)


def _mean(numbers: Iterable[float]) -> float:
    mean = estimate(numbers).mean
    assert mean is not None
    return mean
