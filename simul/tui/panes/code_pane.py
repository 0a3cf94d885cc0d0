"""The code: a mode's own source, and who is at which line of it."""

import textwrap
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType

from simul.analysis.source_positions import SourcePositions, line_of, source_positions
from simul.analysis.states import MasterState
from simul.tui.panes.code_lines import cut, highlighted
from simul.tui.panes.pane import Pane
from simul.tui.session.session import Session
from simul.tui.style.lines import Line

SENTENCE_FROM = 16
"""Rows from which the mode's sentence is shown."""

LEAST_TO_SAY = 3
"""Rows of code from which it says who is outside the window."""

NARROW = 56
"""In fewer columns, code is indented half as far."""

MARGIN = 2
"""Least distance of the followed line from the edges, in rows."""


def outdented(code: Line, width: int) -> Line:
    """Return a line of code with half its indentation, where there are few columns."""
    if width >= NARROW or not code:
        return code
    (text, role), *rest = code
    half = (len(text) - len(text.lstrip())) // 2
    return [(text[half:], role), *rest]


def elsewhere(now: SourcePositions) -> tuple[tuple[int, str], ...]:
    """Return how many opponents are at no line, and why."""
    return (
        (now.to_begin, "not begun"),
        (now.others, "not running"),
        (now.ended, "finished"),
    )


