"""What the rounds of every way come to."""

from collections.abc import Mapping, Sequence
from zlib import crc32

import msgspec

from simul.experiments.cores.work import Found, Work
from simul.experiments.costs.samples import Spread, spread


class Timed(msgspec.Struct, frozen=True):
    """One round of one way: seconds by the wall clock, seconds of processor time, what was found.

    All that the way costs is in it: starting threads and processes, and ending them.
    """

    wall_s: float
    cpu_s: float
    found: Found


class WayFigures(msgspec.Struct, frozen=True):
    """What a way came to: `cores_used` is processor time over wall time, `ratio` the median over sync's.

    `starting_s` is what of `wall_s` it took to start processes, `late_s` the longest that the event loop
    was late; None where there are none, or no loop. `nodes` and `checksum` are those of all that was found.
    """

    way: str
    wall_s: Spread
    cores_used: Spread
    ratio: float
    starting_s: Spread | None
    late_s: Spread | None
    nodes: int
    checksum: int


class Measured(msgspec.Struct, frozen=True):
    """The figures of every way to do the same work: rounds, cores, and whether there is a GIL."""

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
    found = [each.found for each in rounds]
    values = [value for each in found for board in each.thoughts for value in board]
    return WayFigures(
        way=way,
        wall_s=wall_s,
        cores_used=spread([each.cpu_s / each.wall_s for each in rounds]),
        ratio=wall_s.median / sync_s,
        starting_s=_known([each.starting_s for each in found]),
        late_s=_known([each.late_s for each in found]),
        nodes=sum(nodes for _, nodes in values) // len(rounds),
        checksum=crc32(repr([each.thoughts for each in found]).encode()),
    )


def _known(values: Sequence[float | None]) -> Spread | None:
    known = [value for value in values if value is not None]
    return spread(known) if known else None
