"""`simul`, and `python -m simul`."""

import os
import sys
from pathlib import Path

import click

from simul.cli.main import cli
from simul.cli.telling import tell

INTERRUPTED = 130


def main() -> None:
    """Run the command line and exit: 2 for a mistake in the asking, 1 for a failure, 130 after Ctrl-C."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # closed by whoever started us: nobody wants to hear it
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115
    try:
        status = cli.main(prog_name="simul", standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        status = error.exit_code
    except click.Abort:
        tell("stopped")
        status = INTERRUPTED
    except OSError as error:
        # What is left in the buffer goes nowhere: Python would try once more, and complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if not isinstance(
            error, BrokenPipeError
        ):  # whoever reads us through a pipe has read enough
            tell(f"cannot write the result: {error.strerror or error}")
        status = 1
    sys.exit(status)


if __name__ == "__main__":
    main()
