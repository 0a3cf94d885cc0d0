"""The app: it opens the hall on an exhibition, and closes everything behind it."""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import Any, ClassVar

from rich.console import RenderableType
from textual.app import SystemCommand
from textual.binding import Binding, BindingType
from textual.driver import Driver
from textual.filter import ANSIToTruecolor, LineFilter
from textual.keys import Keys
from textual.screen import Screen

from simul.analysis.comparison import Comparison
from simul.modes.mode import Mode
from simul.scenario.plan import make_plan
from simul.tui.panes.stage import PANES
from simul.tui.screens.board import BoardScreen
from simul.tui.screens.hall import HallScreen
from simul.tui.screens.help import HelpScreen
from simul.tui.screens.new import NewScreen
from simul.tui.screens.on_top import Palette
from simul.tui.session.lane import Lane
from simul.tui.session.messages import AnotherAsked
from simul.tui.session.playhead import Playhead, default_speed
from simul.tui.session.session import Session
from simul.tui.style.glyphs import ASCII, UNICODE
from simul.tui.style.scrollbars import whole_cells
from simul.tui.style.themes import THEMES
from simul.tui.terminal.driver import hardened
from simul.tui.terminal.in_order import InOrder
from simul.tui.terminal.mended import mend

INTERRUPTED = 130
SOON_S = 0.02
"""How soon it looks again whether it can end, in seconds."""


