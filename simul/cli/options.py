"""What several commands take: a scenario and its options, a format."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial, wraps
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, TypeVar

import click
from click.shell_completion import CompletionItem

from simul.cli.stderr import tell
from simul.scenario.options import OPTIONS

if TYPE_CHECKING:
    from simul.modes.mode import Mode
    from simul.scenario.scenario import Scenario

Command = TypeVar("Command", bound=Callable[..., Any])


class Mistake(click.ClickException):
    """A mistake in the asking: each of its lines says where, what and what to do."""

    exit_code = 2

    def show(self, file: IO[Any] | None = None) -> None:
        """Print the lines to stderr."""
        tell(self.message)


class Failure(Mistake):
    """Something that went wrong in the doing."""

    exit_code = 1


@contextmanager
def mistakes_named() -> Iterator[None]:
    """Turn what the model says of a wrong scenario, game file or mode into the end of the command."""
    from simul.hall.laws import LawBroken
    from simul.runtime.blame import PartyFailed
    from simul.scenario.games.game import GamesError
    from simul.scenario.problems import ScenarioError

    try:
        yield
    except (ScenarioError, GamesError) as error:
        raise Mistake(str(error)) from None
    except (LawBroken, PartyFailed) as error:
        raise Failure(str(error)) from None


class ScenarioName(click.ParamType):  # type: ignore[type-arg]  # generic from 8.4 on
    """A preset's name or a file's path."""

    name = "scenario"

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """Offer the presets, and files."""
        from simul.scenario.files import preset_names

        return _offered(preset_names(), incomplete, files=True)


def _offered(names: Iterable[str], incomplete: str, *, files: bool = False) -> list[CompletionItem]:
    """Return the names that start with this, for a shell to offer; if none does, files where they may be."""
    items = [CompletionItem(name) for name in names if name.startswith(incomplete)]
    return items or [CompletionItem(incomplete, type="file")] * files


def _offer(
    names: Iterable[str],
    files: bool,
    ctx: click.Context,
    param: click.Parameter,
    incomplete: str,
) -> list[CompletionItem]:
    return _offered(names, incomplete, files=files)


class ModeNames(click.ParamType):  # type: ignore[type-arg]
    """Names of modes with commas between them, or "all"."""

    name = "modes"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the modes in the order asked for; None for all.

        Of a recording, any mode may be asked for: it may have some that this version does not know.
        """
        from simul.modes.registry import UnknownMode, find_mode
        from simul.scenario.wording import written

        if not isinstance(value, str):
            return value
        if value.strip() == "all":
            return None
        names = [name.strip() for name in value.split(",") if name.strip()]
        if "all" in names:
            self.fail('"all" stands alone: leave the others out, or name every one', param, ctx)
        if twice := [name for name in names if names.count(name) > 1]:
            self.fail(f"{written(twice[0])} is named twice; name each mode once", param, ctx)
        try:
            return [find_mode(name) for name in names or [value]]
        except UnknownMode as error:
            if ctx is not None and _is_recording(ctx.params.get("scenario_name", "")):
                return [_by_name(name) for name in names]
            self.fail(str(error), param, ctx)

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """Offer the modes and pitfalls that are not named yet."""
        from simul.modes.pitfalls.registry import PITFALLS
        from simul.modes.registry import MODES

        before, comma, last = incomplete.rpartition(",")
        return [
            CompletionItem(f"{before}{comma}{name}")
            for name in [*MODES, *PITFALLS, "all"]
            if name.startswith(last) and name not in before.split(",")
        ]


def _is_recording(name: str) -> bool:
    from simul.formats.recording import is_recording
    from simul.scenario.files import preset_names

    return name not in preset_names() and is_recording(Path(name))


def _by_name(name: str) -> "Mode":
    """Return the mode of that name; of one that is unknown here, nothing but the name."""
    from simul.modes.mode import Mode
    from simul.modes.registry import UnknownMode, find_mode

    try:
        return find_mode(name)
    except UnknownMode:
        return Mode(
            name=name,
            module="",
            runtime="",
            family="blocking",
            scheduler="the program",
            suspends="nowhere",
            sentence="",
        )


def playable(modes: "list[Mode] | None", boards: int) -> "list[Mode]":
    """Return the modes to play: those asked for by name, or all that can play here, with a note of others.

    Raises Mistake where one that was asked for by name cannot play so many boards, and Failure where one
    is not installed.
    """
    from simul.modes.registry import MODES

    asked = list(MODES.values()) if modes is None else modes
    problems = {
        mode.name: mode.missing() or mode.too_many(boards)
        for mode in asked
        if mode.missing() or mode.too_many(boards)
    }
    if modes is None:
        for name, problem in problems.items():
            tell(f"left out: {name}: {problem}")
    elif problems:
        kind = Failure if any(mode.missing() for mode in asked) else Mistake
        raise kind("\n".join(f"{name}: {problem}" for name, problem in problems.items()))
    return [mode for mode in asked if mode.name not in problems]


def takes_scenario(function: Command) -> Command:
    """Give a command the argument SCENARIO and its options; it is called with a `scenario`."""

    @wraps(function)
    def command(scenario_name: str, **options: Any) -> Any:
        asked = {name: options.pop(name) for name in OPTIONS}
        with mistakes_named():
            return function(scenario=asked_scenario(scenario_name, asked), **options)

    result: Command = with_scenario_options(command)
    return result


def asked_scenario(name: str, options: Mapping[str, str | None]) -> "Scenario":
    """Load the preset or file of that name, with the options that are not None over it.

    Raises ScenarioError, and Mistake for a recording, which is none.
    """
    from simul.files import is_file
    from simul.scenario.files import load_scenario, preset_names
    from simul.scenario.wording import shown

    if name not in preset_names() and is_file(Path(name)):
        from simul.formats.recording import is_recording

        if is_recording(Path(name)):
            command = click.get_current_context().info_name
            raise Mistake(
                f"{shown(name)}: is a recording; {command} takes a scenario, compare takes both"
            )
    return load_scenario(
        name, {option: value for option, value in options.items() if value is not None}
    )


def with_scenario_options(function: Any) -> Any:
    """Give a command the argument SCENARIO, as `scenario_name`, and its options, as they were typed."""
    for name, option in reversed(OPTIONS.items()):
        offer = partial(_offer, option.names, name == "games") if option.names else None
        function = click.option(
            *option.flags, metavar="TEXT", help=option.help, shell_complete=offer
        )(function)
    return click.argument(
        "scenario_name",
        metavar="[SCENARIO]",
        default="polgar",
        type=ScenarioName(),
        is_eager=True,  # whether a mode can be asked for depends on it
    )(function)


takes_modes = click.option(
    "--modes",
    type=ModeNames(),
    default="sync,async",
    show_default=True,
    metavar="A,B,...",
    help='The modes to play, or "all".',
)


def takes_format(*formats: str) -> Callable[[Command], Command]:
    """Give a command the option --format, with these choices, the first one by default."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(formats),
        default=formats[0],
        show_default=True,
        help="Format of the result on stdout.",
    )
