"""`simul watch`, and `simul` alone: the hall."""

import os
import sys
from collections.abc import Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING

import click
import msgspec

from simul import signals
from simul.analysis.comparison import Comparison
from simul.cli.numbers import Speed
from simul.cli.options import Failure, ModeNames, playable
from simul.cli.recordings import complain, picked, takes_source
from simul.cli.stderr import tell
from simul.modes.mode import Mode
from simul.modes.registry import MODES
from simul.scenario.files import preset_names
from simul.scenario.options import OPTIONS
from simul.scenario.plan import make_plan
from simul.scenario.scenario import Scenario
from simul.scenario.wording import written

if TYPE_CHECKING:
    from simul.formats.recording import Recording

MOST_LANES = 4
MANY_BOARDS = 20_000
THEMES = ("dark", "light", "contrast", "colourblind")


@click.command(name="watch")
@takes_source("speed", "theme", "ascii_only", "keys")
@click.option(
    "--modes",
    type=ModeNames(),
    default="sync,async",
    show_default=True,
    metavar="A,B,...",
    help=f"The modes to play, 1 to {MOST_LANES}, each in its own lane.",
)
@click.option(
    "--speed",
    type=Speed(),
    help="Seconds of exhibition time per second.  [default: the slowest mode lasts about a minute]",
)
@click.option("--theme", type=click.Choice(THEMES), default=THEMES[0], show_default=True)
@click.option("--ascii", "ascii_only", is_flag=True, help="Draw with letters and plain lines.")
@click.option(
    "--key",
    "keys",
    multiple=True,
    metavar="ID=KEY",
    help='Change a key, by the id that "?" lists, such as pause=p. Repeatable.',
)
def command(
    scenario: Scenario,
    recording: "Recording | None",
    modes: list[Mode] | None,
    speed: float | None,
    theme: str,
    ascii_only: bool,
    keys: tuple[str, ...],
) -> None:
    """Watch an exhibition live, in several modes side by side.

    SCENARIO is a preset (see "simul scenarios"), a TOML file, or a recording; the default is
    polgar. Press "?" in the hall for the keys.
    """
    check_terminal()
    if recording is not None:
        comparison = picked(recording, modes)
        chosen = [run.mode for run in comparison.runs]
        notes = recording.problems
        if modes is None and len(chosen) > MOST_LANES:
            notes = [
                *notes,
                f"{MOST_LANES} of {len(chosen)} runs are shown; --modes chooses others",
            ]
            chosen = chosen[:MOST_LANES]
    else:
        notes = []
        modes = list(MODES.values()) if modes is None else modes
        too_many(len(modes))
        if scenario.boards >= MANY_BOARDS:
            tell(f"making the plan of {scenario.boards:,} boards...")
        chosen = playable(modes, scenario.boards)
        comparison = Comparison(make_plan(scenario))
    too_many(len(chosen))
    signals.leaving()  # what comes now may take long, and leaves nothing behind
    from simul.tui.app import HallApp
    from simul.tui.terminal.guard import Guard

    app = HallApp(
        comparison,
        chosen,
        speed=speed,
        theme=f"simul-{theme}",
        ascii=only_ascii_is_written() or ascii_only,
        keys=remapped(keys),
        asked=asked_for(scenario, recording),
        notes=notes,
    )
    guard = Guard(app.close_lanes)

    def end(number: int) -> None:
        app.tell_to_end(128 + number)
        guard.tell(128 + number)

    with signals.noting(end), guard.watching():
        status = app.run()
    if status is None or app.return_code:
        raise Failure(f"the hall has ended by a fault of its own{app.fault}")
    if status:
        tell("stopped")
        sys.exit(status)
    complain(recording)


def too_many(modes: int) -> None:
    """Raise UsageError where there are more modes than lanes."""
    if modes > MOST_LANES:
        raise click.UsageError(
            f"--modes: {modes} modes are too many to watch; name {MOST_LANES} or fewer, "
            'or time them all with "simul compare"'
        )


def asked_for(scenario: Scenario, recording: "Recording | None") -> tuple[str, dict[str, str]]:
    """Return a scenario's source and options over it: what asking for another one begins with."""
    if recording is not None:
        return (scenario.name if scenario.name in preset_names() else "polgar"), {}
    params = click.get_current_context().params
    options = {name: params[name] for name in OPTIONS if params[name] is not None}
    return params["scenario_name"], options


def in_a_browser() -> bool:
    """Return whether textual-serve, or its like, has started this: it talks to us through pipes."""
    return bool(os.environ.get("TEXTUAL_DRIVER"))


def check_terminal() -> None:
    """Raise UsageError unless there is a terminal."""
    streams = (sys.stdin, sys.stdout, sys.stderr)  # it is drawn on stderr
    shown = all(each is not None and each.isatty() for each in streams)
    if not in_a_browser() and (not shown or os.environ.get("TERM") == "dumb"):
        raise click.UsageError(
            'the hall needs an interactive terminal; "simul compare" prints the result, '
            '"simul compare --live" plays it out line by line'
        )


def only_ascii_is_written() -> bool:
    """Return whether the terminal's encoding lacks what the hall is drawn with. A browser's does not.

    Where it does, letters that it lacks, such as those of names, are written as "?" from then on.
    """
    from simul.tui.style.glyphs import UNICODE

    drawn = "".join(part for part in msgspec.structs.astuple(UNICODE) if isinstance(part, str))
    if in_a_browser():
        return False
    streams = [each for each in (sys.__stdout__, sys.__stderr__) if each is not None]
    try:
        for each in streams:
            drawn.encode(each.encoding)
    except (UnicodeEncodeError, LookupError):
        return True
    return False


def remapped(asked: Sequence[str]) -> dict[str, str]:
    """Return the keys asked for, by the ids of what they are to do; raises UsageError."""
    from simul.tui.app import hall_keys, is_key, remappable

    known = remappable()
    keys: dict[str, str] = {}
    for each in asked:
        name, _, key = each.partition("=")
        if not name or not key:
            raise click.UsageError(
                f"--key: {written(each)} is not of the form ID=KEY; write pause=p"
            )
        if name not in known:
            near = "".join(f"did you mean {one}? " for one in get_close_matches(name, known, 1))
            raise click.UsageError(
                f"--key: there is no {written(name)}; {near}there are {', '.join(sorted(known))}"
            )
        if not is_key(key):
            raise click.UsageError(
                f"--key: {written(each)}: there is no key {written(key)}; write p, f5, ctrl+left"
            )
        keys[name] = key
    taken = {key: name for key, name in hall_keys().items() if name not in keys}
    for name, key in keys.items():
        if taken.setdefault(key, name) != name:
            raise click.UsageError(
                f'--key: "{name}={key}": {key} is the key of {taken[key]}; give that another one too'
            )
    return keys
