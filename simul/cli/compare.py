"""`simul compare`: several modes on one plan."""

import click

from simul.cli.costing import asked_rounds, costs_option, measured, show_costs
from simul.cli.live import asked_speed, play_all, speed_option
from simul.cli.options import playable, takes_format, takes_modes, takes_scenario
from simul.cli.output import print_csv, print_json, print_markdown, print_paragraph, print_table
from simul.comparison import Comparison
from simul.exhibition.plan import make_plan
from simul.exhibition.scenario import Scenario
from simul.modes import Mode
from simul.report import comparing


@click.command(name="compare")
@takes_scenario
@takes_modes
@takes_format("table", "json", "csv", "markdown")
@speed_option
@costs_option
def command(
    scenario: Scenario,
    modes: list[Mode] | None,
    form: str,
    live: bool,
    speed: float | None,
    costs: bool,
    rounds: int | None,
) -> None:
    """Play one exhibition in several modes, and time each.

    SCENARIO is a preset (see "simul scenarios") or a TOML file; polgar where it is left out.
    """
    pace = asked_speed(live, speed)
    rounds = asked_rounds(costs, rounds)
    chosen = playable(modes, scenario.boards)
    comparison = Comparison(make_plan(scenario))
    finished = play_all(comparison, chosen, pace)
    if rounds is not None and finished:
        show_with_costs(comparison, modes, rounds, form)
        return
    if comparison.runs:
        show(comparison, form)
    if not finished:
        raise click.Abort


def show_with_costs(
    comparison: Comparison, modes: list[Mode] | None, rounds: int, form: str
) -> None:
    """Print a comparison, and what each way costs; after Ctrl-C, the comparison alone."""
    if form == "table":
        show(comparison, form)
    try:
        costs = measured(comparison, modes, rounds)
    except KeyboardInterrupt:
        if form != "table":
            show(comparison, form)
        raise click.Abort from None
    show_costs(comparison, costs, form)


def show(comparison: Comparison, form: str) -> None:
    """Print a comparison."""
    if form == "json":
        print_json(comparing.comparison_document(comparison))
    elif form == "csv":
        print_csv(comparing.comparison_document(comparison)["modes"])
    elif form == "markdown":
        print_markdown(comparing.comparison_table(comparison))
    else:
        print_paragraph(comparing.heading(comparison.plan.scenario))
        click.echo()
        print_table(comparing.comparison_table(comparison))
        click.echo()
        for line in comparing.closing_lines(comparison):
            print_paragraph(line)
