"""What `simul compare --costs` asks for, and how it is shown. Nothing is imported unless it is asked for."""

from typing import TYPE_CHECKING, Any

import click

from simul.analysis.comparison import Comparison
from simul.cli.numbers import WholeNumber
from simul.cli.options import Failure
from simul.cli.output import (
    print_csv,
    print_json,
    print_markdown,
    print_paragraph,
    print_table,
)
from simul.formats.comparing import comparison_csv_rows, comparison_document
from simul.modes.mode import Mode
from simul.modes.registry import MODES

if TYPE_CHECKING:
    from simul.experiments.costs.figures import Costs

ROUNDS = 5


def costs_option(function: Any) -> Any:
    """Give a command --costs and --rounds; it is called with `costs` and `rounds`."""
    function = click.option(
        "--rounds",
        type=WholeNumber(1, 1000),
        help=f"With --costs: how often each mode is measured, 1 to 1,000.  [default: {ROUNDS}]",
    )(function)
    return click.option(
        "--costs", is_flag=True, help="Measure what each way costs on this machine, too."
    )(function)


def asked_rounds(costs: bool, rounds: int | None) -> int | None:
    """Return how often to measure, None for never; raises UsageError for --rounds without --costs."""
    if rounds is not None and not costs:
        raise click.UsageError("--rounds goes with --costs; add --costs, or leave --rounds out")
    return (ROUNDS if rounds is None else rounds) if costs else None


def measured(comparison: Comparison, modes: list[Mode] | None, rounds: int) -> "Costs":
    """Measure the modes, None for all, with a line of progress on a terminal. Raises Failure."""
    from simul.cli.status_line import StatusLine
    from simul.experiments.costs.interleaved import measure_in_turns

    chosen = MODES.values() if modes is None else modes
    with StatusLine() as status:
        costs = measure_in_turns(
            comparison.plan,
            chosen,
            rounds,
            lambda number, mode: status.say(f"costs: round {number} of {rounds}, {mode}"),
        )
    if not costs.ways:
        reasons = [f"{mode}: {why}" for mode, why in costs.left_out.items()]
        raise Failure("\n".join(["the cost of none of the modes could be measured", *reasons]))
    return costs


def show_costs(comparison: Comparison, costs: "Costs", form: str) -> None:
    """Print costs: with the comparison in JSON and CSV, by themselves in Markdown and as a table."""
    from simul.experiments.costs import report as costing
    from simul.experiments.costs.machine import described

    machine = described()
    document = costing.costs_document(costs, machine)
    if form == "json":
        print_json(comparison_document(comparison) | document)
    elif form == "csv":
        print_csv(costing.with_costs(comparison_csv_rows(comparison), document["costs"]))
    elif form == "markdown":
        click.echo(f"{costing.costs_heading(costs, machine)}\n")
        print_markdown(costing.costs_table(costs))
        click.echo()
        click.echo("\n".join(f"- {line}" for line in costing.costs_lines(costs)))
    else:
        click.echo()
        print_paragraph(costing.costs_heading(costs, machine))
        click.echo()
        print_table(costing.costs_table(costs))
        click.echo()
        for line in costing.costs_lines(costs):
            print_paragraph(line)
