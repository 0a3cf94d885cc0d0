"""Putting the chunks of a recording together: first the plan, then one run after the other."""

import msgspec

from simul.analysis.comparison import Comparison
from simul.analysis.run import Run
from simul.analysis.warnings import RunWarning
from simul.formats.recording.chunks import EVENT, Chunk
from simul.formats.recording.games import Games
from simul.formats.recording.interruption import interruption
from simul.formats.recording.modes import mode_of
from simul.formats.recording.plans import board_of, scenario_of
from simul.formats.recording.replaying import Replay
from simul.formats.recording.results import EndDocument, Result, head_of, result_of
from simul.hall.laws import Broken
from simul.hall.notes import Notes
from simul.modes.code import Code
from simul.modes.mode import Mode
from simul.scenario.durations import LATEST_S, duration
from simul.scenario.plan import Plan, PlannedBoard
from simul.scenario.scenario import Scenario

_EVENT = Chunk.EVENT.value


class Assembly:
    """What the chunks that were added say; `comparison` is None until the plan is complete.

    `add` raises ValueError, saying why, where a chunk makes no sense after those before it.
    """

    def __init__(self) -> None:
        self.simul = ""
        self.comparison: Comparison | None = None
        self.complete = False
        self._scenario: Scenario | None = None
        self._boards: list[PlannedBoard] = []
        self._games = Games()
        self._run: _GrowingRun | None = None

    @property
    def where(self) -> str:
        """How far it has come, in words."""
        if self._run is not None:
            trace = self._run.trace
            return f"{duration(trace.times[-1] if trace.times else 0.0)} of {self._run.mode.name}"
        if self.comparison is not None and self.comparison.runs:
            return f"the end of {self.comparison.runs[-1].mode.name}"
        return "its plan" if self.comparison is not None else "its first lines"

    def add(self, kind: bytes, payload: bytes) -> None:
        """Take the next chunk; one of a kind that is not known says nothing."""
        if kind == _EVENT:
            if self._run is None:
                raise ValueError("an event of no mode")
            self._run.add(*EVENT.unpack(payload))
        elif kind == Chunk.HEAD.value:
            self.simul = head_of(payload)
        elif kind == Chunk.SCENARIO.value:
            self._scenario = scenario_of(payload)
        elif kind == Chunk.BOARD.value:
            self._add_board(board_of(payload))
        elif kind == Chunk.MODE.value:
            self._begin(*mode_of(payload))
        elif kind == Chunk.RESULT.value:
            self._result(result_of(payload))
        elif kind == Chunk.END.value:
            self._end(msgspec.json.decode(payload, type=EndDocument).runs)

    def end_run(self) -> None:
        """Take the run that was going on as one that was interrupted here."""
        if self._run is not None and self.comparison is not None:
            self.comparison.runs.append(self._run.interrupted())
            self._run = None

    def _add_board(self, board: PlannedBoard) -> None:
        if self._scenario is None or self.comparison is not None:
            raise ValueError("a board outside of the plan")
        self._boards.append(board)
        if board.number != len(self._boards):
            raise ValueError(f"board {board.number} stands where {len(self._boards)} should")
        self._games.check(board)
        if board.number == self._scenario.boards:
            self.comparison = Comparison(Plan(self._scenario, tuple(self._boards)))

    def _begin(self, mode: Mode, code: Code) -> None:
        if self.comparison is None or self._run is not None:
            raise ValueError("a run begins before there is a plan, or within another")
        if any(run.mode.name == mode.name for run in self.comparison.runs):
            raise ValueError(f"a second run of {mode.name}")
        self._run = _GrowingRun(self.comparison.plan, mode, code)

    def _result(self, result: Result) -> None:
        if self.comparison is None or self._run is None:
            raise ValueError("the result of no run")
        self.comparison.runs.append(self._run.result(result))
        self._run = None

    def _end(self, runs: int) -> None:
        if self.comparison is None or self._run is not None or runs != len(self.comparison.runs):
            raise ValueError("an end where none can be")
        self.complete = True


class _GrowingRun:
    """A run whose events are being read."""

    def __init__(self, plan: Plan, mode: Mode, code: Code) -> None:
        self.mode = mode
        self._plan = plan
        self._code = code
        self._lines = len(code.text.splitlines())
        self._replay = Replay(plan, mode.lawless)
        self.trace = self._replay.trace
        self._now = 0.0

    def add(self, time: float, what: int, line: int) -> None:
        """Take the next event; raises ValueError where it cannot have happened."""
        if not self._now <= time <= LATEST_S:
            raise ValueError("an event before the one that it follows, or far too late")
        if line > self._lines:
            raise ValueError(f"line {line} of a source that has {self._lines}")
        self._replay.take(time, what)
        self._now = time
        self.trace.lines.append(line)

    def result(self, result: Result) -> Run:
        """Return the run, with what came of it; raises ValueError where that cannot be."""
        if result.events != len(self.trace):
            raise ValueError("the result of a run that is not there in full")
        if result.broken and not self.mode.lawless:
            raise ValueError("a law was broken by a mode that breaks none")
        if result.stuck is None and self._replay.moves_left:
            raise ValueError(
                f"the end of a run in which {self._replay.moves_left} moves were not made"
            )
        return self._ended(result.stuck, result.broken, result.notes)

    def interrupted(self) -> Run:
        """Return the run as one that was interrupted after its latest event."""
        return self._ended(interruption(self.trace), {}, Notes())

    def _ended(self, stuck: RunWarning | None, broken: dict[str, Broken], notes: Notes) -> Run:
        return Run(self.mode, self._plan, self.trace, None, broken, notes, stuck, self._code)
