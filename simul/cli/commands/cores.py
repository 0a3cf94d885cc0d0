"""`simul cores`: where parallel differs from concurrent, in real time."""

import time
from typing import TYPE_CHECKING

import click

from simul.cli.numbers import WholeNumber
from simul.cli.options import Failure, takes_format
from simul.cli.output import print_json, print_markdown, print_paragraph, print_table
from simul.cli.progress import StatusLine

if TYPE_CHECKING:
    from simul.experiments.cores.figures import Measured

MOST_BOARDS = 64


@click.command(name="cores")
@click.option(
    "-n",
    "--boards",
    type=WholeNumber(1, MOST_BOARDS),
    default=4,
    show_default=True,
    help=f"Number of boards, 1 to {MOST_BOARDS}.",
)
@takes_format("table", "json", "markdown")
def command(boards: int, form: str) -> None:
    """CPU-bound opponents, in real time: which modes use several cores.

    Each searches the same chess positions, in sync, in async (in place, and in asyncio.to_thread), threads
    and processes. It takes some ten seconds, however many boards there are.
    """
    show(measured(boards), form)


def measured(boards: int) -> "Measured":
    """Time the same work in every way. Raises Failure."""
    from simul.experiments.cores.figures import figures
    from simul.experiments.cores.measuring import ROUNDS, time_in_turns
    from simul.experiments.cores.work import sized
    from simul.experiments.costs import machine

    began = time.monotonic()
    with StatusLine() as status:
        status.say("cores: finding out how fast this machine is")
        cores = machine.cores()
        work = sized(boards)

        def tell(number: int, way: str) -> None:
            status.say(f"cores: round {number} of {ROUNDS}, {way}")

        try:
            timed = time_in_turns(work, cores, tell, began)
        except (EOFError, OSError):
            raise Failure("a process that was to think has ended too early; try again") from None
    found = figures(work, timed, cores, machine.has_gil())
    if not found.same:
        raise Failure("the ways have not found the same; do not believe these figures")
    return found


def show(found: "Measured", form: str) -> None:
    """Print what came out."""
    from simul.experiments.cores import report as parallel
    from simul.experiments.costs.machine import described

    machine = described()
    if form == "json":
        print_json(parallel.cores_document(found, machine))
        return
    heading = parallel.cores_heading(found, machine)
    table = parallel.cores_table(found)
    if form == "markdown":
        click.echo(f"{heading}\n")
        print_markdown(table)
        click.echo(f"\n{parallel.meaning(found)}")
    else:
        print_paragraph(heading)
        click.echo()
        print_table(table)
        click.echo()
        print_paragraph(parallel.meaning(found))
