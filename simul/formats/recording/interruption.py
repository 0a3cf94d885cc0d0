"""What is said of a run of which there is only the beginning."""

from simul.analysis.run import INTERRUPTED
from simul.analysis.warnings import RunWarning
from simul.hall.trace import Trace
from simul.scenario.durations import duration


def interruption(trace: Trace) -> RunWarning:
    """Return the warning that it is the beginning alone, up to the last event of the trace."""
    if not trace.times:
        return RunWarning(INTERRUPTED, "it was stopped before anything had happened")
    return RunWarning(
        INTERRUPTED,
        f"it was stopped; the last that is recorded happened at {duration(trace.times[-1])}, "
        "and the figures are those up to there",
    )
