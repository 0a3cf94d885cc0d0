"""The command `simul`, and the commands under it, each imported when it is called."""

from collections.abc import Iterator
from contextlib import contextmanager
from difflib import get_close_matches
from importlib import import_module
from typing import Any

import click

from simul import signals
from simul.scenario.wording import escaped, written

COMMANDS = {
    "watch": "Watch an exhibition live, in several modes side by side.",
    "compare": "Play one exhibition in several modes, and time each.",
    "run": "Play one mode, with a row for each board.",
    "record": "Record a run to replay later.",
    "plan": "Show what is fixed before the first move.",
    "scenarios": "List the presets, or print one to save and edit.",
    "modes": "List the modes.",
    "sweep": "Time many exhibitions over lists and ranges of options.",
    "cores": "CPU-bound opponents: which modes use several cores?",
    "patching": "Blocking code as it is, and monkey-patched by gevent and eventlet.",
    "manual": "Read the manual, a page a topic.",
}


@contextmanager
def _usage_errors_escaped() -> Iterator[None]:
    """Have what click says of a wrong command, which repeats what was typed, print on one line."""
    try:
        yield
    except click.UsageError as error:
        raise click.UsageError(escaped(error.format_message()), error.ctx) from None


class _Commands(click.Group):
    """A group that imports a command's file, simul/cli/NAME.py, when somebody calls for it."""

    def make_context(self, *words: Any, **more: Any) -> click.Context:
        with _usage_errors_escaped():
            return super().make_context(*words, **more)

    def invoke(self, ctx: click.Context) -> Any:
        with _usage_errors_escaped():
            return super().invoke(ctx)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command:
        if cmd_name not in COMMANDS:
            near = get_close_matches(cmd_name, COMMANDS, 1)
            hint = f'did you mean "{near[0]}"? ' if near else ""
            there_are = f"There are {', '.join(COMMANDS)}"
            ctx.fail(f"there is no command {written(cmd_name)}; {hint}{there_are}")
        command: click.Command = import_module(f"simul.cli.commands.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(
    cls=_Commands,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(package_name="chess-simul", message="simul %(version)s")
@click.pass_context
def cli(context: click.Context) -> None:
    """Play a chess simultaneous exhibition in different ways, and time each.

    Without a command it opens the hall, in which sync and async play side by side.
    """
    signals.working()  # what the command needs is imported by now
    if context.invoked_subcommand is None:
        context.invoke(import_module("simul.cli.commands.watch").command)
