"""An app that shows the boards of a lane, and what is to be seen of them, for tests."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from textual.app import App, ComposeResult
from textual.pilot import Pilot

from simul.analysis.comparison import Comparison
from simul.analysis.run import play
from simul.modes.mode import Mode
from simul.scenario.plan import Plan
from simul.tui.boards.grid import BoardsGrid
from simul.tui.session.lane import Lane
from simul.tui.session.messages import BoardPicked
from simul.tui.session.playhead import Playhead
from simul.tui.session.session import Session
from simul.tui.style.glyphs import UNICODE, Glyphs
from simul.tui.style.themes import THEMES

Shown = list[list[tuple[str, Any]]]
"""Line by line, the character and the style of each column."""


def played(plan: Plan, *modes: Mode, at_s: float = 0.0, glyphs: Glyphs = UNICODE) -> Session:
    """The plan, played in these modes, and shown at a time."""
    lanes = [Lane(mode, plan, 1.0, play(mode, plan)) for mode in modes]
    for lane in lanes:
        lane.seek(at_s)
    return Session(Comparison(plan), lanes, Playhead(lanes, 60.0), glyphs)


class Boards(App[None]):
    """Shows a grid, and keeps what it says."""

    CSS = "BoardsGrid { width: 1fr; height: 1fr; }"

    def __init__(self, session: Session) -> None:
        super().__init__()
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = THEMES[0].name
        self.grid = BoardsGrid(session, 0)
        self.picked: list[BoardPicked] = []

    def compose(self) -> ComposeResult:
        yield self.grid

    def on_board_picked(self, message: BoardPicked) -> None:
        self.picked.append(message)


@asynccontextmanager
async def drawn(
    session: Session, size: int = 0, region: tuple[int, int] = (80, 24), no_color: bool = False
) -> AsyncIterator[tuple[BoardsGrid, Pilot[None]]]:
    """The boards of the first lane, at a size, on so many columns and lines."""
    session.board_size = size
    app = Boards(session)
    app.no_color = no_color
    async with app.run_test(size=region) as pilot:
        await pilot.pause()
        yield app.grid, pilot


def lines_of(grid: BoardsGrid) -> Shown:
    """Everything that is in view."""
    return [
        [(letter, segment.style) for segment in grid.render_line(y) for letter in segment.text]
        for y in range(grid.size.height)
    ]


def text_of(grid: BoardsGrid) -> str:
    return "\n".join(grid.render_line(y).text.rstrip() for y in range(grid.size.height))


def drawn_afresh(grid: BoardsGrid) -> Shown:
    grid._forget()
    return lines_of(grid)
