"""What is found about the runs that have ended: their comparison, and how long they had people wait."""

from collections.abc import Sequence
from copy import copy

import msgspec

from simul.analysis.comparison import Comparison
from simul.analysis.run import Run
from simul.analysis.waits import counts, steps_for, waits_of
from simul.formats.comparing import closing_lines
from simul.formats.conclusion import conclusion
from simul.tui.panes.wait_shares import Shares
from simul.tui.session.lane import Lane

MOST_STEPS = 10
"""Most lines of a histogram."""


class Findings(msgspec.Struct, frozen=True):
    """The runs that have ended in the lanes that are done, as a comparison, and the waits in them."""

    comparison: Comparison
    shares: Shares


def find(comparison: Comparison, runs: Sequence[Run]) -> Findings:
    """Work out everything that is shown of these runs; of large ones, it takes seconds."""
    theirs = copy(comparison)  # what theory says is computed once, there
    theirs.runs = list(runs)
    for run in runs:
        theirs.figures(run)  # the runs keep what it takes
    waits = [waits_of(run.plan, run.trace) for run in runs]
    steps = steps_for(max(max(each, default=0.0) for each in waits), MOST_STEPS)
    names = tuple(run.mode.name for run in runs)
    return Findings(
        theirs, Shares(steps, names, tuple(tuple(counts(each, steps)) for each in waits))
    )


def sentences(findings: Findings | None, lanes: Sequence[Lane]) -> tuple[str, list[str]]:
    """Return what it means, as far as it is known, and the lines with what else there is to say."""
    missing = [lane.mode.name for lane in lanes if not lane.done and not lane.error]
    if findings is None:
        if len(missing) < len(lanes):
            return "Adding up the results...", []
        return f"No mode is done yet: {', '.join(missing)}." if missing else "", []
    meaning = conclusion(findings.comparison)
    lines = closing_lines(findings.comparison)
    if meaning:
        lines.remove(meaning)
    if not missing:
        return meaning, lines
    are = "is" if len(missing) == 1 else "are"
    return f"{meaning} {', '.join(missing)} {are} not done yet.".lstrip(), lines
