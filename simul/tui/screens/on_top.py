"""What every screen of ours is: it opens and closes screens only while it is the active one."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from textual import events, messages
from textual.await_complete import AwaitComplete
from textual.command import CommandPalette
from textual.errors import NoWidget
from textual.geometry import Offset, Region
from textual.message import Message
from textual.screen import Screen
from textual.widget import Widget
from textual.worker import Worker

if TYPE_CHECKING:
    _Screen = Screen[Any]
else:
    _Screen = object  # no base: Textual takes styles from the first one that is a widget

Result = TypeVar("Result")


class OnTop(_Screen):
    """A mixin, first among the bases, for screens that may be asked for things when they are closed already.

    Textual's own `dismiss` closes whichever screen is active, and keys that come in one write reach a
    screen after the first of them has closed it.
    """

    def dismiss(self, result: Any = None) -> AwaitComplete:
        """Close this screen, and give the result; do nothing where another screen is active."""
        return super().dismiss(result) if self.is_active else AwaitComplete()

    def open(
        self, screen: Screen[Result], then: Callable[[Result | None], None] | None = None
    ) -> None:
        """Open a screen over this one, to call `then` with its result; not where another is active.

        Nor when the app ends: Textual would open only half of it.
        """
        if self.is_active and not self.app._exit:
            self.app.push_screen(screen, then)

    @property
    def below(self) -> Screen[Any] | None:
        """The screen that this one was opened over; None where this one is closed."""
        stack = self.app.screen_stack
        return stack[stack.index(self) - 1] if self in stack else None

    @property
    def closed(self) -> bool:
        """Whether it is closed, or the app ends: its widgets are being taken away."""
        return self.app._exit or self not in self.app.screen_stack

    def get_widget_and_offset_at(self, x: int, y: int) -> tuple[Widget | None, Offset | None]:
        """Find no widget that has been taken away and is still drawn: Textual would fail at its parent."""
        widget, offset = super().get_widget_and_offset_at(x, y)
        if widget is None or not (widget is self or widget.is_attached):
            return None, None
        return widget, offset

    async def _on_message(self, message: Message) -> None:
        """Hear nothing of its widgets once it is closed; what Textual itself says has to be heard."""
        if not self.closed or type(message).__module__ in (events.__name__, messages.__name__):
            await super()._on_message(message)

    async def on_event(self, event: events.Event) -> None:
        """Lay nothing out once it is closed, nor for a size that the terminal no longer has.

        Below another screen, one that Textual lays out for a size sends itself that size: two would alternate
        for ever.
        """
        if isinstance(event, events.Resize) and event.size != self.app.size:
            return
        if not self.closed or not isinstance(event, events.Resize | events.ScreenResume):
            await super().on_event(event)


class Palette(OnTop, CommandPalette):
    """The command palette, which runs what is chosen from it once.

    It has no id: while one is being closed, another may be opened.
    """

    def __init__(self) -> None:
        super().__init__(placeholder="a command")

    def get_widget_at(self, x: int, y: int) -> tuple[Widget, Region]:
        """Find the palette itself where nothing is drawn: else a click there fails in Textual."""
        try:
            return super().get_widget_at(x, y)
        except NoWidget:
            return self, Region()

    def run_worker(self, work: Any, *given: Any, **more: Any) -> Worker[Any]:
        """Search in the background; a search that fails because it was closed meanwhile ends nothing else."""
        return super().run_worker(work, *given, **{**more, "exit_on_error": False})
