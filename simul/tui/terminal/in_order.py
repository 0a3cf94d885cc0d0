"""Keys take effect one after the other, also those that come in one write."""

from collections import deque
from typing import TypeVar

from textual.app import App
from textual.dom import DOMNode
from textual.events import Event, InputEvent, Key, Paste

Result = TypeVar("Result")


class InOrder(App[Result]):
    """An app that sends a key on its way when the one before has done what it does.

    Textual sends a key to the widget that has the focus. From there it goes up to the app, which looks
    for what it does on the screen that is on top by then. Where more keys come in one write, the first
    opens or closes a screen when the next are already on their way to another.
    """

    def __init__(self, *, ansi_color: bool = False) -> None:
        super().__init__(ansi_color=ansi_color)
        self._held: deque[Event] = deque()
        self._key_is_at: DOMNode | None = None

    async def on_event(self, event: Event) -> None:
        """Hold what is typed and clicked until the key before has arrived; when it ends, drop it.

        Where a screen is being opened, it waits for that.
        """
        if not isinstance(event, InputEvent | Paste):
            await super().on_event(event)
            return
        new, before = not event.is_forwarded, self._key_is_at
        if new and before is not None and before.is_running and not self._is_urgent(event):
            self._held.append(event)
            return
        while not (self._exit or self.screen.is_mounted):
            await self.screen._mounted_event.wait()
        if self._exit:
            return
        sent_to = self.focused or self.screen
        await super().on_event(event)
        if new and isinstance(event, Key):
            self._follow(sent_to)

    def _is_urgent(self, event: Event) -> bool:
        """Tell whether it is the key that ends the app at once."""
        bound = self.active_bindings.get(event.key) if isinstance(event, Key) else None
        return bound is not None and bound.binding.action == "interrupt"

    def _follow(self, node: DOMNode) -> None:
        """Go the way of a key, behind it: a node has done with it when it comes to what is asked here."""
        self._key_is_at = node
        if node is self or not node.call_later(self._follow, node.parent or self):
            self.call_later(self._arrived)

    async def _arrived(self) -> None:
        """Send the next on its way."""
        self._key_is_at = None
        while self._held and self._key_is_at is None:
            await self.on_event(self._held.popleft())
