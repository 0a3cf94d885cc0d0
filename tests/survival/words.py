"""Whole commands at random: right ones, wrong ones, and strange ones. Options come from the commands' own."""

from collections.abc import Iterator
from pathlib import Path
from random import Random

import click

from simul.cli.main import cli
from simul.modes.pitfalls.registry import PITFALLS
from simul.modes.registry import MODES
from simul.scenario.files import preset_names
from simul.scenario.policies import POLICIES
from simul.sweep.values import NUMERIC

STRANGE = (
    *(
        "",
        " ",
        "-",
        "--",
        "-1",
        "0",
        "1e400",
        "nan",
        "1_0",
        "１０",
        "x",
        "a" * 5_000,
        "é",
        "羽生",
        "💥",
    ),
    *(
        "\x1b[31mred\x1b[0m",
        "\a\r\n",
        "\x9b2J",
        "\u202e",
        "\udcff",
        "../..",
        "/",
        "/dev/null",
        "//",
        "~",
    ),
    *(
        "{}",
        "%s",
        "'",
        '"',
        "$(x)",
        "[]",
        "1:",
        ":1",
        "1:2:0",
        ",",
        "1,,2",
        "((((",
        "uniform(1s",
        "=",
        "a=b",
    ),
)
"""Texts that hardly anything takes."""
TIMES = ("5", "5s", "1m30s", ".5", "0", "uniform(3s, 8s)", "exponential(9s)", "normal(5s, 10s)")
WHOLE = ("1", "2", "3", "4")
VALUES: dict[str, tuple[str, ...]] = {
    "boards": (*WHOLE, "6", "1:3", "1,4"),
    "pairs": (*WHOLE, "game", "1:3"),
    "master": (*TIMES, "1s:3s"),
    "opponents": (*TIMES, "9,20"),
    "walk": ("0", "2s", "0.25", "0:2"),
    "policy": tuple(POLICIES),
    "games": ("bundled", "random", "names.pgn", "cut.pgn", "folder"),
    "seed": (*WHOLE, str(2**63 - 1), str(2**63)),
    "speed": ("1e9", "1000000", "1e10", "0"),
    "rounds": ("1",),
    "repeat": ("1", "2"),
    "workers": ("1", "2"),
    "quantity": ("elapsed", "speedup"),
    "address": ("x", "foo://x:1", "tcp://:1", "host:port"),
    "form": ("table", "json", "csv", "markdown"),
    "theme": ("dark", "light"),
    "keys": ("pause=p", "pause=", "x=p", "pause=?"),
}
"""By the names of the commands' parameters: values that are right somewhere, and short to play."""
SOURCES = (
    *preset_names(),
    *(
        *["mine.toml"] * 8,
        "wrong.toml",
        "binary.toml",
        "empty.toml",
        "folder",
        "folder.toml",
    ),
    *("whole.simul", "cut.simul", "flipped.simul", "text.simul", "names.pgn", "nosuch.toml"),
)
NAMES = (
    "out.json",
    "out.csv",
    "out.md",
    "out.pgn",
    "out.svg",
    "out.trace.json",
    "out.html",
    "out.simul",
)
OUTPUTS = (
    *NAMES,
    "-.json",
    "-.csv",
    "-",
    "folder",
    "folder/out.json",
    "nosuch/out.csv",
    "/dev/null",
)
LONG = frozenset({"cores", "patching"})
"""Commands that measure for seconds: they are typed wrongly alone."""
SLOW = frozenset({"costs"})
"""Flags that make a command measure for seconds: one in twenty is taken."""


def modes(random: Random, most: int) -> str:
    """Return some modes with commas between, mostly right ones."""
    known = [*MODES, *PITFALLS, "all"]
    chosen = random.choices(known, k=random.randint(1, most))
    if random.random() < 0.9:
        chosen = [*dict.fromkeys(name for name in chosen if name not in ("all", "processes"))]
    return ",".join(chosen) or "sync"


