"""`simul record`: several modes on one plan, in a file."""

from pathlib import Path
from typing import Any

import click

from simul.analysis.comparison import Comparison
from simul.cli.files_out import STDOUT, ending_of
from simul.cli.live import asked_speed, play_all, speed_option
from simul.cli.options import Failure, Mistake, playable, takes_modes, takes_scenario
from simul.formats.recording import Recorder
from simul.formats.recording.chunks import ENDING
from simul.modes.mode import Mode
from simul.saving import NotSaved, check_free, check_name, part_of
from simul.scenario.plan import make_plan
from simul.scenario.scenario import Scenario
from simul.scenario.wording import shown, written


class RecordingPath(click.ParamType):  # type: ignore[type-arg]  # generic from 8.4 on
    """The path of a recording that is to be made."""

    name = "file"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the path, if its name ends as that of a recording, and does not mean stdout."""
        if not ending_of(value, (ENDING,)):
            self.fail(
                f"{written(value)} is not the name of a recording; end it in {ENDING}", param, ctx
            )
        if value == STDOUT + ENDING:
            self.fail(
                f"{written(value)}: a recording does not go to stdout; name a file", param, ctx
            )
        return Path(value)


def _the_one(context: click.Context, option: click.Parameter, paths: tuple[Path, ...]) -> Path:
    """Return the path of an option that can be given once; raises BadParameter where it was given again."""
    if len(paths) > 1:
        named = ", ".join(map(shown, paths))
        raise click.BadParameter(
            f"{named}: a run is recorded in one file; name one", context, option
        )
    return paths[0]


@click.command(name="record")
@takes_scenario
@takes_modes
@click.option(
    "-o",
    "--output",
    "path",
    type=RecordingPath(),
    multiple=True,
    callback=_the_one,
    required=True,
    metavar="FILE",
    help=f"The file to write; its name must end in {ENDING}.",
)
@click.option("--force", is_flag=True, help="Let -o overwrite a file that exists.")
@speed_option
def command(
    scenario: Scenario,
    modes: list[Mode] | None,
    path: Path,
    force: bool,
    live: bool,
    speed: float | None,
) -> None:
    """Record a run to replay later: the plan, and what happens in each mode.

    SCENARIO is a preset (see "simul scenarios") or a TOML file; the default is polgar. "simul
    compare FILE" shows what was recorded. The same scenario gives the same file, live or not.
    """
    pace = asked_speed(live, speed)
    chosen = playable(modes, scenario.boards)
    check_place(path, force)
    comparison = Comparison(make_plan(scenario))
    try:
        with Recorder(path, comparison, force) as recorder:
            finished = play_all(comparison, chosen, pace, recorder.play)
    except NotSaved as error:
        raise Failure(str(error)) from None
    what = ", ".join(run.mode.name for run in comparison.runs)
    if not finished:
        what = f"{what or 'no run in full'}, and what had happened when it was stopped"
    click.echo(
        f"{shown(path)}: {what}; {recorder.events:,} events, {recorder.written:,} bytes, "
        f"{recorder.written / max(1, recorder.events):.1f} an event"
    )
    if not finished:
        raise click.Abort


def check_place(path: Path, force: bool) -> None:
    """Look whether a recording can be put there; raises Mistake."""
    part = part_of(path)
    try:
        check_name(path)
        check_name(part)
        if part.exists() and not force:
            raise Mistake(
                f"-o: {shown(part)}: is what a recording that was cut off has left, or one that goes on; "
                f'"simul compare {shown(part)}" shows it; move it away, or --force writes over it'
            )
        check_free(path, force)
    except NotSaved as error:
        raise Mistake(f"-o: {error}") from None
