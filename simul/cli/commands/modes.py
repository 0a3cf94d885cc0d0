"""`simul modes`: the registry."""

from collections.abc import Iterable

import click

from simul.cli.output import print_paragraph, print_table
from simul.formats.table import Table
from simul.modes.mode import Mode
from simul.modes.pitfalls.registry import PITFALLS
from simul.modes.registry import MODES


@click.command(name="modes")
def command() -> None:
    """List the modes: who schedules, where code can be suspended, what each needs."""
    show(MODES.values())
    click.echo("\nPitfalls: famous mistakes and partial cures (--modes all leaves them out):\n")
    show_pitfalls(PITFALLS.values())


def show(modes: Iterable[Mode]) -> None:
    """Print modes as a table, with a sentence for each below."""
    listed = list(modes)
    print_table(
        Table(
            ("mode", "family", "scheduled by", "suspended", "cores", "needs"),
            [
                (
                    mode.name,
                    mode.family,
                    mode.scheduler,
                    mode.suspends,
                    "many" if mode.many_cores else "one",
                    ", ".join(mode.needs),
                )
                for mode in listed
            ],
            frozenset(range(6)),
        )
    )
    click.echo()
    for mode in listed:
        most = "" if mode.most_boards is None else f" At most {mode.most_boards} boards."
        policy = "" if mode.policy is None else f" It always goes by policy {mode.policy}."
        missing = f" Not installed here: {mode.missing()}." if mode.missing() else ""
        print_paragraph(f"{mode.name}: {mode.sentence}{policy}{most}{missing}")


def show_pitfalls(pitfalls: Iterable[Mode]) -> None:
    """Print pitfalls as a table, with what is wrong in each below, and what to do instead."""
    listed = list(pitfalls)
    print_table(
        Table(
            ("pitfall", "family", "scheduled by", "suspended", "hall's laws"),
            [
                (
                    mode.name,
                    mode.family,
                    mode.scheduler,
                    mode.suspends,
                    "broken" if mode.lawless else "kept",
                )
                for mode in listed
            ],
            frozenset(range(5)),
        )
    )
    click.echo()
    for mode in listed:
        print_paragraph(f"{mode.name}: {mode.sentence} Instead: {mode.instead}.")