def value(random: Random, command: str, name: str) -> str:
    """Return a value for a parameter of a command: mostly one that is right there."""
    if random.random() < 0.08:
        return random.choice(STRANGE)
    if name in ("mode", "modes"):
        return modes(random, 1 if name == "mode" else 4)
    if name in ("scenario_name", "name"):
        return random.choice(SOURCES)
    if name in ("path", "paths"):
        return random.choice((*NAMES, *OUTPUTS))
    values = VALUES.get(name, STRANGE)
    if command != "sweep" and name in NUMERIC and random.random() < 0.95:
        values = tuple(one for one in values if "(" in one or not {":", ","} & {*one})
    return random.choice(values)


def words(random: Random) -> list[str]:
    """Return the words of a command, without `simul`."""
    if random.random() < 0.03:
        return [
            random.choice((*STRANGE, "comprae", "-h", "--version"))
            for _ in range(random.randint(0, 2))
        ]
    name = random.choice(cli.list_commands(click.Context(cli)))
    command = cli.get_command(click.Context(cli), name)
    assert command is not None
    asked: list[str] = []
    given = {parameter.name for parameter in command.params if random.random() < 0.22}
    for parameter in command.params:
        if isinstance(parameter, click.Argument):
            if parameter.required or parameter.name in given or random.random() < 0.5:
                asked.append(value(random, name, str(parameter.name)))
        elif _is_needed(parameter, name) or parameter.name in given:
            asked += _option(random, name, parameter)
    if name in LONG or random.random() < 0.06:
        strange = random.choice(STRANGE)
        asked += random.choice((["one", "two", strange], [f"--{strange}"], [f"-{strange}"]))
        asked += ["one", "two"] * (name in LONG)
    return [name, *asked]


def _is_needed(parameter: click.Parameter, command: str) -> bool:
    """Whether it is nearly always given, because without it all is refused, or takes long."""
    if parameter.name == "pairs":
        return True
    return parameter.required or (parameter.name == "boards" and command != "cores")


def _option(random: Random, command: str, parameter: click.Parameter) -> Iterator[str]:
    assert isinstance(parameter, click.Option)
    if parameter.name in SLOW and random.random() > 0.05:
        return
    yield random.choice(parameter.opts)
    if not parameter.is_flag:
        yield value(random, command, str(parameter.name))


def make_files(folder: Path) -> None:
    """Make what the commands name: scenarios, games and recordings, right ones and wrong ones."""
    from simul.analysis.comparison import Comparison
    from simul.formats.recording import write_recording
    from simul.modes.registry import find_mode
    from simul.scenario.files import load_scenario
    from simul.scenario.plan import make_plan

    game = '[White "羽生善治"]\n[Black "{}"]\n[Result "*"]\n\n1. e4 e5 2. d4 d5 *\n'
    texts = {
        "names.pgn": game.format("Müller \\\\ é"),
        "cut.pgn": game.format("x")[:-2],
        "mine.toml": 'name = "名人 é ✓"\nboards = 2\nmove_pairs = 2\ngames = "names.pgn"\n',
        "wrong.toml": 'boards = "1_0"\n[master]\nthink = "５"\n[nosuch]\n"\\u001b" = 1\n',
        "empty.toml": "",
        "text.simul": "not a recording",
    }
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "binary.toml").write_bytes(bytes(range(256)))
    (folder / "folder").mkdir()
    (folder / "folder.toml").mkdir()
    comparison = Comparison(make_plan(load_scenario(options={"boards": 2, "pairs": 2})))
    for mode in ("sync", "async", "deadlock"):
        comparison.play(find_mode(mode))
    write_recording(comparison, folder / "whole.simul")
    content = (folder / "whole.simul").read_bytes()
    (folder / "cut.simul").write_bytes(content[: len(content) // 2])
    middle = len(content) // 2
    flipped = bytes([content[middle] ^ 16])
    (folder / "flipped.simul").write_bytes(content[:middle] + flipped + content[middle + 1 :])
