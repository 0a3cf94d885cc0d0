"""`simul run`: one mode, with a row a board."""

from functools import partial
from typing import TYPE_CHECKING, Any

import click

from simul.analysis.comparison import Comparison
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
from simul.cli.options import ModeNames, playable, takes_format
from simul.cli.output import print_result
from simul.cli.recordings import complain, picked, takes_source
from simul.formats.registry import FORMATS
from simul.formats.result import Result
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
@takes_files(*FORMATS)
def command(
    mode: Mode,
    scenario: Scenario,
    recording: "Recording | None",
    form: str,
    live: bool,
    speed: float | None,
    files: list[FileOut],
) -> None:
    """Play one mode, with a row for each board: moves, think times, waits, result.

    SCENARIO is a preset (see "simul scenarios"), a TOML file, or a recording, which is not played again;
    the default is polgar.
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
    result = Result(comparison, by_board=True)
    with Printing(files) as printing:
        if printed is not None:
            printing.print(partial(print_result, result, printed))
        export(result, files, printing)
        complain(recording)
