"""A widget of a few lines of text, each of which is drawn again only when it has changed."""

from collections.abc import Callable
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

Piece = tuple[str, str]
"""A text and its role: "" for plain, or one of ROLES."""

Line = list[Piece]

ROLES = (
    *("title", "dim", "strong", "clock", "factor", "mark", "error"),
    *("run", "suspended", "ready", "walk", "button"),
)


class Lines(Widget):
    """Shows what `content(width, height)` returns: at most `height` lines, cut at `width` columns."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"lines--{role}" for role in ROLES}

    DEFAULT_CSS = """
    Lines {
        height: 1;
        & > .lines--title { text-style: bold; }
        & > .lines--dim { color: $quiet; }
        & > .lines--strong { text-style: bold; }
        & > .lines--clock { color: $mark; text-style: bold; }
        & > .lines--factor { color: $board-here; text-style: bold; }
        & > .lines--mark { color: $mark; text-style: bold; }
        & > .lines--error { color: $text-error; text-style: bold; }
        & > .lines--run { color: $run; }
        & > .lines--suspended { color: $suspended; }
        & > .lines--ready { color: $ready; }
        & > .lines--walk { color: $walk; }
        & > .lines--button { color: $text-primary; text-style: bold; }
    }
    """

    def __init__(
        self,
        content: Callable[[int, int], list[Line]],
        *,
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._content = content
        self._lines: list[Line] = []

    def redraw(self) -> None:
        """Draw the lines that have changed."""
        width, height = self.size
        lines = self._content(width, height)[:height] if width and height else []
        before = self._lines
        self._lines = lines
        for y in range(max(len(lines), len(before))):
            if y >= len(lines) or y >= len(before) or lines[y] != before[y]:
                self.refresh(Region(0, y, width, 1))

    def on_resize(self) -> None:
        """Say what fits now."""
        self._lines = []
        self.redraw()

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        plain = self.rich_style
        if y >= len(self._lines):
            return Strip.blank(self.size.width, plain)
        segments = [Segment(text, self._style(role, plain)) for text, role in self._lines[y]]
        return Strip(segments).adjust_cell_length(self.size.width, plain)

    def _style(self, role: str, plain: Style) -> Style:
        return (
            plain + self.get_component_rich_style(f"lines--{role}", partial=True) if role else plain
        )
