"""When an exhibition was over, by which contenders are checked."""

from typing import NamedTuple

from simul.analysis.summary import summarise
from simul.hall.trace import Trace
from simul.scenario.plan import Plan


class Ends(NamedTuple):
    """When the master made her last move, and when the last move of all was made, in seconds."""

    master_s: float
    all_s: float


def ends_of(plan: Plan, played: Trace | Ends) -> Ends:
    """Return when a contender was done, from its trace where it has one."""
    if isinstance(played, Ends):
        return played
    summary = summarise(plan, played)
    return Ends(summary.master_done_s, summary.elapsed_s)
