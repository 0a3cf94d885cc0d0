"""The themes: dark, light, high contrast, and one for the colour-blind.

Every colour that a widget needs beyond Textual's own is a variable of the theme; `VARIABLES` says what
each is for. None of them is the only sign of anything: there is always a shape or a word beside it.

The squares have middle tones, so that the pieces of both sides stand out from them. White on a square
and black on it have contrasts whose product is 21, whatever the square; so no square can give both more
than the root of that, 4.58, and in the high-contrast theme, which promises 4.5, all squares are about
equally light, and are told apart by hue, by marks, and by where they are.
"""

from textual.theme import Theme

VARIABLES: dict[str, str] = {
    "board-here": "the master is at this board: her game runs; also the ground behind its title",
    "board-here-text": "text on that ground",
    "board-thinking": "the opponent thinks: this game is suspended",
    "board-ready": "it is the master's turn, and she is not here: this game waits",
    "board-done": "this game is over",
    "board-held": "the opponent's turn, but something keeps him from beginning",
    "quiet": "text of less weight: coordinates, names, numbers of moves",
    "mark": "what is marked: the selected board, the playhead, the current move",
    "run": "in a timeline or a bar: a game runs, the master thinks",
    "suspended": "in a timeline or a bar: an opponent thinks",
    "ready": "in a timeline or a bar: a reply waits for the master",
    "walk": "in a timeline or a bar: the master walks",
    "gutter": "the numbers of lines, the axis of the time",
    "square-light": "a light square",
    "square-dark": "a dark square",
    "square-last": "where the last move came from and went to",
    "square-check": "where a king in check is",
    "piece-white": "pieces of White",
    "piece-black": "pieces of Black",
}
"""What each colour is for. Text colours are made for `background`, `surface` and `panel` alike."""

TEXT = (
    *("board-here", "board-thinking", "board-ready", "board-done", "board-held", "quiet", "mark"),
    *("run", "suspended", "ready", "walk", "gutter"),
)
SQUARES = ("square-light", "square-dark", "square-last", "square-check")
PIECES = ("piece-white", "piece-black")


def _timeline(variables: dict[str, str]) -> dict[str, str]:
    """Add the colours of a timeline, which are those of the states of a board."""
    return {
        "run": variables["board-here"],
        "suspended": variables["board-thinking"],
        "ready": variables["board-ready"],
        "gutter": variables["quiet"],
        **variables,
    }


MIDDLE_TONES = {
    "square-light": "#7d8fa3",
    "square-dark": "#5b6b7d",
    "square-last": "#8f7d3f",
    "square-check": "#b4505a",
    "piece-white": "#ffffff",
    "piece-black": "#04060a",
}
"""Squares and pieces, on a dark ground as on a light one."""

DARK = Theme(
    name="simul-dark",
    primary="#7fa6d6",
    secondary="#8fa8bf",
    accent="#ffb657",
    warning="#ffb657",
    error="#f08a8a",
    success="#7fd39b",
    foreground="#e1e7ec",
    background="#12161b",
    surface="#181d24",
    panel="#212932",
    dark=True,
    variables=_timeline(
        {
            "board-here": "#ffb657",
            "board-here-text": "#161207",
            "board-thinking": "#8da3b8",
            "board-ready": "#7fd39b",
            "board-done": "#b9b4ac",
            "board-held": "#d592b4",
            "walk": "#a99bea",
            "quiet": "#96a2ae",
            "mark": "#f4f7fa",
            **MIDDLE_TONES,
        }
    ),
)

LIGHT = Theme(
    name="simul-light",
    primary="#2a5f9e",
    secondary="#4d6379",
    accent="#a34700",
    warning="#a34700",
    error="#a82a35",
    success="#1f6f43",
    foreground="#20262d",
    background="#f6f4ef",
    surface="#f0ede6",
    panel="#e5e1d8",
    dark=False,
    variables=_timeline(
        {
            "board-here": "#a34700",
            "board-here-text": "#ffffff",
            "board-thinking": "#4d6379",
            "board-ready": "#1f6f43",
            "board-done": "#5d584f",
            "board-held": "#97376b",
            "walk": "#5a45ab",
            "quiet": "#5c656e",
            "mark": "#11151a",
            **MIDDLE_TONES,
        }
    ),
)

CONTRAST = Theme(
    name="simul-contrast",
    primary="#9ecbff",
    secondary="#d0d8e0",
    accent="#ffe14d",
    warning="#ffe14d",
    error="#ff9d9d",
    success="#6bff9e",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#101010",
    dark=True,
    variables=_timeline(
        {
            "board-here": "#ffe14d",
            "board-here-text": "#000000",
            "board-thinking": "#b9d4f0",
            "board-ready": "#6bff9e",
            "board-done": "#d8d8d8",
            "board-held": "#ffa9d6",
            "walk": "#c9bcff",
            "quiet": "#c8d0d8",
            "mark": "#ffffff",
            "square-light": "#5879a0",
            "square-dark": "#7d7668",
            "square-last": "#767920",
            "square-check": "#cc4848",
            "piece-white": "#ffffff",
            "piece-black": "#000000",
        }
    ),
)

COLOURBLIND = Theme(
    # The eight colours of Okabe and Ito, which people with any colour vision tell apart: "Color
    # Universal Design", https://jfly.uni-koeln.de/color/. Its black and blue are too dark for text here.
    name="simul-colourblind",
    primary="#56b4e9",
    secondary="#8fa8bf",
    accent="#f0e442",
    warning="#e69f00",
    error="#e8803a",
    success="#56b4e9",
    foreground="#e6e9ec",
    background="#111417",
    surface="#171b1f",
    panel="#1f252b",
    dark=True,
    variables=_timeline(
        {
            "board-here": "#f0e442",  # yellow
            "board-here-text": "#000000",
            "board-thinking": "#56b4e9",  # sky blue
            "board-ready": "#e69f00",  # orange
            "board-done": "#b9bec3",
            "board-held": "#cc79a7",  # reddish purple
            "walk": "#009e73",  # bluish green
            "quiet": "#98a3ad",
            "mark": "#f4f7fa",
            "square-light": "#7f8c99",
            "square-dark": "#5a6672",
            "square-last": "#0072b2",  # blue
            "square-check": "#d55e00",  # vermillion
            "piece-white": "#ffffff",
            "piece-black": "#000000",
        }
    ),
)

THEMES: list[Theme] = [DARK, LIGHT, CONTRAST, COLOURBLIND]
