"""One job of a sweep: one plan, in each of the modes; by theory where that is exact, or by running it."""

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Annotated, Literal, NamedTuple

import msgspec

from simul.analysis.comparison import ratio
from simul.analysis.run import play
from simul.analysis.theory import Timing, game_by_game, longest_game, round_the_boards, timing
from simul.modes.mode import Mode
from simul.modes.registry import find_mode
from simul.scenario.durations import Count, Seconds
from simul.scenario.plan import Plan, make_plan
from simul.scenario.scenario import Scenario
from simul.sweep.points import size_of

Ratio = Annotated[float, msgspec.Meta(ge=0, le=1e40)]
"""One time over another, in what is read from a file."""
How = Literal["theory", "run", ""]
"""How its figures were found, by theory or by a run; "" where the mode cannot play that many boards."""


class Job(NamedTuple):
    """A plan to be played: the number of the job, and the plan's scenario."""

    number: int
    scenario: Scenario


class Outcome(msgspec.Struct, frozen=True, array_like=True):
    """What one mode came to on one plan; `theory_s` and `theory_speedup` are what theory says.

    `broken` is how often laws of the hall were broken. `ended` says where it got stuck, and `left_out`
    why it was not played; then there are no figures.
    """

    how: How
    theory_s: Seconds
    theory_speedup: Ratio
    elapsed_s: Seconds | None = None
    speedup: Ratio | None = None
    master_waiting_s: Seconds | None = None
    longest_wait_s: Seconds | None = None
    broken: Count = 0
    ended: str | None = None
    left_out: str | None = None


class Done(msgspec.Struct, frozen=True, array_like=True):
    """A job that is done: what each mode came to, and two figures of the plan, in seconds.

    `master_busy_s` is her thinking and walking where she goes round, `longest_game_s` the longest game.
    `size` is `size_of` its scenario.
    """

    job: Count
    size: Count
    master_busy_s: Seconds
    longest_game_s: Seconds
    outcomes: tuple[Outcome, ...]


class JobFailed(Exception):  # noqa: N818
    """A plan could not be made, or not be played; the message says which and why."""


def do_jobs(jobs: Sequence[Job], modes: Sequence[str], run: bool) -> list[Done]:
    """Do some jobs, one after the other. Raises JobFailed. This is what a worker is asked to do."""
    chosen = [find_mode(name) for name in modes]
    return [do_job(job, chosen, run) for job in jobs]


def do_job(job: Job, modes: Iterable[Mode], run: bool = False) -> Done:
    """Play one plan in each mode. Raises JobFailed."""
    try:
        plan = make_plan(job.scenario)
        theory = _Theory(plan)
        by_round = theory.round_by(plan.scenario.policy)
        return Done(
            job.number,
            size_of(job.scenario),
            by_round.master_thinking_s + by_round.master_walking_s,
            longest_game(plan),
            tuple(_outcome(plan, mode, theory, run) for mode in modes),
        )
    except Exception as error:  # of a mode's code, or of a machine that lacks what ours has
        what = str(error) or type(error).__name__
        raise JobFailed(f"{job.scenario.in_words()}: {what}") from error


class _Theory:
    """What theory says of a plan, each timing computed when it is first asked for."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._round: dict[str, Timing] = {}

    @cached_property
    def by_game(self) -> Timing:
        """Where she finishes each game before the next."""
        return timing(self._plan, game_by_game(self._plan))

    def round_by(self, policy: str) -> Timing:
        """Where she goes round by this policy."""
        if policy not in self._round:
            self._round[policy] = timing(self._plan, round_the_boards(self._plan, policy))
        return self._round[policy]

    def of(self, mode: Mode) -> Timing:
        """In this mode; in a pitfall, if it were right."""
        if not mode.concurrent:
            return self.by_game
        return self.round_by(mode.policy or self._plan.scenario.policy)


def _outcome(plan: Plan, mode: Mode, theories: _Theory, run: bool) -> Outcome:
    by_game, theory = theories.by_game, theories.of(mode)
    theory_speedup = ratio(by_game.elapsed_s, theory.elapsed_s)
    if problem := mode.too_many(len(plan.boards)):
        return Outcome("", theory.elapsed_s, theory_speedup, left_out=problem)
    if not (run or mode.pitfall):
        return Outcome(
            "theory",
            theory.elapsed_s,
            theory_speedup,
            theory.elapsed_s,
            theory_speedup,
            theory.master_waiting_s,
            theory.longest_wait_s,
        )
    played = play(mode, plan, lines=False)
    if played.ended is not None:
        return Outcome("run", theory.elapsed_s, theory_speedup, ended=played.ended)
    summary = played.summary
    return Outcome(
        "run",
        theory.elapsed_s,
        theory_speedup,
        summary.elapsed_s,
        ratio(by_game.elapsed_s, summary.elapsed_s),
        summary.master_waiting_s,
        summary.waits_s.max,
        sum(played.broken_times.values()),
    )
