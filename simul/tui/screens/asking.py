"""What is asked for in a form, checked as the command line checks it; every mistake with its field."""

import re
from collections.abc import Mapping, Sequence

import msgspec

from simul.modes.mode import Mode
from simul.modes.registry import UnknownMode, find_mode
from simul.scenario.checking import OPTIONS
from simul.scenario.files import load_scenario
from simul.scenario.mistakes import ScenarioError
from simul.scenario.scenario import Scenario

MOST_MODES = 4
"""So many lanes fit beside one another."""
HINTS = {
    "boards": "How many boards; groups of opponents stay in proportion",
    "pairs": 'Move pairs a game, or "game": as long as each lasts',
    "master": 'Her think time: 5, "1m30s", "uniform(3s, 8s)"',
    "opponents": "The think time of every opponent",
    "walk": "How long going to another board takes her: 0, 2, 1.5s",
    "policy": "Which board she goes to next",
    "games": '"bundled", "random", or the path of a PGN file',
    "seed": "The whole number from which everything random is drawn",
}
"""What may be written for each option."""
_OPTION = re.compile(rf"--({'|'.join(OPTIONS)}): (.*)", re.DOTALL)


class NewExhibition(msgspec.Struct, frozen=True):
    """An exhibition that somebody has asked for: `source` and `options` are what `scenario` was made of."""

    scenario: Scenario
    source: str
    options: dict[str, str]
    modes: tuple[Mode, ...]


class Asked(msgspec.Struct, frozen=True):
    """What was made of what was asked for.

    `mistakes` has lines by field: an option's name, "source" or "modes". Where there are none,
    `exhibition` is there; `scenario`, where only the modes are wrong.
    """

    mistakes: dict[str, list[str]]
    scenario: Scenario | None = None
    exhibition: NewExhibition | None = None

    def wrong_too(self, field: str, lines: list[str]) -> "Asked":
        """Return the same with mistakes at a field, which were found later."""
        return Asked({**self.mistakes, field: lines}, self.scenario)


def ask(source: str, options: Mapping[str, str], modes: Sequence[str]) -> Asked:
    """Check a scenario's source, the options over it and the names of the modes."""
    mistakes: dict[str, list[str]] = {}
    given = {name: value for name, value in options.items() if value.strip()}
    scenario = None
    try:
        scenario = load_scenario(source, given)
    except ScenarioError as error:
        for line in error.lines:
            option = _OPTION.fullmatch(line)
            field, what = (option[1], option[2]) if option else ("source", line)
            mistakes.setdefault(field, []).append(what)
    found, lines = _modes(modes, scenario)
    if lines:
        mistakes["modes"] = lines
    if mistakes or scenario is None:
        return Asked(mistakes, scenario)
    return Asked({}, scenario, NewExhibition(scenario, source, given, tuple(found)))


def _modes(names: Sequence[str], scenario: Scenario | None) -> tuple[list[Mode], list[str]]:
    """Return the modes, and a line for each that cannot be played."""
    if not names:
        return [], ["choose a mode, or up to four"]
    lines: list[str] = []
    if len(names) > MOST_MODES:
        lines.append(f"{len(names)} are chosen, and {MOST_MODES} are the most: take some away")
    modes = []
    for name in names:
        try:
            mode = find_mode(name)
        except UnknownMode as error:
            lines.append(str(error))
            continue
        modes.append(mode)
        problem = mode.missing() or (mode.too_many(scenario.boards) if scenario else "")
        if problem:
            lines.append(f"{name}: {problem}")
    return modes, lines


def told_by(scenario: Scenario) -> dict[str, str]:
    """Return what a scenario says, by option, as it is typed."""
    thinks = list(dict.fromkeys(str(group.think) for group in scenario.groups))
    return {
        "boards": str(scenario.boards),
        "pairs": "game" if scenario.move_pairs is None else str(scenario.move_pairs),
        "master": str(scenario.master.think),
        "opponents": thinks[0] if len(thinks) == 1 else f"{len(thinks)} kinds",
        "walk": f"{scenario.master.walk:g} s",
        "policy": scenario.policy,
        "games": scenario.games,
        "seed": str(scenario.seed),
    }
