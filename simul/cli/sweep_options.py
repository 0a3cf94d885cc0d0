"""The options of a scenario where they take lists and ranges."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from simul.cli.options import (
    Mistake,
    asked_scenario,
    mistakes_named,
    playable,
    with_scenario_options,
)
from simul.modes.mode import Mode
from simul.scenario.options import OPTIONS
from simul.scenario.plan import make_plan
from simul.scenario.problems import Problem, ScenarioError
from simul.scenario.scenario import Scenario
from simul.sweep.points import Sweep, asked_values
from simul.sweep.values import NUMERIC, Value, Values, parse_values


def takes_sweep(function: Callable[..., Any]) -> Any:
    """Give a command what `takes_scenario` does, --modes too; it is called with a `sweep`.

    Raises Mistake, with a line for each mistake in the options and in the scenario.
    """

    @wraps(function)
    def command(
        scenario_name: str,
        modes: list[Mode] | None,
        repeat: int,
        run: bool,
        **options: Any,
    ) -> Any:
        typed = {name: options.pop(name) for name in [*options] if name in OPTIONS}
        asked = {name: text for name, text in typed.items() if text is not None}
        with mistakes_named():
            base, values = _asked(scenario_name, asked)
            if not any(one.count > 1 for one in values.values()) and "boards" not in values:
                values = {"boards": parse_values("boards", f"1:{base.boards}"), **values}
            axes = {name: one for name, one in values.items() if one.count > 1}
            fixed: dict[str, Value] = {
                name: next(iter(one)) for name, one in values.items() if name not in axes
            }
            least = _least(values["boards"]) if "boards" in values else base.boards
            sweep = Sweep(base, axes, fixed, playable(modes, least), repeat, run)
            _check_games(sweep)
            return function(sweep=sweep, **options)

    return with_scenario_options(command)


def _asked(scenario_name: str, asked: dict[str, str]) -> tuple[Scenario, dict[str, Values]]:
    """Return the scenario without the numeric options, and their values; all mistakes are told at once."""
    problems: list[Problem] = []
    values: dict[str, Values] = {}
    try:
        values = asked_values(asked)
    except ScenarioError as error:
        problems += error.problems
    try:
        others = {name: text for name, text in asked.items() if name not in NUMERIC}
        base = asked_scenario(scenario_name, others)
    except ScenarioError as error:
        raise ScenarioError(problems + error.problems) from None
    if problems:
        raise ScenarioError(problems)
    return base, values


def _least(values: Values) -> int:
    return min(value for value in values if isinstance(value, int))


def _check_games(sweep: Sweep) -> None:
    """See to it, before any work is done, that there are games of every length; raises GamesError."""
    if not sweep.modes:
        raise Mistake("--modes: none of them can be played here")
    point: dict[str, Value] = {"boards": 2}  # of both colours, where they alternate
    if lengths := [pairs for pairs in sweep.axes.get("pairs", ()) if isinstance(pairs, int)]:
        point["pairs"] = max(lengths)
    make_plan(sweep.scenario(point))
