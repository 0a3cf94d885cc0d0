"""The games that are played: bundled with the program, made at random, or from a person's own file."""

from collections.abc import Iterator, Sequence
from itertools import chain, count
from random import Random

from simul.scenario.games.game import SHORTEST_PLIES, Game, GamesError, Side
from simul.scenario.scenario import Scenario


def _side(scenario: Scenario, number: int) -> Side:
    """Return the master's colour at a board; by turns, she has White at the odd ones."""
    if scenario.master.colour == "alternate":
        return "white" if number % 2 else "black"
    return scenario.master.colour


def _all_of(scenario: Scenario) -> Sequence[Game]:
    """Return every game that the scenario's source has; what one source alone needs is imported here."""
    if scenario.games == "bundled":
        from simul.scenario.games.bundled import bundled_games

        return bundled_games()
    if scenario.games == "random":
        from simul.scenario.games.random_moves import random_games

        return random_games(scenario.seed, scenario.boards, scenario.move_pairs)
    from simul.scenario.games.pgn import read_pgn

    return read_pgn(scenario.games)


def _long_enough(scenario: Scenario, games: Sequence[Game], side: Side) -> list[Game]:
    pairs = scenario.move_pairs
    plies = SHORTEST_PLIES if pairs is None else 2 * pairs
    of_side = [game for game in games if game.master_colour in (None, side)]
    pool = [game for game in of_side if len(game.moves) >= plies]
    if not pool:
        longest = max((len(game.moves) // 2 for game in of_side), default=0)
        raise GamesError(
            f"games: {scenario.games!r} has no game of {plies // 2} move pairs for the master with "
            f"{side.capitalize()}: the longest of its {len(of_side)} has {longest}; "
            'ask for fewer move_pairs (--pairs), for "game", or for other games'
        )
    return pool


def _in_seeded_order(games: Sequence[Game], seed: int, name: str, first: int = 0) -> Iterator[Game]:
    """Give every game once in an order drawn from the seed, then all again in another, without end."""
    for cycle in count(first):
        random = Random(f"{seed}/games/{name}/{cycle}")
        keys = [random.random() for _ in games]
        for index in sorted(range(len(games)), key=keys.__getitem__):
            yield games[index]


def _source(scenario: Scenario, pool: Sequence[Game], name: str) -> Iterator[Game]:
    """Give the games of a pool, one after the other, without end.

    Games made at random come as they were made, once: their number is that of the boards, and a shuffle
    of more would change the first ones.
    """
    if scenario.games == "random":
        return chain(pool, _in_seeded_order(pool, scenario.seed, name, first=1))
    return _in_seeded_order(pool, scenario.seed, name)


def pick_games(scenario: Scenario) -> Iterator[tuple[Side, Game]]:
    """Give the master's colour and a game for each board, board 1 first.

    Raises GamesError where the games cannot be read, or none is long enough.
    """
    games = _all_of(scenario)
    of_a_side = any(game.master_colour for game in games)
    sources: dict[str, Iterator[Game]] = {}
    for number in range(1, scenario.boards + 1):
        side = _side(scenario, number)
        # Games for either colour are one source: each is played once before any is played twice.
        name = side if of_a_side else "either"
        if name not in sources:
            pool = _long_enough(scenario, games, side)
            sources[name] = _source(scenario, pool, name)
        yield side, next(sources[name])
