"""The app, driven by keys and mouse; nothing moves but what a test moves."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from textual.events import Key
from textual.keys import _character_to_key as character_to_key
from textual.pilot import Pilot

from simul.analysis.comparison import Comparison
from simul.modes.registry import find_mode
from simul.scenario.plan import Plan
from simul.tui.app import HallApp
from simul.tui.screens.hall import HallScreen
from simul.tui.session.session import Session
from tests.tui.halls import WAIT_S, polgar


class Driven:
    """An app in which nothing moves by itself, and what presses its keys."""

    def __init__(self, app: HallApp, pilot: Pilot[int]) -> None:
        self.app, self.pilot = app, pilot

    @property
    def session(self) -> Session:
        return self.app.session

    @property
    def hall(self) -> HallScreen:
        return next(each for each in self.app.screen_stack if isinstance(each, HallScreen))

    @property
    def time(self) -> float:
        return self.session.playhead.time

    async def press(self, *keys: str) -> None:
        """Press keys, and come to where they lead."""
        await self.pilot.press(*keys)
        await self._arrive()

    async def press_at_once(self, *keys: str) -> None:
        """Press keys that come in one write: all are there before the first has done anything."""
        for key in keys:
            character = " " if key == "space" else key if len(key) == 1 else None
            self.app.post_message(
                Key(key if character is None else character_to_key(key), character)
            )
        await self.come_to_rest()

    async def come_to_rest(self) -> None:
        """Wait until all that is open is there, and nobody has anything left to do."""
        await self._arrive()
        while self.app.message_queue_size or any(
            screen.message_queue_size or not screen.is_mounted for screen in self.app.screen_stack
        ):
            await self._arrive()

    async def click(self, target: Any, offset: tuple[int, int]) -> None:
        """Click at a widget, and come to where that leads."""
        await self.pilot.click(target, offset=offset)
        await self._arrive()

    async def _arrive(self) -> None:
        """Let the lanes come to where the playhead was sent: on a busy machine that takes a moment."""
        await self.pilot.pause()
        playhead = self.session.playhead
        while playhead.moving and not playhead.playing:
            self.hall.advance(0.0)

    async def seek(self, time: float) -> None:
        self.session.playhead.seek(time)
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
    notices: bool = False,
    **options: Any,
) -> AsyncIterator[Driven]:
    """Open the hall on the plan, paused at a time; with `notices`, what it says in passing is drawn too."""
    comparison = Comparison(polgar() if plan is None else plan)
    app = HallApp(comparison, [find_mode(name) for name in modes], frames=False, **options)
    async with app.run_test(size=size, notifications=notices) as pilot:
        await pilot.pause()
        driven = Driven(app, pilot)
        driven.session.playhead.playing = False
        driven.session.playhead.wait_s = WAIT_S
        await driven.seek(at_s)
        yield driven
