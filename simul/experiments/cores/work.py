"""How much is to be thought, sized to this machine: the same for every opponent, in every way."""

import time
from collections.abc import Callable

import msgspec

from simul.experiments.cores.search import POSITIONS, think

Thoughts = list[tuple[int, int]]
"""What one opponent found: for each think its value and its nodes."""

MOST_BOARDS = 64
DEPTHS = (3, 2, 1)
ROUND_S = 0.5
"""Time that all the thinking is meant to take on one core, in seconds."""
LONGEST_ROUND_S = 1.0
MOST_THINKS = 100


class Found(msgspec.Struct, frozen=True):
    """What all opponents found in one way, and what is known of the way besides.

    `starting_s` is how long it took to start processes, and `late_s` the longest that the event loop was
    late, None where there are none, or no loop. `cpu_s` is the processor time of other processes.
    """

    thoughts: list[Thoughts]
    starting_s: float | None = None
    late_s: float | None = None
    cpu_s: float = 0.0


class Work(msgspec.Struct, frozen=True):
    """The work: a number of boards, thinks per opponent, and the depth of each in plies."""

    boards: int
    thinks: int
    depth: int


def time_a_think(depth: int) -> float:
    """Return the seconds that thinking about one position takes, in the mean over all of them."""
    began = time.perf_counter()
    for number in range(len(POSITIONS)):
        think(number, depth)
    return (time.perf_counter() - began) / len(POSITIONS)


def sized(boards: int, seconds_at: Callable[[int], float] = time_a_think) -> Work:
    """Return work for this many boards that takes about ROUND_S on one core, as deep as that allows.

    `seconds_at` tells how long a think takes at a depth.
    """
    for depth in DEPTHS:
        seconds = boards * seconds_at(depth)
        if seconds <= LONGEST_ROUND_S:
            break
    return Work(boards, max(1, min(MOST_THINKS, round(ROUND_S / seconds))), depth)
