"""The mode async, its file unchanged, on asyncio's own loop with looptime's clock."""

import asyncio

import looptime

from simul.hall.hall import Hall
from simul.hall.trace import Trace
from simul.modes import async_
from simul.scenario.plan import Plan

NOOP_CYCLES = 42
"""Rounds of the loop that looptime lets pass before each jump, unless told otherwise."""


class _Now:
    """The loop's time, as the hall reads it."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._time = loop.time

    @property
    def now(self) -> float:
        return self._time()

    def sleep(self, seconds: float) -> None:
        raise AssertionError("nobody blocks here")


def play(plan: Plan, noop_cycles: int = NOOP_CYCLES) -> Trace:
    """Play it in the hall, with its laws and its trace."""
    loop = looptime.new_event_loop(start=0, noop_cycles=noop_cycles)
    hall = Hall(plan, _Now(loop), lines=False)
    with asyncio.Runner(loop_factory=lambda: loop) as runner:
        runner.run(async_.play(hall))
    return hall.trace
