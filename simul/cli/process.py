"""The command line as a process: its exit status, and streams that are closed, full, or read no more."""

import os
import sys
from pathlib import Path

import click

from simul.cli import signals
from simul.cli.main import cli
from simul.cli.telling import tell


def run() -> None:
    """Run the command line and exit: 2 for a mistake in the asking, 1 for a failure, 130 after Ctrl-C."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # closed by whoever started us: nobody wants to hear it
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115
    try:
        status = _status()
    except KeyboardInterrupt:  # when all was done but this
        status = signals.stopped()
    signals.ending(status)
    _let_go_of_stdout()
    sys.exit(status)


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
        if not isinstance(error, BrokenPipeError):  # who reads us through a pipe has read enough
            tell(f"cannot write the result: {error.strerror or error}")
        status = 1
    return int(status)


def _let_go_of_stdout() -> None:
    """Have what stdout does not take go nowhere: Python would try once more, and complain."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
