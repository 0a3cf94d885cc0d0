"""Comparisons to make files of, small unless asked otherwise."""

from pathlib import Path

from simul.analysis.comparison import Comparison, compare
from simul.modes.registry import find_mode
from simul.scenario.files import load_scenario
from simul.scenario.plan import Plan, make_plan

ODD_NAMES = """[Event "?"]
[White "Müller \\"Max\\" <b>&amp; {x} Sön\\x"]
[Black "Łukasz Пётр 王 %y"]
[Result "1-0"]
[SetUp "1"]
[FEN "4k3/8/8/8/8/8/4P3/4K3 b - - 3 17"]

17... Kd7 18. e4 Ke6 19. Kf2 Kd6 1-0
"""
"""A game of two pairs that begins with Black, between players with names that mean something to formats."""


def played(
    modes: str = "sync,async", scenario: str | Path = "polgar", **options: str | int
) -> Comparison:
    """A scenario with options, played in these modes."""
    return played_plan(make_plan(load_scenario(scenario, options)), modes)


def played_plan(plan: Plan, modes: str = "sync,async") -> Comparison:
    """A plan, played in these modes."""
    return compare(plan, [find_mode(name) for name in modes.split(",")])


def odd(folder: Path, modes: str = "async") -> Comparison:
    """Two boards with the game of ODD_NAMES, and think times that are no whole seconds."""
    games = folder / "odd.pgn"
    games.write_text(ODD_NAMES, encoding="utf-8")
    return played(
        modes, boards=2, pairs=2, games=str(games), master="0.25", opponents="exponential(20)"
    )
