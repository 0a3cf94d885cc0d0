"""What every screen of ours is: it opens and closes screens only while it is the active one."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from textual.await_complete import AwaitComplete
from textual.command import CommandPalette
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Button, Input, OptionList

if TYPE_CHECKING:
    _Screen = Screen[Any]
else:
    _Screen = object  # no base: Textual takes styles from the first one that is a widget

CHOICES = (Input.Submitted, OptionList.OptionSelected, Button.Pressed)
"""The messages by which the command palette learns that somebody chooses."""
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
        """Open a screen over this one, to call `then` with its result; not where another is active."""
        if self.is_active:
            self.app.push_screen(screen, then)

    @property
    def below(self) -> Screen[Any] | None:
        """The screen that this one was opened over; None where this one is closed."""
        stack = self.app.screen_stack
        return stack[stack.index(self) - 1] if self in stack else None


class Palette(OnTop, CommandPalette):
    """The command palette, which runs what is chosen from it once."""

    def __init__(self) -> None:
        super().__init__(placeholder="a command", id="--command-palette")

    async def _on_message(self, message: Message) -> None:
        """Choose nothing more once it is closed: all that was pressed in one write is here already."""
        if self.below is not None or not isinstance(message, CHOICES):
            await super()._on_message(message)
