"""Measuring the same thinking in every way, in real time, in turns."""

import time
from collections.abc import Callable

from simul.cores.crew import Crew
from simul.cores.figures import Timed
from simul.cores.ways import coroutines, sync, threads
from simul.cores.work import Thoughts, Work

ROUNDS = 5
LONGEST_S = 14.0
"""No further round is begun that would end after so many seconds."""


def _time(way: Callable[[Work], list[Thoughts]], work: Work, crew: Crew) -> Timed:
    cpu_s, wall_s = time.process_time() + crew.cpu_s, time.perf_counter()
    thoughts = way(work)
    wall_s = time.perf_counter() - wall_s
    return Timed(wall_s, time.process_time() + crew.cpu_s - cpu_s, thoughts)


def time_in_turns(
    work: Work, crew: Crew, tell: Callable[[int, str], None], began: float
) -> dict[str, list[Timed]]:
    """Time every way once a round; `tell` is called with the number of the round and the way before each.

    `began` is when, by time.monotonic, what must not take too long in all began.
    """
    ways = {"sync": sync, "async": coroutines, "threads": threads, "processes": crew.think}
    timed: dict[str, list[Timed]] = {name: [] for name in ways}
    longest_s = 0.0
    for number in range(1, ROUNDS + 1):
        round_began = time.monotonic()
        if number > 1 and round_began - began + longest_s > LONGEST_S:
            break
        for name, way in ways.items():
            tell(number, name)
            timed[name].append(_time(way, work, crew))
        longest_s = max(longest_s, time.monotonic() - round_began)
    return timed