class CodePane(Pane):
    """The source of one lane's mode, with a mark at her line, and at each how many opponents are there.

    It scrolls so that her line is seen, or that of the selected board; and if they fit, all lines that
    anybody is at. What does not fit is left out in this order: the sentence, the name and who is
    followed, the line that says in words who is where; of a line of code, half its indentation, its end.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("m", "follow", "Follow", id="code-follow",
                tooltip="Follow the master's line, or that of the selected board"),
        Binding("pageup", "scroll(-1)", "Up", id="code-up", show=False,
                tooltip="Scroll the code up, and stop following"),
        Binding("pagedown", "scroll(1)", "Down", id="code-down", show=False,
                tooltip="Scroll the code down, and stop following"),
    ]  # fmt: skip

    DEFAULT_CSS = "CodePane { margin-right: 1; }"

    def __init__(self, session: Session, lane: int) -> None:
        super().__init__(session)
        self.lane = lane
        self._follows_board = False
        self._scrolled = False
        self._top = 1
        self._body = 1
        self._drawn: dict[tuple[object, ...], Line] = {}

    # What is seen

    def content(self, width: int, height: int) -> list[Line]:
        """Return the sentence, who is where, and the lines of the code."""
        session = self.session
        lane = session.lanes[self.lane]
        now = source_positions(lane.moment)
        selected = line_of(lane.moment, session.selected)
        lines = self._heading(width, height)
        if height >= 4:
            lines.append(cut(self._in_words(now), width, session.glyphs.cut))
        body = height - len(lines)
        self._keep_in_view(now, selected, body)
        numbers = range(self._top, min(self._top + body, len(lane.source) + 1))
        rows = [self._row(number, now, selected, width) for number in numbers]
        self._say_what_is_outside(rows, now, numbers, width)
        return lines + rows

    def _heading(self, width: int, height: int) -> list[Line]:
        lane = self.session.lanes[self.lane]
        mode = lane.mode
        if height < 6:
            return []
        who = f"board {self.session.selected}" if self._follows_board else "the master"
        follows = "scrolled; m follows" if self._scrolled else f"follows {who}"
        name: Line = [(mode.name, "title"), (f"  {lane.file}", "dim")]
        room = width - len(mode.name) - len(lane.file) - 2 - len(follows) - 1
        if room > 0:
            name += [(" " * room, ""), (follows, "dim")]
        lines = [name]
        if height >= SENTENCE_FROM:
            role = "error" if mode.pitfall else "dim"
            lines += [[(row, role)] for row in textwrap.wrap(mode.sentence, max(10, width - 1))[:3]]
            if mode.pitfall:
                lines.append([(f"Instead: {mode.instead}", "dim")])
        return [cut(line, width, self.session.glyphs.cut) for line in lines]

    def _in_words(self, now: SourcePositions) -> Line:
        lane, glyphs = self.session.lanes[self.lane], self.session.glyphs
        if now.master:
            times = f", {now.bodies} times" if now.bodies > 1 else ""
            she = f"{glyphs.master} she is at line {now.master}{times}"
        elif not now.begun:
            she = f"{glyphs.paused} nobody has begun"
        elif lane.view.states.master is MasterState.DONE:
            she = f"{glyphs.done} master finished"
        else:
            she = f"{glyphs.paused} she is at no line of this code"
        line: Line = [(she, "run")]
        if lane.mode.code_of == "master":
            return [*line, ("; the opponents have no code of their own", "dim")]
        for number, count in sorted(now.opponents.items()):
            line.append((f"  {glyphs.times}{count} at line {number}", "suspended"))
        if now.begun:
            line += [(f"  {count} {words}", "dim") for count, words in elsewhere(now) if count]
        return line

    def _row(self, number: int, now: SourcePositions, selected: int, width: int) -> Line:
        she = now.bodies if number == now.master else 0
        key = (number, she, now.opponents.get(number, 0), number == selected, width)
        if key not in self._drawn:
            if len(self._drawn) > 5000:
                self._drawn.clear()
            self._drawn[key] = self._draw(number, she, key[2], number == selected, width)
        return self._drawn[key]

    def _draw(self, number: int, she: int, opponents: int, selected: bool, width: int) -> Line:
        lane, glyphs = self.session.lanes[self.lane], self.session.glyphs
        digits, most = len(str(len(lane.source))), len(str(len(lane.plan.boards))) + 1
        count = f"{glyphs.times}{opponents}" if opponents else ""
        line: Line = [
            (f"{number:>{digits}} ", "gutter"),
            (glyphs.master if she else " ", "run"),
            (glyphs.selected if selected else " ", "mark"),
            (f"{count:>{most}} ", "suspended"),
            *outdented(highlighted(lane.source)[number - 1], width),
        ]
        room = width - sum(len(text) for text, _ in line)
        for words in self._who_is_here(she, opponents):
            if sum(len(text) for text, _ in words) <= room:
                line += words
                break
        line = cut(line, width, glyphs.cut)
        if not she and not opponents:
            return line
        ground = "here" if she else "there"
        line.append((" " * (width - sum(len(text) for text, _ in line)), ""))
        return [(text, f"{role} in {ground}") for text, role in line]

    def _who_is_here(self, she: int, opponents: int) -> list[Line]:
        """Return what may stand behind a line of code, the longest first."""
        glyphs = self.session.glyphs
        long: Line = []
        short: Line = []
        if she:
            times = f", {she} times" if she > 1 else ""
            long.append((f"   {glyphs.master} she is here{times}", "run"))
            short.append((f" {glyphs.master} she", "run"))
        if opponents:
            plural = "s" if opponents > 1 else ""
            long.append((f"   {glyphs.times}{opponents} opponent{plural}", "suspended"))
        return [words for words in (long, short) if words]

    def _say_what_is_outside(
        self, rows: list[Line], now: SourcePositions, seen: range, width: int
    ) -> None:
        """Say it in place of the first and the last row; so what is at these is outside as well."""
        if len(rows) < LEAST_TO_SAY:
            return
        glyphs, busy = self.session.glyphs, now.lines()
        if busy and busy[0] < seen.start:
            above = [line for line in busy if line <= seen.start]
            rows[0] = self._outside(above, now, f"above {glyphs.up}", width)
        if busy and busy[-1] >= seen.stop:
            below = [line for line in busy if line >= seen.stop - 1]
            rows[-1] = self._outside(below, now, f"below {glyphs.down}", width)

    def _outside(self, lines: list[int], now: SourcePositions, where: str, width: int) -> Line:
        count = sum(now.opponents.get(line, 0) for line in lines)
        she = ["she"] if now.master in lines else []
        who = " and ".join(she + ([f"{count} more"] if count else []))
        text = f" {who} {where} "[:width]
        return [(" " * (width - len(text)), ""), (text, "mark")]

    def _keep_in_view(self, now: SourcePositions, selected: int, body: int) -> None:
        """Move as little as needed, so that who is followed is seen, and if possible everybody."""
        self._body = max(1, body)
        last_top = max(1, len(self.session.lanes[self.lane].source) - self._body + 1)
        followed = selected if self._follows_board else now.master
        busy = now.lines()
        if not self._scrolled and busy:
            first, last = busy[0], busy[-1]
            margin = min(MARGIN, (self._body - 1) // 2)
            if last - first >= self._body - 2 * margin:
                first = last = followed or first
            if first < self._top + margin or last > self._top + self._body - 1 - margin:
                self._top = first - max(margin, (self._body - (last - first + 1)) // 2)
        self._top = max(1, min(self._top, last_top))

    # What it does

    def action_follow(self) -> None:
        """Follow the other party; or again the one that was followed, where somebody has scrolled."""
        if self._scrolled:
            self._scrolled = False
        else:
            self._follows_board = not self._follows_board
        self.redraw()

    def action_scroll(self, direction: int, rows: int | None = None) -> None:
        """Scroll by a page, or by this many rows, and stop following."""
        self._scrolled = True
        self._top += direction * (max(1, self._body - 1) if rows is None else rows)
        self.redraw()

    def on_click(self, event: events.Click) -> None:
        """Follow somebody else, on the line that says who is followed."""
        if event.y == 0 and self.size.height >= 6:
            self.action_follow()
