"""The totals that theory predicts, computed so that it can be given up half-way."""

import threading
from collections.abc import Iterable, Iterator

import msgspec

from simul.analysis.theory import Visit, game_by_game, limit, round_the_boards
from simul.modes.mode import Mode
from simul.modes.registry import MODES
from simul.scenario.durations import duration
from simul.scenario.plan import make_plan
from simul.scenario.scenario import Scenario
from simul.tui.screens.asking import Asked

MOST_BOARDS = 100_000
"""With more, the plan alone takes seconds and gigabytes: nothing is predicted."""


class GivenUp(Exception):  # noqa: N818
    """Nobody wants to know any longer."""


class Prediction(msgspec.Struct, frozen=True):
    """What theory says, in seconds: game by game, going round, and the limit that no schedule can beat.

    `own_policy_s` is going round by a policy other than the scenario's, for the modes that have their own.
    """

    sync_s: float
    round_s: float
    limit_s: float
    own_policy_s: dict[str, float] = {}

    def of(self, mode: Mode) -> str:
        """Say what a mode will take; of a pitfall, what it would take if it were right."""
        round_s = self.round_s
        if mode.policy is not None:
            round_s = self.own_policy_s.get(mode.policy, round_s)
        right = duration(round_s if mode.concurrent else self.sync_s)
        return f"theory says {right} if it were right" if mode.pitfall else right

    def in_words(self, modes: Iterable[Mode]) -> str:
        """Return what each of the modes will take, and the limit."""
        each = (f"{mode.name} {self.of(mode)}" for mode in modes)
        return f"{', '.join(each)}; no schedule can beat {duration(self.limit_s)}"


def predict(scenario: Scenario, given_up: threading.Event) -> Prediction:
    """Compute what theory says; raises GamesError as `make_plan` does, GivenUp where that event is set."""
    plan = make_plan(scenario)
    return Prediction(
        _elapsed(game_by_game(plan), given_up),
        _elapsed(round_the_boards(plan), given_up),
        limit(plan),
        {
            policy: _elapsed(round_the_boards(plan, policy), given_up)
            for policy in {mode.policy for mode in MODES.values()}
            if policy not in (None, scenario.policy)
        },
    )


def _elapsed(visits: Iterable[Visit], given_up: threading.Event) -> float:
    return max(visit.replied_at for visit in _while_wanted(visits, given_up))


def _while_wanted(visits: Iterable[Visit], given_up: threading.Event) -> Iterator[Visit]:
    for visit in visits:
        if given_up.is_set():
            raise GivenUp
        yield visit


def totals(asked: Asked, prediction: Prediction | None, starting: bool) -> str:
    """Say what the result will be; or that it is being computed, or why it cannot be."""
    if asked.exhibition is None:
        return f"Correct the fields marked with !: {', '.join(asked.mistakes)}."
    if prediction is not None:
        return prediction.in_words(asked.exhibition.modes)
    if asked.exhibition.scenario.boards > MOST_BOARDS:
        return f"With more than {MOST_BOARDS:,} boards, nothing is predicted."
    return "predicting... it starts when that is done" if starting else "predicting..."
