"""`simul plan`: what is fixed before the first move."""

import click

from simul.cli.options import takes_format, takes_scenario
from simul.cli.output import print_markdown, print_paragraph, print_parts, print_table
from simul.formats.comparing import heading
from simul.formats.planning import plan_json, plan_table
from simul.scenario.plan import make_plan
from simul.scenario.scenario import Scenario


@click.command(name="plan")
@takes_scenario
@takes_format("table", "json", "markdown")
def command(scenario: Scenario, form: str) -> None:
    """Show what is fixed before the first move: the games and every think time.

    JSON has it all, so that the timings can be checked with another program.
    """
    plan = make_plan(scenario)
    if form == "json":
        print_parts(plan_json(plan))
    elif form == "markdown":
        print_markdown(plan_table(plan))
    else:
        print_paragraph(heading(scenario))
        click.echo()
        print_table(plan_table(plan))
        click.echo(f"\ndigest: {plan.digest()}")
