"""Scenario files in TOML."""

from functools import cache
from pathlib import Path
from random import Random

from simul.scenario.checking import ScenarioError, as_raw, check_scenario
from simul.scenario.files import PRESETS, load_scenario, preset_text
from tests.survival.attack import Parser
from tests.survival.mutations import bytes_mutated, text_mutated

WHOLE = """\
name = "Club night"
about = "Ten members."
boards = 10
move_pairs = 30
seed = 4
policy = "skip"
games = "random"
[master]
think = "uniform(3s, 8s)"
walk = "2s"
colour = "alternate"
[[opponents.groups]]
boards = 7
name = "juniors"
think = 30
[[opponents.groups]]
boards = 3
[reported]
hours = 4.5
source = "the bulletin"
"""
TOKENS = (
    *("=", '"', "'", "[", "]", "[[", "]]", "{", "}", ".", ",", "\n", "#", "\\", '"""', "\\u0000"),
    *(
        "boards",
        "think",
        "master",
        "opponents.groups",
        "1979-05-27",
        "07:32:00",
        "nan",
        "-inf",
        "true",
    ),
    *("0x10", "1_000", '"game"', "[master]\n", "walk = 1\n", "boards = 0\n"),
)


@cache
def _right() -> tuple[str, ...]:
    return (WHOLE, *map(preset_text, PRESETS))


def make(random: Random) -> bytes:
    """A file that is nearly right."""
    text = random.choice(_right()) if random.random() < 0.5 else WHOLE
    if random.random() < 0.3:
        return bytes_mutated(random, text.encode(), (b"\xff", b"\xef\xbb\xbf", b"\r", b"\x00"))
    return text_mutated(random, text, TOKENS).encode("utf-8", "replace")


def read(content: bytes, folder: Path) -> None:
    """Whatever is read can be told, and written so that it reads the same."""
    path = folder / "asked.toml"
    path.write_bytes(content)
    scenario = load_scenario(path)
    assert scenario.in_words().isprintable()
    assert check_scenario(as_raw(scenario), place="", name="") == scenario
    few = scenario.with_boards(min(scenario.boards, 50))
    assert sum(group.boards for group in few.groups) == few.boards


SCENARIOS = Parser("scenarios", make, read, (ScenarioError,))
