"""What a script or a notebook imports, as `simul.load`, `simul.run`, `simul.compare`."""

from collections.abc import Iterable

from simul.analysis.comparison import Comparison, Figures
from simul.analysis.comparison import compare as compare_modes
from simul.analysis.run import Run, play
from simul.modes.registry import MODES, find_mode
from simul.scenario.files import load_scenario
from simul.scenario.plan import Plan, make_plan
from simul.scenario.scenario import Scenario

__all__ = [
    "MODES",
    "Comparison",
    "Figures",
    "Plan",
    "Run",
    "Scenario",
    "compare",
    "load",
    "plan",
    "run",
]


def load(source: str = "polgar", **options: str | int | float) -> Scenario:
    """Return a scenario: a preset or a TOML file, with options over it.

    The options are those of the command line: boards, pairs, master, opponents, walk, policy, games,
    seed. Raises ScenarioError, a ValueError that names every mistake.
    """
    return load_scenario(source, options)


def plan(scenario: Scenario | str = "polgar") -> Plan:
    """Return the plan of a scenario: every move and every think time, fixed before the first move.

    Raises ScenarioError, and GamesError where its games cannot be read or are too short.
    """
    return make_plan(load(scenario) if isinstance(scenario, str) else scenario)


def run(mode: str, scenario: Scenario | str = "polgar") -> Run:
    """Play a scenario in one mode; its `summary` has the figures, in seconds, its `trace` what happened.

    Raises ValueError where there is no such mode, and what `plan` raises.
    """
    return play(find_mode(mode), plan(scenario))


def compare(
    scenario: Scenario | str = "polgar", modes: Iterable[str] = ("sync", "async")
) -> list[Figures]:
    """Play a scenario in several modes on the same plan; return the figures of each.

    Raises what `run` raises.
    """
    wanted = [find_mode(mode) for mode in modes]
    comparison = compare_modes(plan(scenario), wanted)
    return [comparison.figures(run) for run in comparison.runs]
