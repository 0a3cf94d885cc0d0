"""The command line as a process: its exit status, and streams that are closed, full, or read no more."""

import os
import sys
from io import TextIOWrapper
from pathlib import Path

import click

from simul import signals
from simul.cli.main import cli
from simul.cli.stderr import tell
from simul.scenario.wording import shown


def run() -> None:
    """Run the command line and exit: 2 for a mistake in the asking, 1 for a failure, or as `signals` says."""
    for name in ("stdout", "stderr"):
        _make_ready(name)
    try:
        status = _status()
    except KeyboardInterrupt:  # when all was done but this
        status = signals.stopped()
    signals.ending(status)
    _let_go_of_stdout()
    sys.exit(status)


def _make_ready(name: str) -> None:
    """Have a stream take every text: what its encoding lacks is written as "?"."""
    stream = getattr(sys, name)
    if stream is None:  # closed by whoever started us: nobody wants to hear it
        setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115
    elif isinstance(stream, TextIOWrapper):
        stream.reconfigure(errors="replace")


def _status() -> int:
    """Run the command line, and say what went wrong; return the exit status."""
    try:
        status = cli.main(prog_name="simul", standalone_mode=False) or 0
        sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        status = error.exit_code
    except click.Abort:
        tell("stopped")
        status = signals.stopped()
    except SystemExit as error:
        status = error.code
    except OSError as error:
        if error.filename is not None:
            tell(f"{shown(error.filename)}: cannot be used: {error.strerror or error}")
        elif not isinstance(error, BrokenPipeError):  # who reads us through a pipe has read enough
            tell(f"cannot write the result: {error.strerror or error}")
        status = signals.stopped() if signals.hung_up() else 1
    return int(status)


def _let_go_of_stdout() -> None:
    """Have what stdout does not take go nowhere: Python would try once more, and complain."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
