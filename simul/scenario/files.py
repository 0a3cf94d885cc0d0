"""Scenario files: the presets that come with the program, and a person's own."""

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec

from simul.files import asset, is_file
from simul.scenario.checking import check_scenario, with_options
from simul.scenario.fields import GAMES_ALLOWED
from simul.scenario.problems import OPTION, Problem, ScenarioError, near
from simul.scenario.scenario import BUILT_IN_GAMES, Scenario
from simul.scenario.wording import printable, shown, written

PRESETS = (
    "polgar",
    "ten-boards",
    "classroom",
    "club-night",
    "capablanca-1922",
    "mahjoob-2009",
    "ghaem-maghami-2011",
)
"""In the order in which to meet them."""

LARGEST_FILE = 10_000_000
"""Largest scenario file that is read, in bytes."""
PRESETS_ALLOWED = f"the presets are {', '.join(PRESETS)}"
_PLACED = re.compile(
    r"(?P<what>.*) \(at (?P<where>line \d+, column \d+|end of document)\)", re.DOTALL
)


def preset_names() -> list[str]:
    """Return the names of the presets, the one to meet first in front."""
    return list(PRESETS)


def preset_text(name: str) -> str:
    """Return the TOML of a preset. Raises ScenarioError where there is none of this name."""
    if name not in PRESETS:
        raise _wrong("", written(name), "is not a preset", PRESETS_ALLOWED, near(name, PRESETS))
    return asset(f"scenarios/{name}.toml").read_text(encoding="utf-8")


def load_scenario(
    source: str | Path = "polgar", options: Mapping[str, str | int | float] | None = None
) -> Scenario:
    """Load a preset by its name, or a TOML file by its path, and put the options over it.

    The options are those of `with_options`. A games file that the scenario names is looked for beside
    it; one that the options name, in the current folder. Raises ScenarioError with every
    mistake, those of the file and of the options together.
    """
    options = options or {}
    scenario = Scenario(name="unread")
    problems: list[Problem] = []
    try:
        scenario = _load(str(source), its_own_games="games" not in options)
    except ScenarioError as error:
        problems += error.problems
    try:
        scenario = with_options(scenario, options)
    except ScenarioError as error:
        problems += error.problems
    problems += _missing_games(OPTION, "games", Path(), options.get("games"))
    if problems:
        raise ScenarioError(problems)
    return scenario


def _load(source: str, its_own_games: bool) -> Scenario:
    """Load a preset or a file; `its_own_games` says whether the games that it names will be played."""
    if source in PRESETS:
        raw = _parse(f"{source}.toml", preset_text(source))
        return check_scenario(raw, place=f"{source}.toml", name=source)
    looks_like_a_path = source.lower().endswith(".toml") or re.search(r"[/\\]", source)
    if not looks_like_a_path and not is_file(Path(source)):
        what = "is not a preset or a file"
        raise _wrong("", written(source), what, PRESETS_ALLOWED, near(source, PRESETS))
    return _load_file(Path(source), its_own_games)


def _load_file(path: Path, its_own_games: bool) -> Scenario:
    place = shown(path)
    raw = _parse(place, _read(path, place))
    name = shown(path.stem)
    problems: list[Problem] = []
    try:
        scenario = check_scenario(raw, place=place, name=name)
    except ScenarioError as error:
        problems += error.problems
    if its_own_games:
        problems += _missing_games(place, "games", path.parent, raw.get("games"))
    if problems:
        raise ScenarioError(problems)
    return msgspec.structs.replace(scenario, games=_beside(path.parent, scenario.games))


def _read(path: Path, place: str) -> str:
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_FILE + 1)
    except (FileNotFoundError, NotADirectoryError):
        what, meant = "does not exist", near(path.stem, PRESETS)
        raise _wrong(place, "", what, PRESETS_ALLOWED, meant) from None
    except IsADirectoryError:
        raise _wrong(place, "", "is a folder", "give a scenario file in it") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise _wrong(place, "", f"cannot be read: {reason}") from None
    if not content and not is_file(path):  # an empty file is a scenario: all as in polgar
        raise _wrong(place, "", "is not a file, and it is empty", "give a scenario file")
    if len(content) > LARGEST_FILE:
        raise _wrong(place, "", f"is larger than {LARGEST_FILE} bytes", "is it a scenario?")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise _wrong(f"{place}: line {line}", "", "is not UTF-8", "save it as UTF-8") from None


def _parse(place: str, text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise _wrong(place, "", "has lists too deep within lists", "mend it") from None
    except ValueError as error:
        placed = _PLACED.fullmatch(str(error))
        where, what = (placed["where"], placed["what"]) if placed else ("", str(error))
        quotes = what.startswith(("Expected newline", "Invalid value"))
        hint = ' (texts such as "5s" go in quotes)' if quotes else ""
        place = f"{place}: {where}" if where else place
        raise _wrong(place, "", what, f"mend it{hint}") from None


def _wrong(place: str, value: str, what: str, allowed: str = "", near: str = "") -> ScenarioError:
    return ScenarioError([Problem(place, "", value, what, allowed, near)])


def _beside(folder: Path, games: str) -> str:
    """Return the games as they are found from the current folder."""
    if games in BUILT_IN_GAMES or folder == Path():
        return games  # "./random" stays so: it is a file
    return str(folder / games)


def _missing_games(place: str, field: str, folder: Path, games: Any) -> list[Problem]:
    """Return a problem if there is no such file of games; what is not a text has been told already."""
    if not isinstance(games, str) or not games.strip() or not printable(games):
        return []
    path = folder / games
    if games in BUILT_IN_GAMES or is_file(path):
        return []
    try:
        beside = sorted(file.name for file in path.parent.glob("*.pgn"))
        what = "is a folder" if path.is_dir() else "is not there"
    except (OSError, ValueError):
        beside, what = [], "is not there"
    meant = near(path.name, [*BUILT_IN_GAMES, *beside])
    return [Problem(place, field, written(games), what, GAMES_ALLOWED, meant)]
