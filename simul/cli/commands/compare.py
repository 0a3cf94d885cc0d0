"""`simul compare`: several modes on one plan."""

from functools import partial
from typing import TYPE_CHECKING

import click

from simul.analysis.comparison import Comparison
from simul.cli.costing import asked_rounds, costs_option, measured, show_costs
from simul.cli.exporting import ENDINGS, Played, check_possible, export, need_lines, printed_format
from simul.cli.files_out import FileOut, Printing, takes_files
from simul.cli.live import asked_speed, play_all, speed_option
from simul.cli.options import Failure, playable, takes_format, takes_modes
from simul.cli.output import print_csv, print_json, print_markdown, print_paragraph, print_table
from simul.cli.recordings import complain, picked, takes_source
from simul.formats import comparing
from simul.modes.mode import Mode
from simul.scenario.plan import make_plan
from simul.scenario.scenario import Scenario

if TYPE_CHECKING:
    from simul.formats.recording import Recording


@click.command(name="compare")
@takes_source()
@takes_modes
@takes_format("table", "json", "csv", "markdown")
@speed_option
@costs_option
@takes_files(*ENDINGS)
def command(
    scenario: Scenario,
    recording: "Recording | None",
    modes: list[Mode] | None,
    form: str,
    live: bool,
    speed: float | None,
    costs: bool,
    rounds: int | None,
    files: list[FileOut],
) -> None:
    """Play one exhibition in several modes, and time each.

    SCENARIO is a preset (see "simul scenarios"), a TOML file, or a recording, which is not played again;
    polgar where it is left out.
    """
    pace = asked_speed(live, speed)
    rounds = asked_rounds(costs, rounds)
    check_possible(files)
    printed = printed_format(form, files)
    if recording is not None:
        comparison, finished = picked(recording, modes), True
    else:
        chosen = playable(modes, scenario.boards)
        comparison = Comparison(make_plan(scenario), lines=need_lines(files))
        finished = play_all(comparison, chosen, pace)
    with Printing(files) as printing:
        if rounds is not None and finished:
            show_with_costs(comparison, modes, rounds, printed, files, printing)
        elif comparison.runs:
            if printed is not None:
                printing.print(partial(show, comparison, printed))
            export(Played(comparison), files, printing)
        if not finished:
            raise click.Abort
        complain(recording)


def show_with_costs(
    comparison: Comparison,
    modes: list[Mode] | None,
    rounds: int,
    printed: str | None,
    files: list[FileOut],
    printing: Printing,
) -> None:
    """Print and write a comparison, and what each way costs; the comparison alone where that fails."""
    if printed == "table":
        printing.print(partial(show, comparison, printed))
    try:
        costs = measured(comparison, modes, rounds)
    except (KeyboardInterrupt, Failure) as error:
        if printed not in (None, "table") and not isinstance(error, Failure):
            printing.print(partial(show, comparison, printed))
        export(Played(comparison), files, printing)
        raise (error if isinstance(error, Failure) else click.Abort) from None
    if printed is not None:
        printing.print(partial(show_costs, comparison, costs, printed))
    export(Played(comparison, costs=costs), files, printing)


def show(comparison: Comparison, printed: str) -> None:
    """Print a comparison in this format."""
    if printed == "json":
        print_json(comparing.comparison_document(comparison))
    elif printed == "csv":
        print_csv(comparing.comparison_csv_rows(comparison))
    elif printed == "markdown":
        print_markdown(comparing.comparison_table(comparison))
    else:
        print_paragraph(comparing.heading(comparison.plan.scenario))
        click.echo()
        print_table(comparing.comparison_table(comparison))
        click.echo()
        for line in comparing.closing_lines(comparison):
            print_paragraph(line)
