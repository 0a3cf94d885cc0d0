"""Options over a scenario, as a person types them."""

from functools import cache
from pathlib import Path
from random import Random

from simul.scenario.checking import as_raw, check_scenario, with_options
from simul.scenario.files import load_scenario
from simul.scenario.options import OPTIONS as NAMES
from simul.scenario.problems import ScenarioError
from simul.scenario.scenario import Scenario
from tests.survival.attack import Parser
from tests.survival.mutations import STRANGE, soup, text_mutated
from tests.survival.parsers.values import TOKENS as VALUES

TOKENS = (*VALUES, "lap", "skip", "ready", "longest-wait", "bundled", "random", "../x.pgn")
RIGHT = ("24", "game", "5s", "uniform(3s, 8s)", "longest-wait", "random", "1")


def make(random: Random) -> dict[str, str]:
    """Some options with values that are nearly right."""

    def value() -> str:
        match random.randrange(4):
            case 0:
                return str(random.choice(STRANGE))
            case 1:
                return soup(random, TOKENS, 6)
            case 2:
                return random.choice(RIGHT)
            case _:
                return text_mutated(random, random.choice(RIGHT), TOKENS)

    names = random.sample([*NAMES], random.randrange(1, 4))
    if random.random() < 0.1:
        names.append(str(random.choice(STRANGE)))
    return {name: value() for name in names}


@cache
def _club_night() -> Scenario:
    return load_scenario("club-night")


def read(options: dict[str, str], folder: Path) -> None:
    """Whatever is asked for can be told, and written so that it reads the same."""
    scenario = with_options(_club_night(), options)
    assert scenario.in_words().isprintable()
    assert check_scenario(as_raw(scenario), place="", name="") == scenario


OPTIONS = Parser("options", make, read, (ScenarioError,))
