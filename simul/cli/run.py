"""`simul run`: one mode, with a row a board."""

from typing import Any

import click

from simul.cli.live import asked_speed, play_all, speed_option
from simul.cli.options import ModeNames, playable, takes_format, takes_scenario
from simul.cli.output import (
    print_csv,
    print_json,
    print_markdown,
    print_paragraph,
    print_table,
)
from simul.comparison import Comparison
from simul.exhibition.plan import make_plan
from simul.exhibition.scenario import Scenario
from simul.modes import Mode
from simul.report import comparing, running


class ModeName(ModeNames):
    """The name of one mode."""

    name = "mode"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the mode."""
        modes = super().convert(value, param, ctx)
        if modes is None or len(modes) != 1:
            self.fail('give one mode; "simul compare" takes several', param, ctx)
        return modes[0]


@click.command(name="run")
@click.argument("mode", type=ModeName())
@takes_scenario
@takes_format("table", "json", "csv", "markdown")
@speed_option
def command(mode: Mode, scenario: Scenario, form: str, live: bool, speed: float | None) -> None:
    """Play one mode, with a row a board: moves, think times, waits, result.

    SCENARIO is a preset (see "simul scenarios") or a TOML file; polgar where it is left out.
    """
    pace = asked_speed(live, speed)
    chosen = playable([mode], scenario.boards)
    comparison = Comparison(make_plan(scenario))
    if not play_all(comparison, chosen, pace):
        raise click.Abort
    if form == "json":
        print_json(running.run_document(comparison))
    elif form == "csv":
        print_csv(running.board_rows(comparison))
    elif form == "markdown":
        print_markdown(running.board_table(comparison))
    else:
        print_paragraph(comparing.heading(scenario))
        click.echo()
        print_table(running.board_table(comparison))
        click.echo()
        print_table(comparing.comparison_table(comparison))
        click.echo()
        for line in comparing.closing_lines(comparison):
            print_paragraph(line)
