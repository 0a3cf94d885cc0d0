"""What each field of a scenario may hold: readers, which take what was written."""

from collections.abc import Sequence
from typing import Any, TypeVar, get_args

from simul.scenario import numbers
from simul.scenario.numbers import about_digits
from simul.scenario.policies import POLICIES
from simul.scenario.problems import Reader, Wrong, near
from simul.scenario.scenario import MOST_BOARDS, MOST_MOVE_PAIRS, Colour
from simul.scenario.think_time import ALLOWED, ThinkTime, parse_seconds, parse_think_time
from simul.scenario.wording import printable, written

Name = TypeVar("Name", bound=str)

LARGEST_SEED = 2**63 - 1
MOST_HOURS = 1_000_000
GAMES_ALLOWED = 'write "bundled", "random" or the path of a PGN file'
COLOURS: tuple[Colour, ...] = get_args(Colour)


def whole_number(least: int, most: int, otherwise: str = "") -> Reader[int]:
    """Return a reader of whole numbers within these bounds; `otherwise` says what else may be written."""

    def read(value: Any) -> int:
        if isinstance(value, int) and not isinstance(value, bool) and least <= value <= most:
            return value
        quoted = isinstance(value, str) and value.isascii() and value.isdecimal()
        what = f"is not a whole number from {least} to {most}{otherwise}"
        if quoted and len(value) < 20:
            raise Wrong(what, "write it without quotes")
        raise Wrong(what + about_digits(value))

    return read


def typed(value: Any) -> Any:
    """Return a whole number that a person typed as one; anything else as it is."""
    try:
        return numbers.whole_number(value) if isinstance(value, str) else value
    except ValueError:
        return value


def _one_of(what: str, names: Sequence[Name]) -> Reader[Name]:
    def read(value: Any) -> Name:
        for name in names:
            if value == name:
                return name
        allowed = f"write one of {', '.join(map(written, names))}"
        raise Wrong(f"is not a {what}", allowed, near(value, names))

    return read


_number_of_pairs = whole_number(1, MOST_MOVE_PAIRS, ' or "game"')


def move_pairs(value: Any) -> int | None:
    """Read how many move pairs are played; None for as long as each game lasts."""
    if value == "game":
        return None
    try:
        return _number_of_pairs(value)
    except Wrong as error:
        raise Wrong(error.what, error.allowed, near(value, ["game"])) from None


def line(value: Any) -> str:
    """Read a text that fits on one line, and is not empty."""
    if isinstance(value, str) and value.strip() and printable(value):
        return value
    raise Wrong("is not a text of one line", "write one in quotes")


def text(value: Any) -> str:
    """Read a text, which may be empty or have several lines."""
    if isinstance(value, str) and all(map(printable, value.split("\n"))):
        return value
    raise Wrong("is not a text", "write one in quotes")


def title(value: Any) -> str:
    """Read a text that fits on one line, or is empty."""
    return "" if value == "" else line(value)


def games(value: Any) -> str:
    """Read where the games come from; whether a file is there is not asked."""
    try:
        return line(value)
    except ValueError:
        raise Wrong("is not a source of games", GAMES_ALLOWED) from None


def think(value: Any) -> ThinkTime:
    """Read a think time."""
    try:
        return parse_think_time(value)
    except ValueError as error:
        raise Wrong(str(error), ALLOWED) from None


def walk(value: Any) -> float:
    """Read how long going to another board takes, in seconds."""
    try:
        return parse_seconds(value)
    except ValueError as error:
        raise Wrong(str(error), 'write 2, "2s" or "1m30s"') from None


def hours(value: Any) -> float:
    """Read a number of hours."""
    number = isinstance(value, int | float) and not isinstance(value, bool)
    if number and 0 < value <= MOST_HOURS:
        return float(value)
    raise Wrong(f"is not a number of hours above 0, up to {MOST_HOURS}", "write 7 or 18.2")


boards = whole_number(1, MOST_BOARDS)
seed = whole_number(0, LARGEST_SEED)
policy = _one_of("policy", tuple(POLICIES))
colour = _one_of("colour", COLOURS)
