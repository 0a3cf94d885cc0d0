"""Strips: what is drawn of each mode, and which boards have a row."""

import hashlib
from array import array
from collections.abc import Iterable

from simul.analysis.comparison import Comparison
from simul.analysis.moves import last_moment
from simul.analysis.run import Run
from simul.analysis.timeline import Timeline
from simul.formats.picture.pieces import Piece, pieces
from simul.formats.warning import laws_broken
from simul.hall.trace import PARKS
from simul.scenario.durations import duration

ZOOM_FROM = 4
"""Ratio of the longest exhibition to another from which the other has a panel of its own."""


class Strip:
    """One mode, or several in which the same happened: `heading`, and `end_s`, where its rows end."""

    def __init__(self, comparison: Comparison, runs: list[Run]) -> None:
        first = runs[0]
        self.heading = _heading(comparison, runs)
        self.right = first.right
        self.elapsed_s = first.summary.elapsed_s
        self.end_s = last_moment(first)
        self._timeline = Timeline(first.plan, first.trace)
        self._timeline.read()

    def row(self, party: int, shortest_s: float) -> list[Piece]:
        """Return the pieces of one row; 0 is the master's."""
        return pieces(self._timeline.spans(party, 0.0, self.end_s), shortest_s)


def strips_of(comparison: Comparison) -> list[Strip]:
    """Return a strip for each mode in which something else happened, in the order of the modes."""
    return [Strip(comparison, runs) for runs in alike(comparison)]


def alike(comparison: Comparison) -> list[list[Run]]:
    """Return the runs, those together in which the same happened at the same times."""
    if len(comparison.runs) == 1:  # nothing to compare it to: a trace can have millions of rows
        return [comparison.runs]
    found: dict[bytes, list[Run]] = {}
    for run in comparison.runs:
        found.setdefault(_what_happened(run), []).append(run)
    return list(found.values())


def names_of(runs: Iterable[Run]) -> str:
    """Return the names of the runs' modes in a line, with what is wrong with them."""
    *some, last = (run.marked for run in runs)
    return f"{', '.join(some)} and {last}" if some else last


def zoomed(strips: list[Strip]) -> list[Strip]:
    """Return the strips that are too short to be read beside the longest; none where all can be."""
    longest = max(strip.end_s for strip in strips)
    return [strip for strip in strips if 0 < strip.end_s * ZOOM_FROM <= longest]


def drawn_boards(boards: int, rows: int) -> list[int]:
    """Return the numbers of as many boards as there are rows, from the first to the last, evenly."""
    if boards <= rows:
        return list(range(1, boards + 1))
    if rows == 1:
        return [1]
    return [1 + round(index * (boards - 1) / (rows - 1)) for index in range(rows)]


def _what_happened(run: Run) -> bytes:
    """Return a digest that two runs share where all happened at the same times, and ended alike."""
    rows = sorted(row for row in run.trace.rows() if row[1] not in PARKS)
    digest = hashlib.sha256(repr((run.verdict, run.ended, run.broken_times)).encode())
    for times, column in (("d", 0), ("I", 1), ("I", 2)):
        digest.update(array(times, (row[column] for row in rows)).tobytes())
    return digest.digest()


def _heading(comparison: Comparison, runs: list[Run]) -> str:
    run = runs[0]
    figures = comparison.figures(run)
    elapsed = duration(run.summary.elapsed_s)
    outcome = f"elapsed {elapsed}" if run.ended is None else f"its last move at {elapsed}"
    if run.broken:
        outcome += f"; {laws_broken(run.broken_times)}"
    elif run.right and round(figures.speedup, 1) != 1:
        outcome += f", {figures.speedup:.1f} times the speed of sync"
    return f"{names_of(runs)}: {outcome}"
