"""A trampoline for generators: an event loop in miniature.

It keeps who is ready, and, on the clock, who sleeps until when. It resumes whoever is ready, up to the next
`yield`; what was yielded says when to resume that one again. When nobody is ready, it moves the clock on.
"""

import inspect
from collections import deque
from collections.abc import Callable, Generator
from functools import partial
from types import GeneratorType
from typing import Any, TypeAlias

from simul.exhibition.clock import Clock
from simul.exhibition.hall import Hall
from simul.modes.runtime.failure import Blamed
from simul.modes.runtime.parking import Parking


class Signal:
    """What a generator yields to wait for news; whoever has the news gives the signal."""

    def __init__(self) -> None:
        self.waiting: list[Callable[[], None]] = []

    def give(self) -> None:
        """Have all resumed, in this instant, that wait for it now."""
        waiting, self.waiting = self.waiting, []
        for resume in waiting:
            resume()


Steps: TypeAlias = Generator[float | Signal, None, None]
"""A party's code: it yields the seconds that it wants to sleep, or a signal that it waits for."""


class Trampoline:
    """Resumes generators, the master's first, each whenever what it has yielded has come."""

    def __init__(self, parties: list[Steps], clock: Clock, parking: Parking) -> None:
        self.clock = clock
        self.ready = deque(enumerate(parties))
        self.parking = parking
        self.left = len(parties)

    def run(self) -> None:
        """Go on until every generator has ended. Raises Deadlock, and Stopped."""
        while self.ready or self.clock.advance():
            if self.ready:
                self.step(*self.ready.popleft())
        if self.left:
            raise self.parking.deadlock()

    def step(self, party: int, steps: Steps) -> None:
        """Resume one up to its next yield, and see to it that it is resumed again."""
        try:
            wanted = next(steps)
        except StopIteration:
            self.left -= 1
            self.parking.leave(party)
            return
        if self.parking.wanted:
            self.parking.park(party, suspended_at(steps))
        resume = partial(self.ready.append, (party, steps))
        if isinstance(wanted, Signal):
            wanted.waiting.append(resume)
        elif wanted > 0:
            self.clock.call_later(wanted, resume)
        else:
            resume()


def suspended_at(steps: Any) -> int:
    """Return the line at which a generator is suspended, in the innermost of its file's by `yield from`."""
    source = steps.gi_code.co_filename
    while (
        isinstance(inner := steps.gi_yieldfrom, GeneratorType)
        and inner.gi_code.co_filename == source
    ):
        steps = inner
    line: int = steps.gi_frame.f_lineno
    return line


def run(play: Callable[[Hall], list[Steps]], hall: Hall, clock: Clock) -> None:
    """Play a mode that is made of generators. Raises PartyFailed, LawBroken, Stopped and Deadlock."""
    with Blamed(inspect.getfile(play)):
        parties = play(hall)
        try:
            Trampoline(parties, clock, Parking(hall)).run()
        finally:
            for steps in parties:
                steps.close()
