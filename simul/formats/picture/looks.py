"""How each state looks: a texture, so that it can be told in black and white, and a colour."""

from typing import NamedTuple

from simul.analysis.states import BoardState, MasterState


class Look(NamedTuple):
    """A fill, its name in the document, and what it means, as the legend says it."""

    name: str
    texture: str
    meaning: str


_SOLID = Look("here", "", "she thinks: the game runs")
_HATCHED = Look(
    "suspended",
    '<rect width="8" height="8" fill="#ffd493"/>'
    '<path d="M-2 2l4-4M-2 10l12-12M6 10l4-4" stroke="#8a4200" stroke-width="2"/>',
    "the opponent thinks: the game is suspended",
)
_DOTTED = Look(
    "waiting",
    '<rect width="8" height="8" fill="#e4edf6"/>'
    '<path d="M1 1h2v2h-2zM5 5h2v2h-2z" fill="#27496b"/>',
    "ready, waits for her; in her row: she waits",
)
_BARRED = Look(
    "walking",
    '<rect width="8" height="8" fill="#d5eccb"/>'
    '<path d="M2 0v8M6 0v8" stroke="#2f6b1e" stroke-width="1.6"/>',
    "she walks",
)
_CROSSED = Look(
    "held",
    '<rect width="8" height="8" fill="#ececec"/>'
    '<path d="M0 0l8 8M8 0l-8 8" stroke="#6a6a6a" stroke-width="1"/>',
    "the opponent's turn, but he has not begun to think",
)
SOLID_COLOUR = "#0f3d78"

LOOKS = (_SOLID, _HATCHED, _DOTTED, _BARRED, _CROSSED)
"""In the order in which the legend has them."""

OF_BOARDS: dict[int, Look] = {
    BoardState.HERE: _SOLID,
    BoardState.THINKING: _HATCHED,
    BoardState.READY: _DOTTED,
    BoardState.HELD: _CROSSED,
}
"""What is not in it, a game that is done, is left blank."""
OF_MASTER: dict[int, Look] = {
    MasterState.THINKING: _SOLID,
    MasterState.WAITING: _DOTTED,
    MasterState.WALKING: _BARRED,
}


def fill(look: Look) -> str:
    """Return the value of an attribute `fill`."""
    return f"url(#{look.name})" if look.texture else SOLID_COLOUR


def definitions() -> str:
    """Return the patterns that the fills name."""
    patterns = "\n".join(
        f'<pattern id="{look.name}" width="8" height="8" patternUnits="userSpaceOnUse">'
        f"{look.texture}</pattern>"
        for look in LOOKS
        if look.texture
    )
    return f"<defs>\n{patterns}\n</defs>"
