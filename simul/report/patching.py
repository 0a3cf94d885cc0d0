"""What `simul patching` says: the source, and how long it took unpatched and patched."""

from typing import Any

import msgspec

from simul.report.table import Table


class Played(msgspec.Struct, frozen=True):
    """What was played, in real time, and the seconds that it took."""

    boards: int
    pairs: int
    master_s: float
    opponent_s: float
    wall_s: float

    @property
    def standing_s(self) -> float:
        """The sum on paper where everybody stands still while one of them thinks."""
        return self.boards * self.pairs * (self.master_s + self.opponent_s)

    @property
    def round_s(self) -> float:
        """The sum on paper where she goes round while they think."""
        lap_s = self.boards * self.master_s
        return (
            (self.pairs - 1) * max(lap_s, self.master_s + self.opponent_s) + lap_s + self.opponent_s
        )


def numbered(source: str) -> str:
    """Return a source with its lines numbered."""
    return "\n".join(
        f"{number:3}  {line}".rstrip() for number, line in enumerate(source.splitlines(), 1)
    )


def patching_document(source: str, unpatched: Played, patched: Played) -> dict[str, Any]:
    """Return all of it under the names that the README documents; times in seconds."""
    return {
        "source": source,
        "boards": patched.boards,
        "pairs": patched.pairs,
        "master_s": patched.master_s,
        "opponent_s": patched.opponent_s,
        "unpatched": {"wall_s": unpatched.wall_s, "on_paper_s": unpatched.standing_s},
        "patched": {"wall_s": patched.wall_s, "on_paper_s": patched.round_s},
        "meaning": meaning(unpatched, patched),
    }


def patching_table(unpatched: Played, patched: Played) -> Table:
    """Return both times beside the sums on paper."""
    p = patched
    stands = f"{p.boards} x {p.pairs} x ({p.master_s:g} + {p.opponent_s:g})"
    lap = f"{p.boards} x {p.master_s:g}"
    goes = (
        f"{p.pairs - 1} x max({lap}, {p.master_s:g} + {p.opponent_s:g}) + {lap} + {p.opponent_s:g}"
    )
    return Table(
        ("", "took", "on paper", "which is"),
        [
            ("unpatched", f"{unpatched.wall_s:.2f} s", f"{unpatched.standing_s:.2f} s", stands),
            ("patched", f"{patched.wall_s:.2f} s", f"{patched.round_s:.2f} s", goes),
        ],
        frozenset({0, 3}),
    )


def meaning(unpatched: Played, patched: Played) -> str:
    """Return what it means, in words that a student understands."""
    between_s = (patched.round_s + patched.standing_s) / 2
    if not patched.wall_s < between_s < unpatched.wall_s:
        return (
            "These times are not what the sums say: the machine was busy, or gevent does not do here what "
            "it says. Try again."
        )
    return (
        "Not a line of it differs. Before patching, time.sleep is the system's: it holds the only thread, so "
        "everybody stands at the board where one thinks. After monkey.patch_all() the name time.sleep means "
        "gevent's, which lets the other greenlets run; the price is that no line of the source says so."
    )
