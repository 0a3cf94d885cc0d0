"""`simul run`: one mode, with a row a board."""

from functools import partial
from typing import TYPE_CHECKING, Any

import click

from simul.analysis.comparison import Comparison
from simul.cli.exporting import ENDINGS, Played, check_possible, export, need_lines, printed_format
from simul.cli.files_out import FileOut, Printing, takes_files
from simul.cli.live import asked_speed, play_all, speed_option
from simul.cli.options import ModeNames, playable, takes_format
from simul.cli.output import (
    print_csv,
    print_json,
    print_markdown,
    print_paragraph,
    print_table,
)
from simul.cli.recordings import complain, picked, takes_source
from simul.formats import comparing, running
from simul.modes.mode import Mode
from simul.scenario.plan import make_plan
from simul.scenario.scenario import Scenario

if TYPE_CHECKING:
    from simul.formats.recording import Recording


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
@takes_source()
@takes_format("table", "json", "csv", "markdown")
@speed_option
@takes_files(*ENDINGS)
def command(
    mode: Mode,
    scenario: Scenario,
    recording: "Recording | None",
    form: str,
    live: bool,
    speed: float | None,
    files: list[FileOut],
) -> None:
    """Play one mode, with a row a board: moves, think times, waits, result.

    SCENARIO is a preset (see "simul scenarios"), a TOML file, or a recording, which is not played again;
    polgar where it is left out.
    """
    pace = asked_speed(live, speed)
    check_possible(files)
    printed = printed_format(form, files)
    if recording is not None:
        comparison = picked(recording, [mode])
    else:
        chosen = playable([mode], scenario.boards)
        comparison = Comparison(make_plan(scenario), lines=need_lines(files))
        if not play_all(comparison, chosen, pace):
            raise click.Abort
    with Printing(files) as printing:
        if printed is not None:
            printing.print(partial(show, comparison, printed))
        export(Played(comparison, by_board=True), files, printing)
        complain(recording)


def show(comparison: Comparison, printed: str) -> None:
    """Print the one run of a comparison in this format."""
    if printed == "json":
        print_json(running.run_document(comparison))
    elif printed == "csv":
        print_csv(running.board_csv_rows(comparison))
    elif printed == "markdown":
        print_markdown(running.board_table(comparison))
    else:
        print_paragraph(comparing.heading(comparison.plan.scenario))
        click.echo()
        print_table(running.board_table(comparison))
        click.echo()
        print_table(comparing.comparison_table(comparison))
        click.echo()
        for line in comparing.closing_lines(comparison):
            print_paragraph(line)
