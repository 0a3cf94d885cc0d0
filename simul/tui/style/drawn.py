"""A widget that draws itself for the width that it has, as high as what is drawn."""

from collections.abc import Callable

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget


class Drawn(Widget):
    """Shows what `draw(width)` returns, in lines that need no wrapping; `redraw` asks for it again."""

    DEFAULT_CSS = "Drawn { width: 1fr; height: auto; }"

    def __init__(self, draw: Callable[[int], Content], id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._draw = draw
        self._drawn: tuple[int, Content] | None = None

    def redraw(self) -> None:
        """Draw it anew; where it has become higher or lower, have everything find its place again."""
        before = self._drawn
        self._drawn = None
        if before is None:
            return
        width, content = before
        after = self._at(width)
        if after.plain.count("\n") != content.plain.count("\n"):
            self.refresh(layout=True)
        elif not after.is_same(content):
            self.refresh()

    def render(self) -> Content:
        """Return what there is to see."""
        return self._at(self.content_size.width)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return how many lines it has at this width."""
        text = self._at(width).plain
        return text.count("\n") + 1 if text else 0

    def _at(self, width: int) -> Content:
        if self._drawn is None or self._drawn[0] != width:
            self._drawn = (width, self._draw(width))
        return self._drawn[1]
