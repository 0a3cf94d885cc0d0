"""What an option goes through in a sweep."""

from itertools import islice
from pathlib import Path
from random import Random

from simul.scenario.problems import ScenarioError
from simul.sweep.points import asked_values
from simul.sweep.values import NUMERIC
from tests.survival.attack import Parser
from tests.survival.mutations import soup, text_mutated
from tests.survival.parsers.think_times import TOKENS as THINKS

TOKENS = (*THINKS, ":", ":", ",", ",", "game", "1:60", "30s:90s:5s", "999999", "0.1", "1/3")
RIGHT = ("1,2,5:50:5", "1:60", "game,3:9", "30s:90s:5s", "uniform(3s, 8s),5s", "0:1:0.1", "7")


def make(random: Random) -> tuple[str, str]:
    """An option, and a text for it."""
    option = random.choice(NUMERIC)
    if random.random() < 0.3:
        return option, soup(random, TOKENS, 12)
    return option, text_mutated(random, random.choice(RIGHT), TOKENS)


def read(asked: tuple[str, str], folder: Path) -> None:
    """There are as many values as are said, each once, in the same order each time."""
    option, text = asked
    values = asked_values({option: text})[option]
    first = [*islice(values, 300)]
    assert len(first) == min(values.count, 300)
    assert first == [*islice(values, 300)]
    assert len({*first}) == len(first)


VALUES = Parser("values", make, read, (ScenarioError,))
