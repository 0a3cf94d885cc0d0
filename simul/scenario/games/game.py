"""One game: the players, the result, every ply."""

from typing import Literal

import msgspec

Side = Literal["white", "black"]

SHORTEST_PLIES = 2
"""A game with fewer plies is passed over: both sides have something to do."""


class GamesError(ValueError):
    """The games cannot be read, or none will do; the message says which, where and what to do."""


class Game(msgspec.Struct, frozen=True):
    """One game: the players, the result, every ply in UCI.

    `master_colour` is None where either side may be the master's. `first` is the side that moves first,
    and `fen` the position to start from, None for the usual one.
    """

    white: str
    black: str
    result: str
    moves: tuple[str, ...]
    master_colour: Side | None = None
    first: Side = "white"
    fen: str | None = None
