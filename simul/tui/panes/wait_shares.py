"""How long opponents waited for her: a small histogram a mode, side by side where there is room."""

from collections.abc import Sequence

import msgspec
from textual.content import Content

from simul.scenario.durations import duration
from simul.tui.panes.result_bars import EIGHTHS
from simul.tui.style.glyphs import Glyphs

WIDEST = 44
NARROWEST = 14
SHARE = 6
"""Columns of " 100 %"."""


class Shares(msgspec.Struct, frozen=True):
    """How many waits there were: by mode, a number for each of `steps` (s), as `waits.counts` gives them."""

    steps: tuple[float, ...]
    modes: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]


def share_in_words(count: int, whole: int) -> str:
    """Write a share in per cent, so that what is there never shows as 0, and 100 is all."""
    if not count:
        return "-"
    per_cent = 100 * count / whole
    if per_cent < 1:
        return "<1 %"
    return f"{100 if count == whole else min(99, round(per_cent))} %"


def _labels(steps: Sequence[float]) -> list[str]:
    """Return what each step is called."""
    labels = ["not at all", *(f"up to {_length(step)}" for step in steps[1:])]
    return [label.ljust(max(map(len, labels))) for label in labels]


def _length(seconds: float) -> str:
    """Write a step: whole seconds below a minute as "20 s", all else as everywhere."""
    return f"{seconds:.0f} s" if seconds < 60 and seconds % 1 == 0 else duration(seconds)


def least_width(shares: Shares) -> int:
    """Return how many columns it takes to have all of them beside one another."""
    return len(_labels(shares.steps)[0]) + len(shares.modes) * (NARROWEST + 2)


def wait_shares(shares: Shares, width: int, glyphs: Glyphs) -> Content:
    """Draw the histograms, as many beside one another as there is room for."""
    labels = _labels(shares.steps)
    room = width - len(labels[0])
    abreast = max(1, min(len(shares.modes), room // (NARROWEST + 2)))
    column = max(SHARE + 1, min(WIDEST, room // abreast - 2))
    blocks = []
    for first in range(0, len(shares.modes), abreast):
        chosen = range(first, min(first + abreast, len(shares.modes)))
        names = [shares.modes[mode][:column].ljust(column) for mode in chosen]
        lines = [Content.styled("  ".join([" " * len(labels[0]), *names]), "bold")]
        for step, label in enumerate(labels):
            cells: list[Content | tuple[str, str]] = [(label, "$quiet")]
            for mode in chosen:
                counts = shares.counts[mode]
                share = share_in_words(counts[step], sum(counts))
                filled = _filled(counts[step], sum(counts), column - SHARE, glyphs)
                cells += [
                    ("  ", ""),
                    (filled.ljust(column - SHARE), "$primary"),
                    (f"{share:>6}", ""),
                ]
            lines.append(Content.assemble(*cells))
        blocks.append(Content("\n").join(lines))
    return Content("\n\n").join(blocks)


def _filled(count: int, whole: int, columns: int, glyphs: Glyphs) -> str:
    """Return the bar of a share; what is there has a bar, be it ever so thin."""
    if not count:
        return ""
    if glyphs.ascii:
        return glyphs.bar_runs * max(1, round(columns * count / whole))
    full, rest = divmod(max(1, round(8 * columns * count / whole)), 8)
    return glyphs.bar_runs * full + (EIGHTHS[rest] if rest else "")
