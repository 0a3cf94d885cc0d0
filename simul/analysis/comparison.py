"""Several modes on one plan, beside what theory says."""

from collections.abc import Callable, Iterable
from functools import cached_property

import msgspec

from simul.analysis.run import Run, play
from simul.analysis.summary import Summary
from simul.analysis.theory import Times, going_round, limit, one_after_the_other
from simul.analysis.warnings import RunWarning
from simul.hall.gates import Gate
from simul.hall.trace import Trace
from simul.modes.mode import Mode
from simul.scenario.plan import Plan


class Figures(msgspec.Struct, frozen=True):
    """What one mode came to, beside the others.

    `policy` is the name of that by which she went, None where she did not go round. `speedup` is over
    sync. `limit_share` is the limit over the elapsed time: 1 where no schedule could be quicker.
    `theory_s` is what theory says that `elapsed_s` must be, `residual_s` the difference. `wall_s` is what
    playing took, None where that is not known. `loop_wait_s` is the longest that somebody who was due had
    to wait for the event loop. `broken` is how often each law was broken, `ended` what it got stuck in,
    if it did, or that it was `interrupted`.
    """

    mode: str
    policy: str | None
    summary: Summary
    speedup: float
    limit_share: float
    theory_s: float
    residual_s: float
    wall_s: float | None
    loop_wait_s: float = 0.0
    warnings: tuple[RunWarning, ...] = ()
    broken: dict[str, int] = {}
    ended: str | None = None
    interrupted: bool = False


class Comparison:
    """One plan and the runs of it: `runs`, in the order asked for.

    The theory is computed once for all: `sync` and `round`, when an exhibition ends in which she
    finishes each game first, or goes round; `limit_s`, which no schedule can beat. `lines` says whether the
    traces of runs still to be played are to have the lines of the source.
    """

    def __init__(self, plan: Plan, lines: bool = True) -> None:
        self.plan = plan
        self.lines = lines
        self.runs: list[Run] = []

    @cached_property
    def sync(self) -> Times:
        """When it ends if she finishes each game before the next."""
        return one_after_the_other(self.plan)

    @cached_property
    def sync_leaving(self) -> Times:
        """When it would end if she did not wait for the last reply of each game, and else as in sync."""
        return one_after_the_other(self.plan, leaving=True)

    @cached_property
    def round(self) -> Times:
        """When it ends if she goes round the boards by the policy."""
        return going_round(self.plan)

    @cached_property
    def _round_by_policy(self) -> dict[str, Times]:
        return {self.plan.scenario.policy: self.round}

    def theory(self, mode: Mode) -> Times:
        """When it must end in this mode; in a pitfall, if it were right."""
        policy = self._policy_of(mode)
        if policy is None:
            return self.sync
        if policy not in self._round_by_policy:
            self._round_by_policy[policy] = going_round(self.plan, policy)
        return self._round_by_policy[policy]

    def _policy_of(self, mode: Mode) -> str | None:
        return mode.policy or self.plan.scenario.policy if mode.concurrent else None

    @cached_property
    def limit_s(self) -> float:
        """The seconds that no schedule can beat."""
        return limit(self.plan)

    def play(
        self, mode: Mode, gate: Gate | None = None, watch: Callable[[Trace], None] | None = None
    ) -> Run:
        """Play one mode more, and keep its run. Takes and raises what `simul.modes.play` does."""
        run = play(mode, self.plan, gate, watch, self.lines)
        self.runs.append(run)
        return run

    def figures(self, run: Run) -> Figures:
        """Return what a run came to."""
        elapsed = run.summary.elapsed_s
        theory = self.theory(run.mode)
        return Figures(
            mode=run.mode.name,
            policy=run.mode.mistaken_policy or self._policy_of(run.mode),
            summary=run.summary,
            speedup=ratio(self.sync.elapsed_s, elapsed),
            limit_share=ratio(self.limit_s, elapsed),
            theory_s=theory.elapsed_s,
            residual_s=elapsed - theory.elapsed_s,
            wall_s=run.wall_s,
            loop_wait_s=run.notes.loop_wait_s,
            warnings=tuple(run.warnings),
            broken=run.broken_times,
            ended=run.ended,
            interrupted=run.interrupted,
        )


def ratio(above: float, below: float) -> float:
    """Return the quotient; 1 where nothing takes any time."""
    return above / below if below else 1.0


def compare(plan: Plan, modes: Iterable[Mode]) -> Comparison:
    """Play the plan in each mode, one after the other."""
    comparison = Comparison(plan)
    for mode in modes:
        comparison.play(mode)
    return comparison
