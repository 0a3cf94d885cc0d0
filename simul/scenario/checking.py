"""What a person wrote, checked and made into a scenario; every mistake gets a line, all at once."""

from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

from simul.scenario import fields
from simul.scenario.options import OPTIONS
from simul.scenario.problems import OPTION, Problems, Reader, ScenarioError, near
from simul.scenario.scenario import (
    FIFTY_FIVE_SECONDS,
    MOST_BOARDS,
    Group,
    Master,
    Reported,
    Scenario,
)
from simul.scenario.think_time import ThinkTime
from simul.scenario.wording import dotted, nearest, written

__all__ = ["ScenarioError", "as_raw", "check_scenario", "with_options"]

T = TypeVar("T")

STANDARD = Scenario(name="standard")
"""What holds where nothing is written."""

FIELDS: dict[str, tuple[str, ...]] = {
    "": (
        *("name", "about", "boards", "move_pairs", "seed", "policy", "games"),
        *("master", "opponents", "reported"),
    ),
    "master": ("think", "walk", "colour"),
    "opponents": ("think", "groups"),
    "opponents.groups": ("boards", "name", "think"),
    "reported": ("hours", "source"),
}
"""The fields of each table, by the path to it."""


class _Table:
    """One table of a file: its fields, and where to note what is wrong with them.

    `kind` is the path of this kind of table in FIELDS. A field that is not there takes its default.
    """

    def __init__(self, values: Any, problems: Problems, kind: str = "", path: str = "") -> None:
        self._path = path
        self._kind = kind
        self._problems = problems
        self._values: Mapping[Any, Any] = values if isinstance(values, Mapping) else {}
        self._is_one = isinstance(values, Mapping)
        if not self._is_one:
            problems.add(path, f"{written(values)} is not a table", self._how_written())
        for key in self._values:
            if key not in FIELDS[kind]:
                self._unknown(key)

    def _how_written(self) -> str:
        if not self._kind:
            return ""
        head = f"[[{self._kind}]]" if self._kind == "opponents.groups" else f"[{self._kind}]"
        return f"write {head} on a line of its own, and the fields below it"

    def _unknown(self, key: object) -> None:
        allowed = f"valid fields are {', '.join(FIELDS[self._kind])}"
        self._problems.add(dotted(self._path, key), "unknown field", allowed, self._near(key))

    def _near(self, key: object) -> str:
        """Return a field of this name, or a near one, that may have been meant; "" where there is none."""
        homes = [kind for kind, names in FIELDS.items() if key in names]
        if "" in homes and self._kind:
            return f"{key}, above the first line in brackets"
        if homes:
            return " or ".join(dotted(home, key) for home in homes)
        return nearest(key, FIELDS[self._kind])

    def __contains__(self, key: str) -> bool:
        return key in self._values

    def read(self, key: str, reader: Reader[T], default: T) -> T:
        """Return what a field has, or the default."""
        if key not in self._values:
            return default
        return self._problems.read(dotted(self._path, key), self._values[key], reader, default)

    def needed(self, key: str, reader: Reader[T], default: T, example: str) -> T:
        """Return what a field has; that it is missing is a mistake, unless there is no table at all."""
        if self._is_one and key not in self._values:
            self.wrong(key, "is missing", f"write {example}")
        return self.read(key, reader, default)

    def wrong(self, key: str, what: str, allowed: str) -> None:
        """Note a mistake at a field."""
        self._problems.add(dotted(self._path, key), what, allowed)

    def table(self, key: str) -> "_Table":
        """Return a table in this one; an empty one where it is not there."""
        path = dotted(self._path, key)
        return _Table(self._values.get(key, {}), self._problems, path, path)

    def tables(self, key: str) -> Iterator["_Table"]:
        """Give the tables of a list in this one, numbered from 1 in their paths."""
        path = dotted(self._path, key)
        values = self._values[key]
        if not isinstance(values, list | tuple) or not values:
            what = "an empty list" if isinstance(values, list | tuple) else written(values)
            self.wrong(key, f"{what} is not a list of tables", f"write [[{path}]] above each")
            return
        for number, value in enumerate(values, 1):
            yield _Table(value, self._problems, path, f"{path}[{number}]")


