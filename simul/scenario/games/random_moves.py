"""Games of random legal moves: nonsense as chess, but quite legal, and the same for the same seed."""

from random import Random

import chess

from simul.scenario.games.game import Game, GamesError

MOST_GAMES = 256
"""Most different games that are made; more boards than that repeat them."""
LONGEST_PAIRS = 80
"""A whole game is cut off here where it has not ended by then."""
MOST_DRAWS = 50
"""Tries to draw a game that is long enough: few random games reach 300 pairs."""


def random_games(seed: int, boards: int, move_pairs: int | None) -> list[Game]:
    """Return as many games as there are boards, MOST_GAMES at the most, each long enough.

    A game that ends too soon by the rules of chess is drawn again. Raises GamesError where MOST_DRAWS
    do not give one that is long enough.
    """
    plies = 2 * (LONGEST_PAIRS if move_pairs is None else move_pairs)
    games = []
    for index in range(min(boards, MOST_GAMES)):
        random = Random(f"{seed}/{index}/moves")
        drawn = (_play(random, plies) for _ in range(MOST_DRAWS))
        game = next((g for g in drawn if move_pairs is None or len(g.moves) == plies), None)
        if game is None:
            raise GamesError(
                f"games: none of {MOST_DRAWS} random games came to {move_pairs} move pairs; "
                'ask for fewer move_pairs (--pairs), for "game", or for other games'
            )
        games.append(game)
    return games


def _play(random: Random, plies: int) -> Game:
    board = chess.Board()
    moves: list[str] = []
    while len(moves) < plies:
        # In an order of our own, and drawn again until legal: every legal move is equally likely.
        candidates = sorted(board.pseudo_legal_moves, key=_order)
        legal = False
        while candidates and not legal:
            move = candidates.pop(int(random.random() * len(candidates)))
            legal = board.is_legal(move)
        if not legal:
            break
        board.push(move)
        moves.append(move.uci())
        if board.is_insufficient_material() or board.is_seventyfive_moves():
            break
        if board.is_fivefold_repetition():
            break
    outcome = board.outcome()
    result = "*" if outcome is None else outcome.result()
    return Game("Random mover", "Random mover", result, tuple(moves))


def _order(move: chess.Move) -> int:
    return move.from_square << 9 | move.to_square << 3 | (move.promotion or 0)
