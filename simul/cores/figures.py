"""What the rounds of every way come to."""

from collections.abc import Mapping, Sequence
from zlib import crc32

import msgspec

from simul.cores.work import Thoughts, Work
from simul.costs.spread import Spread, spread


class Timed(msgspec.Struct, frozen=True):
    """One round of one way: seconds by the wall clock, seconds of processor time, what was found."""

    wall_s: float
    cpu_s: float
    thoughts: list[Thoughts]


class WayFigures(msgspec.Struct, frozen=True):
    """What a way came to: `cores_used` is processor time over wall time, `ratio` the median over sync's.

    `nodes` and `checksum` are those of all that was found.
    """

    way: str
    wall_s: Spread
    cores_used: Spread
    ratio: float
    nodes: int
    checksum: int


class Measured(msgspec.Struct, frozen=True):
    """The figures of all ways, of the same work, in so many rounds; on so many cores, with a GIL or not."""

    work: Work
    rounds: int
    cores: int
    gil: bool
    think_s: float
    ways: list[WayFigures]

    @property
    def same(self) -> bool:
        """Whether all ways found the same."""
        return len({(way.nodes, way.checksum) for way in self.ways}) == 1


def figures(work: Work, timed: Mapping[str, Sequence[Timed]], cores: int, gil: bool) -> Measured:
    """Return what the rounds of every way come to."""
    sync_s = spread([each.wall_s for each in timed["sync"]]).median
    ways = [_way_figures(way, rounds, sync_s) for way, rounds in timed.items()]
    think_s = sync_s / (work.boards * work.thinks)
    return Measured(work, len(timed["sync"]), cores, gil, think_s, ways)


def _way_figures(way: str, rounds: Sequence[Timed], sync_s: float) -> WayFigures:
    wall_s = spread([each.wall_s for each in rounds])
    found = [thoughts for each in rounds for board in each.thoughts for thoughts in board]
    return WayFigures(
        way=way,
        wall_s=wall_s,
        cores_used=spread([each.cpu_s / each.wall_s for each in rounds]),
        ratio=wall_s.median / sync_s,
        nodes=sum(nodes for _, nodes in found) // len(rounds),
        checksum=crc32(repr([each.thoughts for each in rounds]).encode()),
    )
