"""The README and the manual, held to the program: `python -m tests.documents` writes anew what it prints.

Between `<!-- table: NAME -->` and `<!-- end of table -->` stands a table that a registry gives. Behind
`<!-- printed by: COMMAND -->` stands a block with what the command prints.
"""

import re
from collections.abc import Callable
from functools import partial
from pathlib import Path

import click
from textual.binding import Binding

from simul.analysis.run import Run, play
from simul.analysis.theory import going_round
from simul.api import plan
from simul.cli.commands import compare
from simul.cli.main import cli
from simul.formats.markdown import as_markdown
from simul.formats.registry import FORMATS
from simul.formats.table import Table
from simul.modes.pitfalls.registry import PITFALLS
from simul.modes.registry import MODES
from simul.scenario.durations import duration
from simul.scenario.files import load_scenario, preset_names
from simul.scenario.policies import POLICIES
from simul.tui.app import bindings
from tests.cli.typed import printed

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "assets/manual").glob("*.md"))]
_TABLE = re.compile(r"(<!-- table: (\S+) -->\n).*?(<!-- end of table -->)", re.DOTALL)
_PRINTED = re.compile(r"(<!-- printed by: (.*?) -->\n\n```\n).*?(\n```)", re.DOTALL)
_RUN_TIME = re.compile(r"(run time on this computer).*")


def _columns(header: str, *rows: tuple[str, ...]) -> str:
    names = tuple(header.split(", "))
    return as_markdown(Table(names, list(rows), frozenset(range(len(names)))))


def policies() -> str:
    rows = ((f"`{name}`", each.about, each.tie) for name, each in POLICIES.items())
    return _columns("policy, what it does, in a tie", *rows)


def modes() -> str:
    return _columns(
        "mode, family, scheduled by, may be suspended, what it does",
        *(
            (f"`{mode.name}`", mode.family, mode.scheduler, mode.suspends, mode.sentence)
            for mode in MODES.values()
        ),
    )


def formats() -> str:
    return _columns(
        "ending, what is in it", *((f"`{each.ending}`", each.about) for each in FORMATS.values())
    )


def presets() -> str:
    return _columns(
        "preset, what it is",
        *((f"`{name}`", load_scenario(name).in_words()) for name in preset_names()),
    )


def commands() -> str:
    context = click.Context(cli)
    rows = [("`simul`", "Open the hall: sync and async side by side, live.")]
    for name in cli.list_commands(context):
        command = cli.get_command(context, name)
        assert command is not None
        words = command.collect_usage_pieces(context)[1:]
        rows.append((f"`{' '.join(['simul', name, *words])}`", command.get_short_help_str(120)))
    return _columns("command, what it does", *rows)


def options() -> str:
    found = [each for each in compare.command.params if isinstance(each, click.Option)]
    return _columns(
        "option, meaning",
        *((", ".join(f"`{name}`" for name in each.opts), each.help or "") for each in found),
    )


def keys() -> str:
    rows = {}
    for each in bindings():
        if isinstance(each, Binding) and each.id:
            names = " ".join(f"`{_key(key)}`" for key in each.key.split(","))
            rows[each.id] = (names, f"`{each.id}`", each.tooltip or each.description)
    return _columns("key, id, what it does", *rows.values())


def _key(name: str) -> str:
    signs = {"full_stop": ".", "comma": ",", "question_mark": "?"}
    brackets = {"left_square_bracket": "[", "right_square_bracket": "]"}
    arrows = {"left": "←", "right": "→", "up": "↑", "down": "↓"}
    *held, last = name.split("+")
    return "+".join([*held, (signs | brackets | arrows).get(last, last)])


def pitfalls() -> str:
    polgar, four = plan("polgar"), plan(load_scenario("polgar", {"boards": 4}))
    return _columns(
        "pitfall, what is wrong, the result, instead",
        *(
            (
                f"`{mode.name}`",
                mode.sentence,
                _result(play(mode, polgar), partial(play, mode, four), going_round(four).elapsed_s),
                mode.instead,
            )
            for mode in PITFALLS.values()
        ),
    )


def _result(run: Run, with_four: Callable[[], Run], right_with_four_s: float) -> str:
    elapsed, waits = duration(run.summary.elapsed_s), run.summary.waits_s
    if run.ended is not None:
        return f"stuck after {elapsed}"
    if run.mode.name == "forgotten-reply":
        four = with_four()
        return (
            f"{elapsed}; with 4 boards {duration(four.summary.elapsed_s)} instead of "
            f"{duration(right_with_four_s)}, and {four.broken_times['OutOfTurn']} times out of turn"
        )
    parts = [elapsed]
    if "TwoPlacesAtOnce" in run.broken_times:
        parts.append(f"she is {run.broken_times['TwoPlacesAtOnce']} times at two boards at once")
    if run.mode.name.startswith("cpu-hog"):
        parts.append(f"somebody due waits {run.notes.loop_wait_s:g} s for the loop")
    if any(warning.kind == "starved" for warning in run.warnings):
        parts.append(f"board {waits.max_board} waits {duration(waits.max)}")
    return "; ".join([*parts, *run.notes.wrong])


TABLES: dict[str, Callable[[], str]] = {
    each.__name__: each
    for each in (policies, modes, pitfalls, formats, presets, commands, options, keys)
}


def without_run_time(text: str) -> str:
    """A text without the line that is never the same."""
    return _RUN_TIME.sub(r"\1", text)


def renewed(text: str) -> str:
    """A page with its tables and outputs made anew; an output that is right is left as it is."""
    text = _TABLE.sub(lambda at: f"{at[1]}\n{TABLES[at[2]]()}\n\n{at[3]}", text)

    def output(at: re.Match[str]) -> str:
        said = printed(at[2].removeprefix("simul ")).rstrip("\n")
        before = at[0][len(at[1]) : -len(at[3])]
        same = without_run_time(before) == without_run_time(said)
        return at[1] + (before if same else said) + at[3]

    return _PRINTED.sub(output, text)


if __name__ == "__main__":
    for page in PAGES:
        page.write_text(renewed(page.read_text(encoding="utf-8")), encoding="utf-8")
