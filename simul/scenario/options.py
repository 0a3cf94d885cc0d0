"""The options of a scenario: one table, which the command line, the hall's form and sweeps read."""

from collections.abc import Callable
from typing import Any, NamedTuple

import msgspec

from simul.scenario import fields
from simul.scenario.policies import POLICIES
from simul.scenario.problems import Reader
from simul.scenario.scenario import BUILT_IN_GAMES, Group, Scenario

replace = msgspec.structs.replace


class Option(NamedTuple):
    """An option: what is typed for it is read by `read`, and put over a scenario by `put`.

    `said` gives what a scenario says, as it is typed. `names` are what a shell may offer, beside files where
    one is a source of games. A sweep goes through values of an option that is `whole` (numbers) or not
    (times); one with None has a single value.
    """

    flags: tuple[str, ...]
    help: str
    read: Reader[Any]
    put: Callable[[Scenario, Any], Scenario]
    said: Callable[[Scenario], str]
    whole: bool | None
    names: tuple[str, ...] = ()


def _thinks(scenario: Scenario) -> str:
    kinds = list(dict.fromkeys(str(group.think) for group in scenario.groups))
    return kinds[0] if len(kinds) == 1 else f"{len(kinds)} kinds"


def _master(scenario: Scenario, **change: Any) -> Scenario:
    return replace(scenario, master=replace(scenario.master, **change))


OPTIONS: dict[str, Option] = {
    "boards": Option(
        ("-n", "--boards"),
        "Number of boards, 1 to 1,000,000.",
        fields.boards,
        lambda scenario, boards: scenario.with_boards(boards),
        lambda scenario: str(scenario.boards),
        whole=True,
    ),
    "pairs": Option(
        ("--pairs",),
        'Move pairs per game, or "game": as long as each game lasts.',
        fields.move_pairs,
        lambda scenario, pairs: replace(scenario, move_pairs=pairs),
        lambda scenario: "game" if scenario.move_pairs is None else str(scenario.move_pairs),
        whole=True,
    ),
    "master": Option(
        ("--master",),
        'Her think time per move: 5, "1m30s", "uniform(3s, 8s)".',
        fields.think,
        lambda scenario, think: _master(scenario, think=think),
        lambda scenario: str(scenario.master.think),
        whole=False,
    ),
    "opponents": Option(
        ("--opponents",),
        "Think time per reply, of every opponent.",
        fields.think,
        lambda scenario, think: replace(scenario, groups=(Group(scenario.boards, think),)),
        _thinks,
        whole=False,
    ),
    "walk": Option(
        ("--walk",),
        "Seconds that she walks to another board.",
        fields.walk,
        lambda scenario, walk: _master(scenario, walk=walk),
        lambda scenario: f"{scenario.master.walk:g} s",
        whole=False,
    ),
    "policy": Option(
        ("--policy",),
        'Which board is next: "lap", or another (see "simul manual rules").',
        fields.policy,
        lambda scenario, policy: replace(scenario, policy=policy),
        lambda scenario: scenario.policy,
        whole=None,
        names=tuple(POLICIES),
    ),
    "games": Option(
        ("--games",),
        'Games: "bundled", "random", or a PGN file.',
        fields.games,
        lambda scenario, games: replace(scenario, games=games),
        lambda scenario: scenario.games,
        whole=None,
        names=BUILT_IN_GAMES,
    ),
    "seed": Option(
        ("--seed",),
        "Seed of everything random: a whole number.",
        fields.seed,
        lambda scenario, seed: replace(scenario, seed=seed),
        lambda scenario: str(scenario.seed),
        whole=True,
    ),
}
