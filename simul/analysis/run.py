"""Playing one mode: the hall, the clock, and what came of it."""

import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cached_property

from simul.analysis.summary import Summary, summarise
from simul.analysis.warnings import RunWarning, warnings_of
from simul.hall.clock import Clock
from simul.hall.gates import Gate, Stopped
from simul.hall.hall import Hall
from simul.hall.lawless import LawlessHall
from simul.hall.laws import Broken
from simul.hall.notes import Notes
from simul.hall.punctual import PunctualHall
from simul.hall.trace import Trace
from simul.modes.code import Code, read_code
from simul.modes.mode import Mode
from simul.runtime.stuck import Stuck
from simul.scenario.plan import Plan

INTERRUPTED = "interrupted"
"""The kind of warning that stands in a run of which there is only the beginning."""


class Run:
    """One exhibition played in one mode: `trace` is what happened.

    `wall_s` is what playing took, None where that is not known, as of a recorded run. `broken` has, by its
    name, each law that was broken by a mode that may; `notes` is what the runtime noted. `stuck` is the
    deadlock or livelock that ended it, or that it was interrupted, None where it came to its end; `ended`
    is that in words. `code` is the mode's, as it was where it is a recorded one.
    """

    def __init__(
        self,
        mode: Mode,
        plan: Plan,
        trace: Trace,
        wall_s: float | None,
        broken: dict[str, Broken],
        notes: Notes,
        stuck: RunWarning | None = None,
        code: Code | None = None,
    ) -> None:
        self.mode = mode
        self.plan = plan
        self.trace = trace
        self.wall_s = wall_s
        self.broken = broken
        self.notes = notes
        self.ended = None if stuck is None else stuck.text
        self.stuck = stuck
        self._code = code

    @cached_property
    def code(self) -> Code:
        """The code that the lines in the trace are of."""
        if self._code is not None:
            return self._code
        return read_code(self.mode.source)

    @property
    def interrupted(self) -> bool:
        """Whether somebody stopped it, or only its beginning is there."""
        return self.stuck is not None and self.stuck.kind == INTERRUPTED

    @property
    def broken_times(self) -> dict[str, int]:
        """How often each law was broken, by its name."""
        return {law: broken.times for law, broken in self.broken.items()}

    @property
    def right(self) -> bool:
        """Whether it came to its end, and broke no law."""
        return not self.broken and self.ended is None

    @property
    def verdict(self) -> str:
        """Why its result may not be believed, in a word: "wrong", "stuck", "interrupted"; "" if it may."""
        if self.broken:
            return "wrong"
        if self.ended is None:
            return ""
        return "interrupted" if self.interrupted else "stuck"

    @property
    def marked(self) -> str:
        """The name of its mode, with the verdict behind it."""
        return f"{self.mode.name} ({self.verdict})" if self.verdict else self.mode.name

    @cached_property
    def summary(self) -> Summary:
        """Every figure that the trace gives."""
        return summarise(self.plan, self.trace)

    @cached_property
    def warnings(self) -> list[RunWarning]:
        """What there is to warn of."""
        source, chooses = self.code.name, self.mode.concurrent and not self.broken
        found = warnings_of(self.plan, self.trace, self.summary, self.notes, source, chooses)
        if self.mode.blocks:
            found = [warning for warning in found if warning.kind != "blocked"]
        return found if self.stuck is None else [*found, self.stuck]


@contextmanager
def _stopped_by_ctrl_c(gate: Gate) -> Iterator[None]:
    """Have Ctrl-C shut the gate, so that every mode ends tidily; a second one interrupts at once."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    usual = signal.getsignal(signal.SIGINT)
    interrupted = False

    def stop(number: int, frame: object) -> None:
        nonlocal interrupted
        if interrupted:
            raise KeyboardInterrupt
        interrupted = True
        gate.stop()

    signal.signal(signal.SIGINT, stop)
    try:
        yield
    except Stopped:
        if interrupted:
            raise KeyboardInterrupt from None
        raise
    finally:
        signal.signal(signal.SIGINT, usual)


def play(
    mode: Mode,
    plan: Plan,
    gate: Gate | None = None,
    watch: Callable[[Trace], None] | None = None,
    lines: bool = True,
) -> Run:
    """Play the plan in this mode, as fast as the gate lets it; without a gate, at once.

    `watch`, where given, gets the trace before anything happens, to read it while it grows. `lines` says
    whether the trace is to have the line of the mode's source at which everybody waits; where only time
    is measured, leave them out. (A run that gets stuck has them anyway, to say who waits where.)
    Where the mode gets stuck, the run is what happened so far. Raises LawBroken where a mode that may
    not breaks a law of the hall, Stopped where the gate is shut, and KeyboardInterrupt after Ctrl-C,
    with nothing of the mode left running.
    """
    run = mode.load()
    clock = Clock(gate)
    kind = LawlessHall if mode.lawless else PunctualHall if mode.blocks else Hall
    hall = kind(plan, clock, lines)
    stuck = None
    if watch is not None:
        watch(hall.trace)
    with _stopped_by_ctrl_c(clock.gate):
        began = time.perf_counter()
        try:
            run(hall, clock)
        except Stuck as error:
            if not lines:
                return play(mode, plan, gate, watch)
            lines_of_code = mode.source.read_text(encoding="utf-8").splitlines()
            stuck = RunWarning(type(error).__name__.lower(), error.text(lines_of_code))
        hall.trace.rest(0)
        wall_s = time.perf_counter() - began
    return Run(mode, plan, hall.trace, wall_s, hall.broken, hall.notes, stuck)
