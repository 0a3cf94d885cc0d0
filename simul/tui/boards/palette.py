"""The styles that boards are drawn in, taken from the theme through component classes."""

from dataclasses import dataclass

from rich.color import Color
from rich.style import Style
from textual.app import App
from textual.widget import Widget

from simul.tui.boards.status import STATE_NAMES

SQUARE_NAMES = ("light", "dark", "last", "check")
LIGHT, DARK, LAST, CHECK = range(4)

SQUARES_OF_SIXTEEN = ("#555555", "#555555", "#aa5500", "#ff5555")
"""The squares where there are only the 16 standard colours: bright black, brown and bright red.

White's pieces stand out from each of them. Black's do on most terminals, whose bright black is lighter than
the standard's; and their shapes tell them from White's.
"""

COMPONENTS = {
    *(f"board--{name}" for name in (*STATE_NAMES, "over", "text", "quiet", "mark", "band")),
    *(f"board--square-{name}" for name in SQUARE_NAMES),
    *("board--piece-white", "board--piece-black"),
}
"""The component classes that a widget which draws boards has."""


def css_of(widget: str) -> str:
    """Return the rules that give a widget's component classes the colours of the theme."""
    states = "\n".join(
        f"{widget} > .board--{name} {{ color: $board-{name}; text-style: bold; }}"
        for name in STATE_NAMES
    )
    squares = "\n".join(
        f"{widget} > .board--square-{name} {{ color: $piece-white; background: $square-{name}; }}"
        for name in SQUARE_NAMES
    )
    return f"""
    {states}
    {squares}
    {widget} > .board--over {{
        color: $board-here-text; background: $board-here; text-style: bold;
    }}
    {widget} > .board--text {{ color: $foreground; }}
    {widget} > .board--quiet {{ color: $quiet; }}
    {widget} > .board--mark {{ color: $mark; text-style: bold; }}
    {widget} > .board--band {{ background: $square-dark 35%; }}
    {widget} > .board--piece-white {{ color: $piece-white; }}
    {widget} > .board--piece-black {{ color: $piece-black; }}
    """


@dataclass(frozen=True)
class Palette:
    """The styles of the theme that is on.

    `states` are by BoardState; `over` is for the title of the board at which the master is, `frame` for what
    is around its squares, `edge` for what is beside those of others; `band` is the ground of the titles of
    miniatures. `squares` are by LIGHT, DARK, LAST and CHECK. `pieces` has a style for each square with a
    piece of Black (index 0) or of White (1) on it. `halves` has one for each pair of what is seen in the
    upper and the lower half of a cell: a square (0 to 3), or a piece of Black (4) or of White (5).
    """

    ground: Style
    text: Style
    quiet: Style
    mark: Style
    over: Style
    frame: Style
    edge: Style
    band: Style
    states: tuple[Style, ...]
    squares: tuple[Style, ...]
    pieces: tuple[tuple[Style, Style], ...]
    halves: tuple[tuple[Style, ...], ...]


def few_colours(app: App[object]) -> bool:
    """Return whether the terminal has no more than 16 colours."""
    return app.console.color_system in ("standard", "windows")


def told_by_shape(app: App[object]) -> bool:
    """Return whether there are too few colours for them to tell the sides apart."""
    return app.no_color or few_colours(app)


def palette_of(widget: Widget) -> Palette:
    """Read the styles of a widget that has these components."""

    def style(name: str) -> Style:
        return widget.get_component_rich_style(f"board--{name}")

    ground, over = widget.rich_style, style("over")
    squares = tuple(style(f"square-{name}") for name in SQUARE_NAMES)
    if few_colours(widget.app):
        squares = tuple(
            square + Style(bgcolor=Color.parse(colour))
            for square, colour in zip(squares, SQUARES_OF_SIXTEEN, strict=True)
        )
    black, white = style("piece-black").color, style("piece-white").color
    pieces = tuple(
        (square + Style(color=black, bold=True), square + Style(color=white, bold=True))
        for square in squares
    )
    colours = [*(square.bgcolor for square in squares), black, white]
    halves = tuple(
        tuple(Style(color=upper, bgcolor=lower) for lower in colours) for upper in colours
    )
    return Palette(
        ground=ground,
        text=style("text"),
        quiet=style("quiet"),
        mark=style("mark"),
        over=over,
        frame=Style(color=over.bgcolor, bgcolor=over.bgcolor),
        edge=ground + Style(color=squares[DARK].bgcolor),
        band=Style(bgcolor=style("band").bgcolor),
        states=tuple(style(name) for name in STATE_NAMES),
        squares=squares,
        pieces=pieces,
        halves=halves,
    )
