"""A pane: lines of text that take the keys, with the roles that the panes have in common."""

from typing import ClassVar

from rich.style import Style
from textual import events
from textual.color import Color

from simul.tui.panes.code_lines import CODE_ROLES
from simul.tui.session.session import Session
from simul.tui.style.lines import Line, Lines

PANE_ROLES = ("held", "over", "gutter", *CODE_ROLES)

ROWS_A_NOTCH = 3
"""Rows that one turn of the mouse wheel scrolls."""

BEHIND = 0.3
"""Share of a state's colour where it is the ground behind another."""

FUTURE = 0.66
"""Share of the colour of what comes after the playhead."""

PLACES = {"here": ("run", 0.2), "there": ("suspended", 0.14)}
"""The grounds of lines: where she is, and where only opponents are; whose colour, and how much of it."""


class Pane(Lines, can_focus=True):
    """Lines of text about what is being shown; subclasses say which, in `content`.

    Roles may be put together: "run on ready+walk" has the colours of the others, mixed, as its ground,
    "run in here" has the ground of the other; "future", at the end, is for what is known and comes after
    the playhead.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"pane--{role}" for role in PANE_ROLES}

    DEFAULT_CSS = """
    Pane {
        width: 1fr;
        height: 1fr;
        & > .pane--held { color: $board-held; }
        & > .pane--over { color: $quiet; }
        & > .pane--gutter { color: $gutter; }
        & > .pane--keyword { color: $text-primary; text-style: bold; }
        & > .pane--string { color: $quiet; }
        & > .pane--comment { color: $quiet; text-style: italic; }
        & > .pane--docs { color: $quiet; }
        & > .pane--defined { text-style: bold; }
    }
    """

    def __init__(self, session: Session) -> None:
        super().__init__(self.content)
        self.session = session

    def content(self, width: int, height: int) -> list[Line]:
        """Return the lines to be shown: of a pane that says nothing, none."""
        return []

    def action_scroll(self, direction: int, rows: int | None = None) -> None:
        """Scroll by a page, or by this many rows; panes that scroll override it."""

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll up."""
        event.stop()
        self.action_scroll(-1, ROWS_A_NOTCH)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll down."""
        event.stop()
        self.action_scroll(1, ROWS_A_NOTCH)

    def _make_style(self, role: str, plain: Style) -> Style:
        within, _, place = role.partition(" in ")
        first, _, ground = within.removesuffix(" future").partition(" on ")
        style = plain + self._single(first) if first else plain
        if place:
            role_of_place, share = PLACES[place]
            style += Style(bgcolor=self._mixed([role_of_place], plain, share).rich_color)
        if ground:
            style += Style(bgcolor=self._mixed(ground.split("+"), plain, BEHIND).rich_color)
        if role.endswith(" future") and style.color and style.bgcolor:
            behind, own = Color.from_rich_color(style.bgcolor), Color.from_rich_color(style.color)
            shade = behind.blend(own, FUTURE)
            style += Style(color=shade.rich_color)
        return style

    def _mixed(self, roles: list[str], plain: Style, share: float) -> Color:
        """Return the pane's own ground with a share of the colours of these roles."""
        mixed = self.background_colors[1]
        for role in roles:
            if colour := (plain + self._single(role)).color:
                mixed = mixed.blend(Color.from_rich_color(colour), share / len(roles))
        return mixed

    def _single(self, role: str) -> Style:
        name = f"pane--{role}" if role in PANE_ROLES else f"lines--{role}"
        return self.get_component_rich_style(name, partial=True)


def merged(cells: list[tuple[str, str]]) -> Line:
    """Return the cells as a line, with neighbours of one role put together."""
    line: Line = []
    for text, role in cells:
        if line and line[-1][1] == role:
            line[-1] = (line[-1][0] + text, role)
        else:
            line.append((text, role))
    return line
