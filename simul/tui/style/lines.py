"""A widget of a few lines of text, each of which is drawn again only when it has changed."""

from collections.abc import Callable
from typing import ClassVar

from rich.cells import cell_len
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
    *("run", "suspended", "ready", "walk", "button", "key"),
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
        & > .lines--key { color: $footer-key-foreground; text-style: bold; }
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
        self._styles_of_roles: dict[str, Style] = {}  # to work one out is dear
        self._plain: Style | None = None

    def redraw(self) -> None:
        """Draw the lines that have changed."""
        width, height = self.size
        lines = self._content(width, height)[:height] if width and height else []
        before = self._lines
        self._lines = lines
        regions = []
        for y in range(max(len(lines), len(before))):
            if y >= len(lines) or y >= len(before):
                regions.append(Region(0, y, width, 1))
            elif lines[y] != before[y]:
                first, last = _changed(lines[y], before[y], width)
                regions.append(Region(first, y, last - first, 1))
        if regions:
            self.refresh(*regions)

    def on_resize(self) -> None:
        """Say what fits now."""
        self._lines = []
        self.refresh()  # lines that there are no more, too
        self.redraw()

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        plain = self._plain
        if plain is None:
            plain = self._plain = self.rich_style
        if y >= len(self._lines):
            return Strip.blank(self.size.width, plain)
        segments = [Segment(text, self._style(role, plain)) for text, role in self._lines[y]]
        return Strip(segments).adjust_cell_length(self.size.width, plain)

    def notify_style_update(self) -> None:
        """Take the colours of another theme."""
        self._styles_of_roles.clear()
        self._plain = None
        super().notify_style_update()

    def _style(self, role: str, plain: Style) -> Style:
        if not role:
            return plain
        if role not in self._styles_of_roles:
            self._styles_of_roles[role] = self._make_style(role, plain)
        return self._styles_of_roles[role]

    def _make_style(self, role: str, plain: Style) -> Style:
        """Work out the style of a role, over that of plain text."""
        return plain + self.get_component_rich_style(f"lines--{role}", partial=True)


def _changed(line: Line, before: Line, width: int) -> tuple[int, int]:
    """Return from which column on, and up to before which, two lines differ."""
    cells, old = _cells(line), _cells(before)
    if cells is None or old is None:
        return 0, width
    length = max(len(cells), len(old), width)
    cells += [("", "")] * (length - len(cells))
    old += [("", "")] * (length - len(old))
    differing = [x for x in range(length) if cells[x] != old[x]]
    return (differing[0], differing[-1] + 1) if differing else (0, 1)


def _cells(line: Line) -> list[Piece] | None:
    """Return each column's letter and role; None where letters are of different widths."""
    if any(cell_len(text) != len(text) for text, _ in line):
        return None
    return [(letter, role) for text, role in line for letter in text]
