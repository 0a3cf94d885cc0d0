"""What is asked for in a form, checked as the command line checks it; every mistake with its field."""

from collections.abc import Mapping, Sequence

import msgspec

from simul.modes.mode import Mode
from simul.modes.registry import UnknownMode, find_mode
from simul.scenario.files import load_scenario
from simul.scenario.options import OPTIONS
from simul.scenario.problems import OPTION, ScenarioError
from simul.scenario.scenario import Scenario

MOST_MODES = 4
"""Lanes that fit beside one another."""


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
        for problem in error.problems:
            if problem.place == OPTION:
                mistakes.setdefault(problem.field, []).append(problem.text)
            else:
                mistakes.setdefault("source", []).append(str(problem))
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
    return {name: option.said(scenario) for name, option in OPTIONS.items()}
