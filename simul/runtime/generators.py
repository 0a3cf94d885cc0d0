"""A trampoline for generators: an event loop in miniature.

It keeps who is ready, and who sleeps until when. It resumes whoever is ready, up to the next `yield`; what
was yielded says when to resume that one again. When nobody is ready, it moves the clock on.
"""

import inspect
from collections import deque
from collections.abc import Callable, Generator
from heapq import heappop, heappush
from itertools import count
from types import GeneratorType
from typing import Any, TypeAlias

from simul.hall.clock import Clock
from simul.hall.hall import Hall
from simul.runtime.blame import Blamed
from simul.runtime.parking import Parking


class Signal:
    """What a generator yields to wait for news; whoever has the news gives the signal."""

    def __init__(self) -> None:
        self.waiting: list[Party] = []
        self.ready: deque[Party] = deque()

    def give(self) -> None:
        """Have all resumed, in this instant, that wait for it now."""
        if self.waiting:
            self.ready += self.waiting
            self.waiting.clear()


Steps: TypeAlias = Generator[float | Signal, None, None]
"""A party's code: it yields the seconds that it wants to sleep, or a signal that it waits for."""

Party: TypeAlias = tuple[int, Steps]


class Trampoline:
    """Resumes generators, the master's first, each whenever what it has yielded has come."""

    def __init__(self, parties: list[Steps], clock: Clock, parking: Parking) -> None:
        self._clock = clock
        self._parking = parking
        self._ready = deque[Party](enumerate(parties))
        self._sleeping: list[tuple[float, int, Party]] = []
        self._left = len(parties)

    def run(self) -> None:
        """Go on until every generator has ended. Raises Deadlock, and Stopped."""
        ready, sleeping, next_number = self._ready, self._sleeping, count().__next__
        clock, parking = self._clock, self._parking
        while self._left:
            party = ready.popleft() if ready else self._wake_next()
            try:
                wanted = next(party[1])
            except StopIteration:
                self._left -= 1
                parking.leave(party[0])
                continue
            if parking.wanted:
                parking.park(party[0], suspended_at(party[1]))
            if isinstance(wanted, Signal):
                wanted.ready = ready
                wanted.waiting.append(party)
            elif wanted > 0:
                heappush(sleeping, (clock.now + wanted, next_number(), party))
            else:
                ready.append(party)

    def _wake_next(self) -> Party:
        """Move the clock on to the end of the next sleep; return who has slept."""
        if not self._sleeping:
            raise self._parking.deadlock()
        when, _, party = heappop(self._sleeping)
        self._clock.move_to(when)
        return party


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
