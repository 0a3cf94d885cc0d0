"""The games that come with the program, from an index that is quick to read.

The index is made from the PGN beside it, by assets/games/make.py; a test compares the two.
"""

from functools import cache
from typing import cast

from simul.files import asset
from simul.scenario.games.game import Game, Side


@cache
def bundled_games() -> tuple[Game, ...]:
    """Return every bundled game."""
    games = []
    for line in asset("games/bundled.tsv").read_text(encoding="utf-8").splitlines():
        side, white, black, result, moves = line.split("\t")
        games.append(Game(white, black, result, tuple(moves.split(" ")), cast(Side, side)))
    return tuple(games)
