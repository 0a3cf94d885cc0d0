"""The app, driven by keys and mouse; nothing moves but what a test moves."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from textual.pilot import Pilot

from simul.comparison import Comparison
from simul.exhibition.plan import Plan
from simul.modes import find_mode
from simul.tui.app import HallApp
from simul.tui.screens.hall import HallScreen
from simul.tui.showing import Showing
from tests.tui.halls import WAIT_S, polgar


class Driven:
    """An app in which nothing moves by itself, and what presses its keys."""

    def __init__(self, app: HallApp, pilot: Pilot[int]) -> None:
        self.app, self.pilot = app, pilot

    @property
    def showing(self) -> Showing:
        return self.app.showing

    @property
    def hall(self) -> HallScreen:
        return next(each for each in self.app.screen_stack if isinstance(each, HallScreen))

    @property
    def time(self) -> float:
        return self.showing.playhead.time

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def seek(self, time: float) -> None:
        self.showing.playhead.seek(time, WAIT_S)
        self.hall.stage.redraw()
        await self.pilot.pause()

    async def resize(self, columns: int, rows: int) -> None:
        """Change the size of the terminal, and wait until everything is laid out for it."""
        await self.pilot.resize_terminal(columns, rows)
        while self.app.screen.size != (columns, rows):
            await self.pilot.pause()
        await self.pilot.pause()

    def text(self) -> str:
        strips = self.app.screen._compositor.render_strips()
        return "\n".join(strip.text.rstrip() for strip in strips)


@asynccontextmanager
async def hall(
    plan: Plan | None = None,
    modes: tuple[str, ...] = ("sync", "async"),
    size: tuple[int, int] = (120, 40),
    at_s: float = 0.0,
    **options: Any,
) -> AsyncIterator[Driven]:
    comparison = Comparison(polgar() if plan is None else plan)
    app = HallApp(comparison, [find_mode(name) for name in modes], frames=False, **options)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        driven = Driven(app, pilot)
        driven.showing.playhead.playing = False
        await driven.seek(at_s)
        yield driven
