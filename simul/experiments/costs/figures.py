"""What the samples of a mode come to, and which of it may be believed."""

from collections.abc import Iterable, Sequence

import msgspec

from simul.experiments.costs.samples import Sample, Spread, spread
from simul.experiments.costs.ways import Way

REFERENCE = Way("async", "asyncio")
"""What the others are compared to: what a reader would run."""
FEW_BOARDS = 10
TOO_SHORT_S = 0.001
SWITCHES_OF_A_MODE = 0.1
"""A mode that has the system switch does so about once a move; far below, it is other programs' doing."""


class Cost(msgspec.Struct, frozen=True):
    """What playing costs in one way; None stands for what this machine does not tell.

    `wall_s` is the wall time of playing, `us_a_move` that in microseconds for each move or reply,
    `memory_a_board` the peak in bytes, `switches` how often the system switched in one exhibition.
    """

    way: Way
    wall_s: Spread
    us_a_move: Spread
    memory_a_board: Spread | None
    switches: Spread | None


class Costs(msgspec.Struct, frozen=True):
    """The costs of several ways, measured in a number of rounds, with the size of the exhibition.

    `left_out` says of each way that was not measured, by its name, why not.
    """

    boards: int
    moves: int
    rounds: int
    ways: list[Cost]
    left_out: dict[str, str]

    @property
    def reference(self) -> Cost | None:
        """The cost of async on asyncio's own loop, where it was measured."""
        return next((cost for cost in self.ways if cost.way == REFERENCE), None)

    def ratio(self, cost: Cost) -> float | None:
        """Return the wall time in multiples of the reference's."""
        reference = self.reference
        return None if reference is None else cost.wall_s.median / reference.wall_s.median

    def is_noise(self, cost: Cost) -> bool:
        """Tell whether rounds of one way differ by more than this way differs from the reference.

        Where every round was slower than every one of the reference, or faster, it is not noise.
        """
        reference = self.reference
        if reference is None or cost is reference:
            return False
        ours, theirs = cost.wall_s, reference.wall_s
        overlap = ours.min <= theirs.max and theirs.min <= ours.max
        return overlap and abs(ours.median - theirs.median) < max(ours.width, theirs.width)


def cost_of(way: Way, samples: Sequence[Sample], boards: int, moves: int) -> Cost:
    """Return what the samples of a way come to."""
    memory = [each.memory_bytes / boards for each in samples if each.memory_bytes is not None]
    switches = [each.switches for each in samples if each.switches is not None]
    walls = [each.wall_s for each in samples]
    return Cost(
        way=way,
        wall_s=spread(walls),
        us_a_move=spread([1e6 * wall_s / moves for wall_s in walls]),
        memory_a_board=spread(memory) if memory else None,
        switches=spread(switches) if switches else None,
    )


def notes(costs: Costs) -> list[str]:
    """Return what has to be said of the figures: what was left out, what is noise, what is too small."""
    said = [f"{name} is left out: {why}." for name, why in costs.left_out.items()]
    if costs.reference is None and costs.ways:
        said.append(f"No ratios: {REFERENCE.mode} was not measured.")
    if costs.rounds == 1:
        said.append("With one round nothing tells how far the figures vary by themselves.")
    if noise := [cost.way.name for cost in costs.ways if costs.is_noise(cost)]:
        said.append(
            f"~ {_names(noise)}: noise. The rounds overlap with those of {REFERENCE.name}, and "
            "differ among themselves by more than the medians differ."
        )
    if short := [cost.way.name for cost in costs.ways if cost.wall_s.median < TOO_SHORT_S]:
        said.append(
            f"{_names(short)}: too short to be timed well, below a millisecond; ask for more boards."
        )
    if costs.boards < FEW_BOARDS:
        said.append(
            "With so few boards, the memory of a board is mostly its share of what there is once: the "
            "hall, the event loop."
        )
    if floor := [cost.way.name for cost in costs.ways if _is_floor(cost, costs.moves)]:
        said.append(
            f"Switches of {_names(floor)}: the floor, which other programs cause. The system does not see "
            "a program switch from one callback, coroutine or greenlet to the next, which they do at least "
            f"once a move, {costs.moves:,} times; sync never does."
        )
    if any(cost.memory_a_board is None or cost.switches is None for cost in costs.ways):
        said.append('"-" stands for what this system does not tell.')
    return said


def _is_floor(cost: Cost, moves: int) -> bool:
    return cost.switches is not None and cost.switches.median < SWITCHES_OF_A_MODE * moves


def _names(modes: Iterable[str]) -> str:
    return ", ".join(modes)
