"""Think times, as they are written on the command line and in files."""

from math import isfinite
from pathlib import Path
from random import Random
from typing import Any

from simul.scenario.think_time import DISTRIBUTIONS, parse_seconds, parse_think_time
from tests.survival.attack import Parser
from tests.survival.mutations import STRANGE, soup, text_mutated

TOKENS = (
    *DISTRIBUTIONS,
    *(
        "(",
        ")",
        ",",
        " ",
        ".",
        "-",
        "+",
        "e",
        "h",
        "m",
        "s",
        "ms",
        "0",
        "1",
        "5",
        "55",
        "1e7",
        "inf",
    ),
)
RIGHT = (
    *("5", "5s", "1m30s", "2h", ".5", "1e3 s", "500 ms", "uniform(30s, 80s)", "normal(9,1)"),
    *("lognormal(50 s, 20 s)", "exponential(1m)", "triangular(1, 2, 3)", "UNIFORM( 1 , 2 )"),
)


def make(random: Random) -> Any:
    """A text, or what else a TOML file may have in its place."""
    match random.randrange(10):
        case 0:
            return random.choice(STRANGE)
        case 1:
            return random.choice((-1, 1)) * 10.0 ** random.uniform(-320, 308)
        case 2 | 3:
            return soup(random, TOKENS, 12)
        case _:
            return text_mutated(random, random.choice(RIGHT), TOKENS)


def read(value: Any, folder: Path) -> None:
    """Whatever is read is written so that it reads the same, and can be drawn from."""
    think = parse_think_time(value)
    assert parse_think_time(str(think)) == think
    assert all(isfinite(draw) and draw >= 0 for draw in think.draws(5, Random(1)))
    if think.kind == "constant":
        assert parse_seconds(value) == think.values[0]


THINK_TIMES = Parser("think-times", make, read, (ValueError,))
