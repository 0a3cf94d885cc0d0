"""What `simul compare` and `simul run` write with -o: a comparison in the format that each file asks for.

An exporter is imported when its file is made.
"""

import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, NamedTuple

import click
from click.core import ParameterSource

from simul.analysis.comparison import Comparison
from simul.cli.files_out import FileOut, Printing, write_all
from simul.cli.options import Failure
from simul.cli.status_line import StatusLine
from simul.scenario.mistakes import shown

if TYPE_CHECKING:
    from simul.experiments.costs.figures import Costs

ENDINGS = (".json", ".csv", ".md", ".pgn", ".svg", ".png", ".trace.json", ".html")
PICTURE = ".png"
TRACE = ".trace.json"


class Played(NamedTuple):
    """What the files are made of: a comparison, what each way costs, and how it is asked for again.

    `by_board` says that one mode was asked for, with its boards: `simul run`.
    """

    comparison: Comparison
    by_board: bool = False
    costs: "Costs | None" = None

    def command(self) -> list[str]:
        """Return the words of the command that plays it again; SCENARIO stands for the scenario's file."""
        modes = ",".join(dict.fromkeys(run.mode.name for run in self.comparison.runs))
        if self.by_board:
            return ["simul", "run", modes, "SCENARIO"]
        costs = ["--costs"] if self.costs is not None else []
        return ["simul", "compare", "SCENARIO", "--modes", modes, *costs]


def check_possible(files: list[FileOut]) -> None:
    """Look whether all that was asked for can be made, before anything is played.

    Raises Failure where something is not installed, and UsageError where a picture would go to a terminal.
    """
    if not any(file.ending == PICTURE for file in files):
        return
    from simul.formats.png import missing

    if problem := missing():
        raise Failure(f"-o: {problem}; or write the same as .svg")
    if sys.stdout.isatty() and any(file.path is None for file in files if file.ending == PICTURE):
        raise click.UsageError("-o: a PNG is not for a terminal; name a file, or use a pipe")


def need_lines(files: list[FileOut]) -> bool:
    """Say whether a file that was asked for shows at which line of the source everybody is."""
    return any(file.ending == TRACE for file in files)


def printed_format(form: str, files: list[FileOut]) -> str | None:
    """Return what is printed on stdout besides: `form`, or None where -o says what goes there.

    Raises UsageError where both do.
    """
    ending = next((file.ending for file in files if file.path is None), "")
    if not ending:
        return form
    if click.get_current_context().get_parameter_source("form") == ParameterSource.COMMANDLINE:
        raise click.UsageError(f"--format and -o -{ending}: both say what goes to stdout; give one")
    return None


def export(played: Played, files: list[FileOut], printing: Printing) -> None:
    """Make every file that was asked for, and then write them; raises Failure.

    The trace is made while it is written, for it may be large.
    """
    made = []
    for file in files:
        if file.ending:
            with StatusLine() as status:
                status.say(f"making {shown(file.path or 'what goes to stdout')}")
                made.append((file, content_of(file.ending, played)))
    write_all(made, printing)


def content_of(ending: str, played: Played) -> Iterable[bytes]:
    """Give the bytes of a file with this ending, one of ENDINGS, in parts."""
    if ending == TRACE:
        from simul.formats.trace_events import trace_events

        return trace_events(played.comparison)
    if ending == PICTURE:
        from simul.formats.png import as_png

        return (as_png(played.comparison),)
    return (_text(ending, played).encode("utf-8", "replace"),)


def _text(ending: str, played: Played) -> str:
    if ending == ".pgn":
        from simul.formats.pgn import as_pgn

        return as_pgn(played.comparison)
    if ending == ".svg":
        from simul.formats.picture.svg import timeline_svg

        return timeline_svg(played.comparison)
    if ending in (".json", ".csv"):
        return _data(ending, played) + "\n"
    return _document(ending, played)


def _data(ending: str, played: Played) -> str:
    from simul.formats import comparing, running
    from simul.formats.csv import as_csv
    from simul.formats.json import as_json

    if played.by_board:
        if ending == ".json":
            return as_json(running.run_document(played.comparison))
        return as_csv(running.board_csv_rows(played.comparison))
    costs: dict[str, Any] | None = None
    if played.costs is not None:
        from simul.experiments.costs import report as costing
        from simul.experiments.costs.machine import described

        costs = costing.costs_document(played.costs, described())
    if ending == ".json":
        return as_json(comparing.comparison_document(played.comparison) | (costs or {}))
    rows = comparing.comparison_csv_rows(played.comparison)
    return as_csv(rows if costs is None else costing.with_costs(rows, costs["costs"]))


def _document(ending: str, played: Played) -> str:
    from simul.formats import sections

    parts = (
        sections.run_sections(played.comparison)
        if played.by_board
        else sections.comparison_sections(played.comparison)
    )
    if played.costs is not None:
        from simul.experiments.costs.machine import described
        from simul.experiments.costs.report import costs_section

        parts.append(costs_section(played.costs, described()))
    if ending == ".md":
        from simul.formats.markdown import document

        return document(parts)
    from simul.formats.html import as_html

    return as_html(played.comparison, parts, played.command())
