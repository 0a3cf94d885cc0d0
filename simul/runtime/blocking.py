"""Blocking: a sleep during which everybody else stands still."""

import sys
from collections.abc import Callable
from typing import Any, TypeAlias

from simul.hall.clock import Clock
from simul.hall.hall import Hall

Sleep: TypeAlias = Callable[[float], None]


def run(play: Callable[[Hall, Sleep], Any], hall: Hall, clock: Clock) -> None:
    """Play a mode that is given a blocking sleep. Raises what it raises, and Stopped."""
    if not hall.trace.has_lines:
        play(hall, clock.sleep)
        return

    def sleep(seconds: float) -> None:
        hall.trace.rest(sys._getframe(1).f_lineno)
        clock.sleep(seconds)

    play(hall, sleep)
    hall.trace.rest(0)
