"""A lane: one mode that plays in a thread of its own, as far as it is released."""

import threading
from math import inf, nextafter

from simul.analysis.run import Run, play
from simul.analysis.source_positions import Moment
from simul.analysis.timeline import Timeline
from simul.analysis.view import View
from simul.formats.recording.interruption import interruption
from simul.hall.gates import ReleasedGate, Stopped
from simul.hall.notes import Notes
from simul.hall.trace import Trace
from simul.modes.code import read_code
from simul.modes.mode import Mode
from simul.scenario.plan import Plan

JOIN_S = 5.0
"""Longest that closing a lane waits for what it has started, in seconds."""


class Lane:
    """A mode that plays, or a run that has been played, and the view of it at the playhead.

    `source` has the lines of the mode's code, `file` the name of the file that they are from. `view` and
    `timeline` are for whoever draws, in the thread of the screen; whoever wants the timeline has it read the
    trace first. `theory_s` is when, by theory, the exhibition ends, `moves` the moves and replies in it.
    `run` is there when it has ended; where it has failed, `error` says in words what was wrong, else it is
    "".
    """

    def __init__(self, mode: Mode, plan: Plan, theory_s: float, run: Run | None = None) -> None:
        self.mode = mode
        self.plan = plan
        self.theory_s = theory_s
        self.moves = sum(len(board.moves) for board in plan.boards)
        self.run = run
        self.error = ""
        code = read_code(mode.source) if run is None else run.code
        self.file, self.source = code.name, code.text.splitlines()
        self._gate = ReleasedGate()
        self._ended = threading.Event()
        self._trace = Trace() if run is None else run.trace
        self._thread: threading.Thread | None = None
        if run is not None:
            self._ended.set()
        self.view = View(plan, self._trace)
        self.timeline = Timeline(plan, self._trace)

    def start(self) -> None:
        """Start playing, unless there is a run already."""
        if self.run is None:
            name = f"lane {self.mode.name}"
            self._thread = threading.Thread(target=self._play, name=name, daemon=True)
            self._thread.start()

    @property
    def ended(self) -> bool:
        """Whether nothing more will come."""
        return self._ended.is_set()

    @property
    def known_until(self) -> float:
        """The time, in seconds, up to which everything that happens is in the trace."""
        if self._ended.is_set():
            return inf
        wanted = self._gate.wanted
        if wanted is not None and wanted > self._gate.open_until:
            return nextafter(wanted, -inf)
        rows = len(self._trace)
        return nextafter(self._trace.times[rows - 1], -inf) if rows else -inf

    @property
    def elapsed_s(self) -> float:
        """When the latest thing that is known happened, in seconds: in the end, the elapsed time."""
        rows = len(self._trace)
        return self._trace.times[rows - 1] if rows else 0.0

    @property
    def done(self) -> bool:
        """Whether, at the playhead, everything has happened."""
        return self.ended and self.view.index >= len(self._trace)

    @property
    def moment(self) -> Moment:
        """What it shows: she may have waited for others at the end, and no row says that she has left."""
        over = self.done and self.run is not None and self.run.ended is None
        return Moment(self.mode, self.view, over)

    @property
    def clock_s(self) -> float:
        """What its exhibition clock shows at the playhead, in seconds: it stops at the last move of all."""
        if not self.done:
            return self.view.time
        elapsed_s = self.elapsed_s if self.run is None else self.run.summary.elapsed_s
        return min(self.view.time, elapsed_s)

    @property
    def right(self) -> bool:
        """Whether nothing is known to be wrong with it: it has not failed, got stuck or broken a law."""
        return not self.error and (not self.done or self.run is None or self.run.right)

    def played(self) -> Run | None:
        """Return the run; of a lane that still plays, what it has played so far; None for nothing."""
        rows = len(self._trace)
        if self.run is not None or not rows or self.error:
            return self.run
        trace = Trace()
        trace.times = self._trace.times[:rows]
        trace.whats = self._trace.whats[:rows]
        trace.lines = self._trace.lines[:rows]
        return Run(self.mode, self.plan, trace, None, {}, Notes(), interruption(trace))

    def release(self, until: float) -> None:
        """Let it play on to `until`, in seconds."""
        self._gate.release(until)

    def wait(self, timeout_s: float) -> float | None:
        """Wait until it has played as far as it may, or the timeout.

        Returns the time of what comes next, in seconds; None where it has ended, or has not come so far.
        """
        return None if self.ended else self._gate.wait_until_wanted(timeout_s)

    def seek(self, time: float) -> None:
        """Show it at `time`, in seconds."""
        if self.view.trace is not self._trace:  # the first one is there before anything plays
            self.view = View(self.plan, self._trace)
            self.timeline = Timeline(self.plan, self._trace)
        self.view.seek(time)

    def close(self) -> None:
        """Stop playing, and leave nothing behind."""
        self._gate.stop()
        if self._thread is not None:
            self._thread.join(JOIN_S)

    def _watch(self, trace: Trace) -> None:
        self._trace = trace

    def _play(self) -> None:
        try:
            run = play(self.mode, self.plan, self._gate, self._watch)
            run.wall_s = None  # it has waited to be let on
            self.run = run
        except Stopped:
            pass
        except Exception as error:  # whatever it is, it is shown; the other lanes go on
            self.error = str(error) or type(error).__name__
        finally:
            self._ended.set()
            self._gate.stop()  # nobody need wait for it any longer
