"""The line of keys at the bottom: what there is to press, and to click at."""

from typing import NamedTuple

from textual import events
from textual.binding import Binding
from textual.screen import Screen

from simul.tui.session.session import Session
from simul.tui.style.lines import Line, Lines

PAUSE = "Pause"
"""What the key is called that plays on, where it is paused."""


class Key(NamedTuple):
    """A key as it is shown, from a column on."""

    binding: Binding
    tooltip: str
    display: str
    description: str
    column: int

    @property
    def end(self) -> int:
        """The column behind it."""
        return self.column + len(self.display) + len(self.description) + 3


class KeyLine(Lines):
    """Shows the keys that work now, as many as fit, the most wanted first; a click presses one."""

    DEFAULT_CSS = """
    KeyLine { dock: bottom; height: 1; background: $footer-background; }
    """

    def __init__(self, session: Session) -> None:
        super().__init__(self._line)
        self._session = session
        self._working: list[tuple[Binding, str, str]] = []

    def on_mount(self) -> None:
        """Hear of it when other keys work."""
        self.screen.bindings_updated_signal.subscribe(self, self._take)
        self._take(self.screen)

    def _take(self, screen: Screen[object]) -> None:
        """Take the keys that work on this screen; of those that do the same, the first."""
        if screen is not self.screen:
            return
        found: dict[str, tuple[Binding, str, str]] = {}
        for _, binding, enabled, tooltip in screen.active_bindings.values():
            if binding.show and enabled:
                display = self.app.get_key_display(binding)
                found.setdefault(binding.action, (binding, tooltip, display))
        self._working = list(found.values())
        self.redraw()

    def keys(self, width: int) -> list[Key]:
        """Return those that fit into this many columns."""
        keys: list[Key] = []
        column = 0
        for binding, tooltip, display in self._working:
            description = binding.description
            if description == PAUSE and not self._session.playhead.playing:
                description = "Play"
            key = Key(binding, tooltip, display, description, column)
            if key.end > width:
                break
            keys.append(key)
            column = key.end
        return keys

    def _line(self, width: int, _height: int) -> list[Line]:
        line: Line = []
        for key in self.keys(width):
            line += [(f" {key.display} ", "key"), (f"{key.description} ", "")]
        return [line]

    def _key_at(self, x: int) -> Key | None:
        keys = self.keys(self.size.width)
        return next((key for key in keys if key.column <= x < key.end), None)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Say more about the key that is pointed at."""
        key = self._key_at(event.x)
        tooltip = key.tooltip if key is not None else None
        if tooltip != self.tooltip:
            self.tooltip = tooltip

    def on_click(self, event: events.Click) -> None:
        """Press the key that was clicked at."""
        if (key := self._key_at(event.x)) is not None:
            self.app.simulate_key(key.binding.key)
