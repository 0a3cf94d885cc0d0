"""A bar a mode, all on one scale, against the limit that no schedule can beat."""

from collections.abc import Sequence

import msgspec
from textual.content import Content

from simul.scenario.durations import clock_text, duration
from simul.tui.style.glyphs import Glyphs

EIGHTHS = " ▏▎▍▌▋▊▉"
LEAST_BAR, LEAST_BRIEF = 24, 8
"""Least columns of a bar beside its words; with less room, it stands beside brief ones or below them."""

LIMIT = "bold $warning"
QUIET = "$quiet"
WRONG = "$text-error"


class Result(msgspec.Struct, frozen=True):
    """What is known of one lane at the playhead: `seconds` it took, or, where not `done`, so far.

    `speedup` is against sync, None where it says nothing. `mark` is "wrong", "stuck" or "interrupted",
    `error` what kept the mode from playing at all.
    """

    mode: str
    seconds: float
    done: bool
    speedup: float | None = None
    mark: str = ""
    error: str = ""

    def in_words(self, glyphs: Glyphs, brief: bool) -> str:
        """Return what stands at the end of its bar."""
        if self.error:
            return f"failed: {self.error}"
        if not self.done:
            so_far = f"{clock_text(self.seconds)} so far"
            return so_far if brief else f"not done yet: {so_far}"
        mark = f" ({self.mark})" if self.mark else ""
        factor = "" if self.speedup is None else f"  {self.speedup:.1f}{glyphs.times}"
        return f"{duration(self.seconds)}{mark}{factor}"


def bar(columns: float, limit_at: int, glyphs: Glyphs, style: str, texture: str) -> Content:
    """Draw one bar of this many columns, at least one, with the limit marked on it or behind it."""
    whole, rest = divmod(max(1, round(8 * columns)), 8)
    if glyphs.ascii or texture != glyphs.bar_runs:
        whole, rest = max(1, round(columns)), 0
    cells = texture * whole + (EIGHTHS[rest] if rest else "")
    before, behind = cells[:limit_at].ljust(limit_at), cells[limit_at + 1 :]
    on_bar = bool(behind) and texture == glyphs.bar_runs and not glyphs.ascii
    mark = f"bold $background on {style}" if on_bar else LIMIT
    return Content.assemble((before, style), (glyphs.playhead, mark), (behind, style))


def _words(result: Result, glyphs: Glyphs, brief: bool) -> Content:
    text = result.in_words(glyphs, brief)
    if result.mark or result.error:
        return Content.styled(text, f"bold {WRONG}")
    return Content.styled(text, "bold" if result.done else QUIET)


def result_bars(
    results: Sequence[Result],
    limit_s: float,
    scale_s: float,
    width: int,
    glyphs: Glyphs,
    thick: int = 1,
    apart: int = 0,
) -> Content:
    """Draw a bar for each result; the longest stands for `scale_s` seconds, or more where more are shown.

    The words at its end are as "12:00:00  1.0×", the factor against sync. Bars are `thick` rows high, and
    `apart` rows are left between two.
    """
    scale = max(scale_s, limit_s, *(result.seconds for result in results)) or 1.0
    names, room, brief = _shares(results, width, glyphs)
    limit_at = min(room, round(room * limit_s / scale))
    between = Content.assemble(" " * (names + limit_at), (glyphs.playhead, LIMIT))
    lines = [_caption(limit_s, names + limit_at, width, glyphs)]
    for result in results:
        drawn = _bar_of(result, room * result.seconds / scale, limit_at, limit_s, glyphs)
        name = Content.styled(result.mode.ljust(names), "bold")
        words = _words(result, glyphs, brief)
        if names:
            lines.append(Content.assemble(name, drawn, "  ", words))
        else:
            lines += [Content.assemble(name, "  ", words), drawn]
        lines += [Content.assemble(" " * names, drawn)] * (thick - 1)
        lines += [between] * (apart if result is not results[-1] else 0)
    return Content("\n").join([line.truncate(width) for line in lines])


def _shares(results: Sequence[Result], width: int, glyphs: Glyphs) -> tuple[int, int, bool]:
    """Return how many columns the names and the bars get, and whether the words must be brief.

    Where there is no room for names and words beside the bars, the names get none.
    """
    names = max(len(result.mode) for result in results) + 2
    for brief, least in ((False, LEAST_BAR), (True, LEAST_BRIEF)):
        longest = max(len(result.in_words(glyphs, brief)) for result in results)
        if (room := width - names - 3 - longest) >= least:
            return names, room, brief
    return 0, width - 1, True


def _bar_of(
    result: Result, columns: float, limit_at: int, limit_s: float, glyphs: Glyphs
) -> Content:
    if result.error:
        return bar(0, limit_at, glyphs, "", "")
    texture = glyphs.bar_runs if result.done else glyphs.bar_suspended
    if result.done and result.seconds >= limit_s:
        columns = max(columns, limit_at)
    style = "$error" if result.mark else "$primary" if result.done else "$secondary"
    return bar(columns, limit_at, glyphs, style, texture)


def _caption(limit_s: float, at: int, width: int, glyphs: Glyphs) -> Content:
    """Say what the mark is, beside it."""
    for words in (
        f"the limit that no schedule can beat: {duration(limit_s)}",
        f"the limit: {duration(limit_s)}",
    ):
        if at + 2 + len(words) <= width:
            return Content.assemble(" " * at, (f"{glyphs.playhead} {words}", LIMIT))
        if len(words) + 1 <= at:
            return Content.assemble((f"{words} {glyphs.playhead}".rjust(at + 1), LIMIT))
    return Content.styled(words, LIMIT)
