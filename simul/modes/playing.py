"""Playing one mode: the hall, the clock, and what came of it."""

import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cached_property

from simul.exhibition.clock import Clock, Gate, Stopped
from simul.exhibition.hall import Hall
from simul.exhibition.plan import Plan
from simul.exhibition.summary import Summary, summarise
from simul.exhibition.trace import Trace
from simul.modes.registry import Mode


class Run:
    """One exhibition played in one mode: `trace` is what happened, `wall_s` what playing took."""

    def __init__(self, mode: Mode, plan: Plan, trace: Trace, wall_s: float) -> None:
        self.mode = mode
        self.plan = plan
        self.trace = trace
        self.wall_s = wall_s

    @cached_property
    def summary(self) -> Summary:
        """Every figure that the trace gives."""
        return summarise(self.plan, self.trace)


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
) -> Run:
    """Play the plan in this mode, as fast as the gate lets it; without a gate, at once.

    `watch`, where given, gets the trace before anything happens, to read it while it grows.
    Raises LawBroken where the mode breaks a law of the hall, Deadlock where it gets stuck, Stopped
    where the gate is shut, and KeyboardInterrupt after Ctrl-C, with nothing of the mode left running.
    """
    run = mode.load()
    clock = Clock(gate)
    hall = Hall(plan, clock)
    if watch is not None:
        watch(hall.trace)
    with _stopped_by_ctrl_c(clock.gate):
        began = time.perf_counter()
        run(hall, clock)
        wall_s = time.perf_counter() - began
    return Run(mode, plan, hall.trace, wall_s)