def _check_groups(top: _Table, opponents: _Table, boards: int | None) -> tuple[Group, ...]:
    groups = tuple(
        Group(
            table.needed("boards", fields.boards, 0, "how many there are, such as 8"),
            table.read("think", fields.think, FIFTY_FIVE_SECONDS),
            table.read("name", fields.title, ""),
        )
        for table in opponents.tables("groups")
    )
    if not all(group.boards for group in groups):
        return groups  # their sum would say nothing
    together = sum(group.boards for group in groups)
    if together > MOST_BOARDS:
        opponents.wrong("groups", f"their boards are {together}", f"{MOST_BOARDS} are the most")
    elif groups and boards is not None and boards != together:
        top.wrong(
            "boards",
            f"{boards} is not what the groups' boards add up to",
            f"write {together}, or leave it out",
        )
    return groups


def check_scenario(raw: Mapping[str, Any], *, place: str, name: str) -> Scenario:
    """Make a scenario of what a TOML file gives; `name` is for where it has none.

    Raises ScenarioError with a line for each mistake, which begins with `place`.
    """
    problems = Problems(place)
    top = _Table(raw, problems)
    master = top.table("master")
    opponents = top.table("opponents")
    boards = top.read("boards", fields.boards, None)
    think = opponents.read("think", fields.think, FIFTY_FIVE_SECONDS)
    groups: tuple[Group, ...] = (Group(boards or STANDARD.boards, think),)
    if "groups" in opponents:
        groups = _check_groups(top, opponents, boards)
        if "think" in opponents:
            value = opponents.read("think", written, "")
            opponents.wrong("think", f"{value} stands beside groups", "leave out one of the two")
    reported = None
    if "reported" in top:
        table = top.table("reported")
        hours = table.needed("hours", fields.hours, 1.0, "a number of hours, such as 7")
        reported = Reported(hours, table.read("source", fields.text, ""))
    scenario = Scenario(
        name=top.read("name", fields.line, name),
        about=top.read("about", fields.text, STANDARD.about),
        boards=sum(group.boards for group in groups),
        move_pairs=top.read("move_pairs", fields.move_pairs, STANDARD.move_pairs),
        seed=top.read("seed", fields.seed, STANDARD.seed),
        policy=top.read("policy", fields.policy, STANDARD.policy),
        games=top.read("games", fields.games, STANDARD.games),
        master=Master(
            master.read("think", fields.think, STANDARD.master.think),
            master.read("walk", fields.walk, STANDARD.master.walk),
            master.read("colour", fields.colour, STANDARD.master.colour),
        ),
        groups=groups,
        reported=reported,
    )
    problems.check()
    return scenario


def with_options(scenario: Scenario, options: Mapping[str, str | int | float]) -> Scenario:
    """Return the scenario with what the options ask for in place of what it says.

    The options are those of OPTIONS, as a person typed them, or numbers; `opponents` puts one think time in
    place of all groups, `boards` keeps the groups in proportion. Raises ScenarioError with every mistake.
    """
    problems = Problems(OPTION)
    for name, option in OPTIONS.items():
        if name in options:
            value = fields.typed(options[name]) if option.whole else options[name]
            wanted = problems.read(name, value, option.read, None)
            if not problems:
                scenario = option.put(scenario, wanted)
    flags = [f"--{name}" for name in OPTIONS]
    for name in options:
        if name not in OPTIONS:
            problems.add(
                dotted("", name),
                "unknown option",
                f"valid options are {', '.join(flags)}",
                near(f"--{name}", flags),
            )
    problems.check()
    return scenario


def _raw_think(think: ThinkTime) -> float | str:
    return think.values[0] if think.kind == "constant" else str(think)


def as_raw(scenario: Scenario) -> dict[str, Any]:
    """Return a scenario in the shape that `check_scenario` takes, all of it fit for JSON.

    Think times are a number of seconds or a text, and read back exactly.
    """
    first = scenario.groups[0]
    opponents: dict[str, Any] = {"think": _raw_think(first.think)}
    if len(scenario.groups) > 1 or first.name:
        opponents = {
            "groups": [
                {"boards": group.boards, "name": group.name, "think": _raw_think(group.think)}
                for group in scenario.groups
            ]
        }
    raw: dict[str, Any] = {
        "name": scenario.name,
        "about": scenario.about,
        "boards": scenario.boards,
        "move_pairs": "game" if scenario.move_pairs is None else scenario.move_pairs,
        "seed": scenario.seed,
        "policy": scenario.policy,
        "games": scenario.games,
        "master": {
            "think": _raw_think(scenario.master.think),
            "walk": scenario.master.walk,
            "colour": scenario.master.colour,
        },
        "opponents": opponents,
    }
    if scenario.reported is not None:
        raw["reported"] = {"hours": scenario.reported.hours, "source": scenario.reported.source}
    return raw
