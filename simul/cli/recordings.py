"""Commands that take a recording in place of a scenario."""

import os
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from simul.cli.options import (
    Command,
    Failure,
    Mistake,
    asked_scenario,
    mistakes_named,
    with_scenario_options,
)
from simul.scenario.options import OPTIONS
from simul.scenario.wording import shown

if TYPE_CHECKING:
    from simul.analysis.comparison import Comparison
    from simul.formats.recording import Recording
    from simul.modes.mode import Mode

KEPT = ("scenario_name", "mode", "modes", "form", "paths", "force")
"""The parameters that say something of a recording too."""


def takes_source(*kept: str) -> Callable[[Command], Command]:
    """Give a command the argument SCENARIO, which may be a recording, and the options of a scenario.

    It is called with `scenario`, and with `recording`, None where there is none; then, `modes` is None
    unless somebody asked for some. With a recording, no options are taken but those of KEPT and `kept`, by
    the names of their parameters. Raises UsageError, Mistake and Failure.
    """

    def decorate(function: Command) -> Command:
        @wraps(function)
        def command(scenario_name: str, **options: Any) -> Any:
            asked = {name: options.pop(name) for name in OPTIONS}
            recording = find_recording(scenario_name)
            if recording is None:
                with mistakes_named():
                    scenario = asked_scenario(scenario_name, asked)
                    return function(scenario=scenario, recording=None, **options)
            refuse_others((*KEPT, *kept))
            if not _was_given("modes") and "modes" in options:
                options["modes"] = None
            scenario = recording.comparison.plan.scenario
            return function(scenario=scenario, recording=recording, **options)

        result: Command = with_scenario_options(command)
        return result

    return decorate


def find_recording(name: str) -> "Recording | None":
    """Read the recording of that name; None where it names something else: a preset, a scenario file.

    What is a recording is told by how it begins, and where it is not there or damaged, by its name.
    Raises Mistake and Failure.
    """
    from simul.scenario.files import preset_names

    if name in preset_names():
        return None
    from simul.files import is_file
    from simul.formats.recording import RecordingError, is_recording, read_recording
    from simul.formats.recording.chunks import ENDING

    path = Path(name)
    if not (is_recording(path) or name.casefold().endswith(ENDING)):
        return None
    try:
        return read_recording(path)
    except RecordingError as error:
        raise (Failure if is_file(path) and os.access(path, os.R_OK) else Mistake)(
            str(error)
        ) from None


def picked(recording: "Recording", modes: "list[Mode] | None") -> "Comparison":
    """Return the runs of these modes, in the order asked for; None for all. Raises Mistake and Failure."""
    from simul.analysis.comparison import Comparison

    runs = recording.comparison.runs
    there = ", ".join(run.mode.name for run in runs)
    if not runs:
        raise Failure("\n".join([*recording.problems, f"{recording.path}: there is no run in it"]))
    if modes is None:
        return recording.comparison
    names = {run.mode.name for run in runs}
    if missing := [mode.name for mode in modes if mode.name not in names]:
        lacks = f"{recording.path}: has no run of {shown(', '.join(missing))}; there are {there}"
        if recording.problems:  # it may have had one
            raise Failure("\n".join([*recording.problems, lacks]))
        raise Mistake(lacks)
    chosen = Comparison(recording.comparison.plan)
    chosen.runs += [run for mode in modes for run in runs if run.mode.name == mode.name]
    return chosen


def complain(recording: "Recording | None") -> None:
    """End the command with what is wrong with the recording, if anything is; raises Failure."""
    if recording is not None and recording.problems:
        raise Failure("\n".join(recording.problems))


def refuse_others(kept: tuple[str, ...]) -> None:
    """Raise UsageError where an option was given that says nothing of a recording."""
    context = click.get_current_context()
    given = [
        max(parameter.opts, key=len)
        for parameter in context.command.params
        if parameter.name not in kept and _was_given(str(parameter.name))
    ]
    if given:
        raise click.UsageError(
            f"{', '.join(given)}: a recording is shown as it was played; "
            "leave that out, or name a scenario"
        )


def _was_given(parameter: str) -> bool:
    source = click.get_current_context().get_parameter_source(parameter)
    return source not in (None, ParameterSource.DEFAULT, ParameterSource.DEFAULT_MAP)
