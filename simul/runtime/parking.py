"""Where each party is parked: noted in the trace, and said where nobody can go on."""

from collections.abc import Sequence

from simul.hall.hall import Board, Hall
from simul.hall.trace import MASTER, party_name
from simul.runtime.stuck import Deadlock, Stood


def party_told_by(argument: object) -> int | None:
    """Return whose code it is that was called with this: a board's opponent's, or, given the hall, hers."""
    if isinstance(argument, Board):
        return argument.number
    return MASTER if isinstance(argument, Hall) else None


class Parking:
    """Notes in the hall's trace at which line of the mode's source each party has come to rest.

    It is `wanted` where the trace is to have lines; else nobody need look for them. `lines` has, by party,
    the line at which it was last seen; those who have left are not in it.
    """

    def __init__(self, hall: Hall) -> None:
        self.wanted = hall.trace.has_lines
        self.lines: dict[int, int] = {}
        self._hall = hall
        self._trace = hall.trace

    def park(self, party: int, line: int) -> None:
        """Note that a party, the latest to do anything, is at this line now."""
        if len(self._trace.whats) > len(self._trace.lines):
            self._trace.rest(line)
        elif line != self.lines.get(party):
            self._hall.parks(party, line)
        self.lines[party] = line

    def leave(self, party: int) -> None:
        """Note that a party, the latest to do anything, has come to the end of its code."""
        if len(self._trace.whats) > len(self._trace.lines):
            self._trace.rest(0)
        elif party != MASTER and party in self.lines:
            self._hall.parks(party, 0)
        self.lines.pop(party, None)

    def deadlock(self, others: Sequence[str] = ()) -> Deadlock:
        """Return what to raise where nothing can ever happen again, naming all who wait."""
        parked = [Stood(party_name(party), line) for party, line in sorted(self.lines.items())]
        return Deadlock([*parked, *map(Stood, others)])
