"""`simul compare`: several modes on one plan."""

from functools import partial
from typing import TYPE_CHECKING

import click

from simul.analysis.comparison import Comparison
from simul.cli.costing import asked_rounds, costs_option, measure
from simul.cli.files_out import (
    FileOut,
    Printing,
    check_possible,
    export,
    need_lines,
    printed_format,
    takes_files,
)
from simul.cli.live import asked_speed, play_all, speed_option
from simul.cli.options import Failure, playable, takes_format, takes_modes
from simul.cli.output import print_result, print_section
from simul.cli.recordings import complain, picked, takes_source
from simul.formats.registry import FORMATS
from simul.formats.result import Result
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
@takes_files(*FORMATS)
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
    the default is polgar.
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
    result = Result(comparison)
    with Printing(files) as printing:
        if rounds is not None and finished:
            show_with_costs(result, modes, rounds, printed, files, printing)
        elif comparison.runs:
            if printed is not None:
                printing.print(partial(print_result, result, printed))
            export(result, files, printing)
        if not finished:
            raise click.Abort
        complain(recording)


def show_with_costs(
    result: Result,
    modes: list[Mode] | None,
    rounds: int,
    printed: str | None,
    files: list[FileOut],
    printing: Printing,
) -> None:
    """Print and write a comparison, and what each way costs; the comparison alone where that fails."""
    if printed == "table":
        printing.print(partial(print_result, result, printed))
    try:
        costs = measure(result.comparison, modes, rounds)
    except (KeyboardInterrupt, Failure) as error:
        if printed not in (None, "table") and not isinstance(error, Failure):
            printing.print(partial(print_result, result, printed))
        export(result, files, printing)
        raise (error if isinstance(error, Failure) else click.Abort) from None
    with_costs = result._replace(measured=costs)
    if printed == "table":
        printing.print(partial(print_section, costs.section, before="\n"))
    elif printed is not None:
        printing.print(partial(print_result, with_costs, printed))
    export(with_costs, files, printing)
