"""What a run is ended by when the code of one of its parties fails."""

from pathlib import Path
from types import TracebackType

from simul.hall.gates import Stopped
from simul.hall.laws import LawBroken
from simul.hall.trace import party_name
from simul.runtime.frames import first_argument, tracebacks_in
from simul.runtime.parking import party_told_by
from simul.runtime.stuck import Stuck


class PartyFailed(Exception):  # noqa: N818  (it is called what it is)
    """The code of one party raised an error, which is the cause of this one.

    `party` is the number of the board whose opponent it was, 0 for the master and None where that cannot
    be told; `line` is the line of the mode's source, 0 where it cannot be told.
    """

    def __init__(self, party: int | None, line: int, source: str, what: str) -> None:
        who = "the mode" if party is None else party_name(party)
        super().__init__(f"{who} failed at line {line} of {Path(source).name}: {what}")
        self.party = party
        self.line = line
        self._told = (party, line, source, what)

    def __reduce__(self) -> tuple[type["PartyFailed"], tuple[int | None, int, str, str]]:
        return PartyFailed, self._told  # so that a process may tell another


class Blamed:
    """A context in which an error ends as PartyFailed, which names the party and the line.

    Both are told by the traceback, from those frames that are in the file `source`, unless they are
    given. LawBroken, Stopped, Stuck and what is no Exception pass through as they are.
    """

    def __init__(self, source: str, party: int | None = None, line: int = 0) -> None:
        self._source = source
        self._party = party
        self._line = line

    def __enter__(self) -> None:
        pass

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if not isinstance(error, Exception):
            return
        if isinstance(error, LawBroken | Stopped | Stuck | PartyFailed):
            return
        entries = tracebacks_in(self._source, error.__traceback__)
        party, line = self._party, self._line
        if entries and not line:
            line = entries[0].tb_lineno
        if party is None:
            parties = (party_told_by(first_argument(entry.tb_frame)) for entry in entries)
            party = next((party for party in parties if party is not None), None)
        what = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
        raise PartyFailed(party, line, self._source, what) from error