class HallApp(InOrder[int]):
    """Shows one exhibition in up to four lanes, one a mode; it returns the exit status.

    `comparison` has the plan; its runs, where it has any, are shown instead of playing. `speed` is in
    seconds of exhibition time in a second, None for one at which it lasts about a minute. `asked` is what
    the exhibition was asked for by, to change it: a source, and options. `notes` are shown when it opens.
    With `frames` False nothing moves by itself: for tests.
    """

    CSS_PATH = "simul.tcss"
    TITLE = "simul"
    ENABLE_COMMAND_PALETTE = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "ctrl+c",
            "interrupt",
            "Quit",
            id="interrupt",
            tooltip="Leave the hall at once",
            show=False,
            priority=True,
        ),
    ]

    def __init__(
        self,
        comparison: Comparison,
        modes: Iterable[Mode],
        *,
        speed: float | None = None,
        ascii: bool = False,  # noqa: A002
        theme: str = THEMES[0].name,
        keys: Mapping[str, str] | None = None,
        asked: tuple[str, Mapping[str, str]] = ("polgar", {}),
        notes: Iterable[str] = (),
        frames: bool = True,
    ) -> None:
        super().__init__(ansi_color=False)
        for each in THEMES:
            self.register_theme(each)
        self.theme = theme
        self.glyphs = ASCII if ascii else UNICODE
        self._notes = list(notes)
        self._frames = frames
        self._told: int | None = None
        self._loop_to_tell: asyncio.AbstractEventLoop | None = None
        self._asked_speed = speed
        self.set_class(ascii, "-ascii")
        whole_cells(ascii)
        mend()
        self.set_keymap(dict(keys or {}))
        self.session = self._show(comparison, modes, asked)

    def _show(
        self, comparison: Comparison, modes: Iterable[Mode], asked: tuple[str, Mapping[str, str]]
    ) -> Session:
        runs = {run.mode.name: run for run in comparison.runs}
        lanes = []
        for mode in modes:
            theory_s = comparison.theory(mode).elapsed_s
            lanes.append(Lane(mode, comparison.plan, theory_s, runs.get(mode.name)))
        slowest_s = max(lane.theory_s for lane in lanes)
        playhead = Playhead(lanes, self._asked_speed or default_speed(slowest_s))
        playhead.playing = True
        return Session(comparison, lanes, playhead, self.glyphs, asked=asked)

    def tell_to_end(self, status: int) -> None:
        """Have it end with this status, whenever that is said: signals may, before it runs as well."""
        if self._told is None:
            self._told = status
        if self._loop_to_tell is not None:
            self._loop_to_tell.call_soon_threadsafe(self._end_as_told)

    def _end_as_told(self) -> None:
        if self._told is not None:
            self.exit(self._told)

    def exit(
        self,
        result: int | None = None,
        return_code: int = 0,
        message: RenderableType | None = None,
    ) -> None:
        """End; where a screen is being opened, once it is there: halfway, Textual would fail at the rest."""
        if all(screen.is_mounted for screen in self.screen_stack):
            super().exit(result, return_code, message)
        else:
            self.set_timer(SOON_S, partial(self.exit, result, return_code, message))

    @property
    def fault(self) -> str:
        """What was wrong, behind a colon, where it has ended by a fault; else ""."""
        if self._exception is None:
            return ""
        return f": {type(self._exception).__name__}: {self._exception}"

    def on_load(self) -> None:
        """End before the terminal is taken, where it has been told to by now."""
        self._end_as_told()

    async def on_mount(self) -> None:
        """Open the hall."""
        await self._open()
        self._loop_to_tell = asyncio.get_running_loop()
        self._end_as_told()
        for note in self._notes:
            self.notify(note, severity="warning", markup=False, timeout=10)

    async def _open(self) -> None:
        await self.push_screen(HallScreen(self.session, frames=self._frames))
        for lane in self.session.lanes:  # not before: they would take the time in which it is drawn
            lane.start()

    async def on_another_asked(self, message: AnotherAsked) -> None:
        """Close this exhibition and open another, unless the app ends."""
        if self._exit:
            return
        asked = message.exhibition
        self.close_lanes()
        comparison = Comparison(make_plan(asked.scenario))
        self.session = self._show(comparison, asked.modes, (asked.source, asked.options))
        while len(self.screen_stack) > 1:  # the hall, and what has been opened over it meanwhile
            await self.pop_screen()
        await self._open()

    def close_lanes(self) -> None:
        """Leave no thread or process behind."""
        for lane in self.session.lanes:
            lane.close()

    def on_unmount(self) -> None:
        """Leave nothing behind."""
        self._loop_to_tell = None
        self.close_lanes()

    async def action_quit(self) -> None:
        """Leave."""
        self.exit(0)

    def action_interrupt(self) -> None:
        """Leave at once, as Ctrl-C does everywhere."""
        self.exit(INTERRUPTED)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave Ctrl-C to copying in a browser."""
        if action == "interrupt" and self.is_web:
            return False
        return super().check_action(action, parameters)

    def action_next_theme(self) -> None:
        """Take the next theme."""
        names = [theme.name for theme in THEMES]
        current = names.index(self.theme) if self.theme in names else -1
        self.theme = names[(current + 1) % len(names)]

    def get_driver_class(self) -> type[Driver]:
        """Return the driver of a terminal, or of a browser, hardened."""
        return hardened(super().get_driver_class())

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Leave out what makes true colours of ANSI's: there are none here, and it looks at every cell."""
        return [
            each for each in super().get_line_filters() if not isinstance(each, ANSIToTruecolor)
        ]

    def action_command_palette(self) -> None:
        """Open the command palette."""
        if not isinstance(self.screen, Palette):
            self.push_screen(Palette())

    def get_key_display(self, binding: Binding) -> str:
        """Return how a key is written: in letters, where nothing else may be drawn."""
        shown = super().get_key_display(binding)
        return shown if shown.isascii() or not self.glyphs.ascii else binding.key

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """Offer everything that has a key, in the command palette."""
        for _, binding, enabled, tooltip in screen.active_bindings.values():
            if enabled and binding.description and binding.id:
                command = partial(self._command, screen, binding.action)
                yield SystemCommand(binding.description, tooltip or binding.description, command)
        for theme in THEMES:
            yield SystemCommand(
                f"Theme {theme.name}", "Take this theme", lambda name=theme.name: self._take(name)
            )

    async def _command(self, screen: Screen[Any], action: str) -> None:
        """Do what was chosen in the palette, unless the screen that it was chosen for has been closed."""
        if screen is self.screen:
            await screen.run_action(action)

    def _take(self, theme: str) -> None:
        self.theme = theme


def bindings() -> list[BindingType]:
    """Return all bindings of the hall and what opens from it, those of the hall first."""
    places = (HallScreen, HallApp, *PANES, BoardScreen, NewScreen, HelpScreen)
    return [binding for place in places for binding in place.BINDINGS]


def remappable() -> dict[str, str]:
    """Return the keys of all bindings that have an id, by it."""
    return {each.id: each.key for each in bindings() if isinstance(each, Binding) and each.id}


def hall_keys() -> dict[str, str]:
    """Return the ids of the bindings of the hall itself, by key."""
    return {
        key: str(binding.id)
        for place in (HallScreen, HallApp)
        for binding in place.BINDINGS
        if isinstance(binding, Binding)
        for key in binding.key.split(",")
    }


def is_key(name: str) -> bool:
    """Tell whether a terminal has a key of that name, such as "p", "f5" or "ctrl+left"."""
    *before, last = name.split("+")
    known = len(last) == 1 or last in {key.value for key in Keys} or last in _KEY_NAMES
    return known and all(one in ("ctrl", "shift", "alt") for one in before)


_KEY_NAMES = {each for keys in hall_keys() for each in [keys.split("+")[-1]]}
