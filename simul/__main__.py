"""`simul`, and `python -m simul`."""

import os
import sys

import click

from simul.cli.main import cli

INTERRUPTED = 130


def main() -> None:
    """Run the command line and exit: 2 for a mistake in the asking, 1 for a failure, 130 after Ctrl-C."""
    try:
        status = cli.main(prog_name="simul", standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        status = error.exit_code
    except click.Abort:
        click.echo("stopped", err=True)
        status = INTERRUPTED
    except BrokenPipeError:  # whoever reads us has read enough: end as click does, without a word
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = 1
    sys.exit(status)


if __name__ == "__main__":
    main()
