"""What `simul patching` says: the source, and how long it took with each patch."""

from collections.abc import Mapping
from typing import Any

import msgspec

from simul.experiments.patching.patches import Patch
from simul.formats.table import Table


class Played(msgspec.Struct, frozen=True):
    """What was played, in real time: the seconds that it took, and the most threads of the system."""

    boards: int
    pairs: int
    master_s: float
    opponent_s: float
    wall_s: float
    system_threads: int

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

    def on_paper_s(self, patch: Patch) -> float:
        """The sum on paper with this patch."""
        return self.standing_s if patch.but_time else self.round_s


Runs = Mapping[Patch, Played]
"""What was played, with each patch."""


def numbered(source: str) -> str:
    """Return a source with its lines numbered."""
    return "\n".join(
        f"{number:3}  {line}".rstrip() for number, line in enumerate(source.splitlines(), 1)
    )


def patching_document(source: str, runs: Runs) -> dict[str, Any]:
    """Return all of it under the names that the manual documents; times in seconds."""
    any_run = next(iter(runs.values()))
    return {
        "source": source,
        "boards": any_run.boards,
        "pairs": any_run.pairs,
        "master_s": any_run.master_s,
        "opponent_s": any_run.opponent_s,
        "runs": [
            {
                "patch": patch.call or None,
                "wall_s": run.wall_s,
                "on_paper_s": run.on_paper_s(patch),
                "system_threads": run.system_threads,
            }
            for patch, run in runs.items()
        ],
        "meaning": meaning(runs),
    }


def patching_table(runs: Runs) -> Table:
    """Return every time beside the sum on paper, and the threads of the operating system."""
    return Table(
        ("before it is imported", "took", "on paper", "system threads"),
        [
            (
                patch.name,
                f"{run.wall_s:.2f} s",
                f"{run.on_paper_s(patch):.2f} s",
                str(run.system_threads),
            )
            for patch, run in runs.items()
        ],
        frozenset({0}),
    )


def sums(runs: Runs) -> str:
    """Return the sums on paper."""
    p = next(iter(runs.values()))
    lap, pair = f"{p.boards} x {p.master_s:g}", f"{p.master_s:g} + {p.opponent_s:g}"
    return (
        f"On paper: she goes round, {p.pairs - 1} x max({lap}, {pair}) + {lap} + {p.opponent_s:g} = "
        f"{p.round_s:.2f} s; or everybody waits while anybody thinks, {p.boards} x {p.pairs} x ({pair}) = "
        f"{p.standing_s:.2f} s."
    )


def meaning(runs: Runs) -> str:
    """Return what it means, in words that a student understands."""
    if not all(_as_expected(patch, run) for patch, run in runs.items()):
        return (
            "These figures are not what they should be: the machine was busy, or a library does not do here "
            "what it says. Try again."
        )
    threads = next(run.system_threads for patch, run in runs.items() if not patch.call)
    return (
        "Not a line of the file differs. As it is, every opponent is a thread of the operating system: "
        f"{threads} threads with the master's, and a call that blocks holds up its own thread alone. Once "
        "patched, threading.Thread starts a green thread, all of them run in one thread of the system, and "
        "time.sleep and recv switch to another one instead of blocking; no line of the source says so. What "
        "the patch leaves out, as it leaves out time.sleep in the last row, still blocks, and so does what a "
        "library in C calls by itself: then everybody waits."
    )


def _as_expected(patch: Patch, run: Played) -> bool:
    between_s = (run.round_s + run.standing_s) / 2
    stands = run.wall_s > between_s
    return stands == patch.but_time and (run.system_threads == 1) == bool(patch.call)
