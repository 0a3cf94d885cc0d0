"""Writing a recording: the same bytes whether it is written while the run goes on, or at its end."""

from collections.abc import Callable
from functools import cache

import msgspec

from simul.analysis.run import Run
from simul.analysis.warnings import RunWarning
from simul.formats.recording.chunks import EVENT, Chunk, ChunkWriter
from simul.formats.recording.interruption import interruption
from simul.formats.recording.modes import mode_bytes
from simul.formats.recording.plans import board_bytes, scenario_bytes
from simul.formats.recording.results import EndDocument, HeadDocument, result_bytes
from simul.hall.laws import Broken
from simul.hall.notes import Notes
from simul.hall.trace import Trace
from simul.modes.code import Code
from simul.modes.mode import Mode
from simul.scenario.plan import Plan

PIECE = 4096
"""Events written in one go."""


@cache
def simul_version() -> str:
    """Return the version of this program."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("chess-simul")
    except PackageNotFoundError:  # it runs from a folder of sources
        return "unknown"


class Writer:
    """Writes a recording, in order: the plan, then for each mode its begin, its rows, its result; the end.

    `events` is how many rows of the present mode have been written.
    """

    def __init__(self, plan: Plan, write: Callable[[bytes], object]) -> None:
        self.events = 0
        self._modes: set[str] = set()
        self._runs = 0
        self._chunks = ChunkWriter(write)
        self._chunks.add(Chunk.HEAD, msgspec.json.encode(HeadDocument(simul_version())))
        self._chunks.add(Chunk.SCENARIO, scenario_bytes(plan.scenario))
        for board in plan.boards:
            self._chunks.add(Chunk.BOARD, board_bytes(board))

    def begin(self, mode: Mode, code: Code) -> None:
        """Write which mode the rows that follow are of; raises ValueError where it has been written."""
        if mode.name in self._modes:
            raise ValueError(f"{mode.name} is recorded already; a recording has each mode once")
        self._modes.add(mode.name)
        self.events = 0
        self._chunks.add(Chunk.MODE, mode_bytes(mode, code))

    def rows(self, trace: Trace) -> None:
        """Write the rows of the trace that are there in full, and have not been written."""
        there, pack = len(trace), EVENT.pack
        for start in range(self.events, there, PIECE):
            piece = slice(start, min(start + PIECE, there))
            columns = zip(trace.times[piece], trace.whats[piece], trace.lines[piece], strict=True)
            self._chunks.add_events([pack(*row) for row in columns])
            self.events = piece.stop

    def result(self, stuck: RunWarning | None, broken: dict[str, Broken], notes: Notes) -> None:
        """Write how the run ended."""
        self._runs += 1
        self._chunks.add(Chunk.RESULT, result_bytes(self.events, stuck, broken, notes))

    def interrupted(self, trace: Trace) -> None:
        """Write the rest of a run that was stopped, and that it was."""
        trace.rest(0)  # nobody is going to say where the last ones came to rest
        self.rows(trace)
        self.result(interruption(trace), {}, Notes())

    def run(self, run: Run) -> None:
        """Write a whole run."""
        self.begin(run.mode, run.code)
        self.rows(run.trace)
        self.result(run.stuck, run.broken, run.notes)

    def end(self) -> None:
        """Write the end."""
        self._chunks.add(Chunk.END, msgspec.json.encode(EndDocument(self._runs)))
