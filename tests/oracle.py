"""An exhibition worked out from the manual's rules alone: exact fractions, and a loop over boards.

Nothing here is imported from simul, so that what is wrong there cannot be wrong here in the same way. Slow,
and meant to be read beside "The rules of the hall".
"""

from collections.abc import Callable
from fractions import Fraction
from typing import NamedTuple

Time = Fraction

POLICIES = ("lap", "skip", "ready", "longest-wait")
"""Those whose rules are told here."""

STEP = Fraction(1, 2**20)
"""Think times and walks are rounded to multiples of this many seconds."""


def rounded(seconds: float) -> Time:
    """A think time or a walk, as the plan has it."""
    return round(Fraction(seconds) / STEP) * STEP


class Game(NamedTuple):
    """A board as it was planned: who begins, her think times, and his."""

    she_begins: bool
    hers: list[Time]
    his: list[Time]


class Event(NamedTuple):
    """One thing that happens: "walks" (to the board), "thinks", "moves", of the master or the opponent."""

    time: Time
    what: str
    board: int


class Story(NamedTuple):
    """What each party does, in order; and the waits, in the order in which they end."""

    master: list[Event]
    opponents: dict[int, list[Event]]
    waits: list[Time]

    @property
    def visits(self) -> list[tuple[int, Time]]:
        """(board, when she sits down there), in order."""
        return [(event.board, event.time) for event in self.master if event.what == "thinks"]

    @property
    def master_done(self) -> Time:
        """When she makes her last move."""
        return max(event.time for event in self.master if event.what == "moves")

    @property
    def elapsed(self) -> Time:
        """When the last move of all is made."""
        replies = (event.time for events in self.opponents.values() for event in events)
        return max(self.master_done, *replies)


def one_game_after_the_other(games: list[Game], walk: Time) -> Story:
    """Sync: she goes to each board in order, and stays until its game is over."""
    story = Story([], {number: [] for number in range(1, len(games) + 1)}, [])
    now = Time(0)
    for number, game in enumerate(games, 1):
        if number > 1:
            now = _walks(story, now, walk, number)
        turn_at = Time(0)  # where she has White, she is waited for from the beginning
        hers, his = list(game.hers), list(game.his)
        her_turn = game.she_begins
        while hers or his:
            if her_turn:
                story.waits.append(now - turn_at)
                now = _thinks(story.master, now, hers.pop(0), number)
            else:
                now = turn_at = _thinks(story.opponents[number], now, his.pop(0), number)
            her_turn = not her_turn
    return story


def round_the_boards(games: list[Game], walk: Time, policy: str) -> Story:
    """She moves, leaves the opponent to think, and goes where the policy says."""
    numbers = range(1, len(games) + 1)
    story = Story([], {number: [] for number in numbers}, [])
    hers = {number: list(game.hers) for number, game in enumerate(games, 1)}
    his = {number: list(game.his) for number, game in enumerate(games, 1)}
    turn_at, waited = dict.fromkeys(numbers, Time(0)), dict.fromkeys(numbers, Time(0))
    moved_last = dict.fromkeys(
        numbers, 0
    )  # at which of her moves, of all boards, she was here last
    for number, game in enumerate(games, 1):
        if not game.she_begins:  # he thinks from 0:00:00 on
            turn_at[number] = _thinks(story.opponents[number], Time(0), his[number].pop(0), number)
    now, at, moves = Time(0), 1, 0
    while any(hers.values()):
        on_the_way = [(at - 1 + step) % len(games) + 1 for step in range(moves > 0, len(games) + 1)]
        playing = [number for number in on_the_way if hers[number]]
        if policy != "lap":  # with nobody there she stays where she is, until the next reply
            now = max(now, min(turn_at[number] for number in playing))
        there = [number for number in playing if turn_at[number] <= now]
        number = _choices(playing, there, turn_at, waited, moved_last, now)[policy]()
        if number != at:
            now = _walks(story, now, walk, number)
        at, now = number, max(now, turn_at[number])
        story.waits.append(now - turn_at[number])
        waited[number] += now - turn_at[number]
        now = _thinks(story.master, now, hers[number].pop(0), number)
        moves += 1
        moved_last[number] = moves
        if his[number]:
            turn_at[number] = _thinks(story.opponents[number], now, his[number].pop(0), number)
    return story


def _choices(
    playing: list[int],
    there: list[int],
    turn_at: dict[int, Time],
    waited: dict[int, Time],
    moved_last: dict[int, int],
    now: Time,
) -> dict[str, Callable[[], int]]:
    """Whom each policy takes. `playing` and `there` are in the order in which she would come by."""
    return {
        "lap": lambda: playing[0],
        "skip": lambda: there[0],
        "ready": lambda: min(there, key=lambda n: (turn_at[n], in_a_tie(moved_last[n], n))),
        "longest-wait": lambda: min(
            there, key=lambda n: (-(waited[n] + now - turn_at[n]), in_a_tie(moved_last[n], n))
        ),
    }


def in_a_tie(moved_last: int, number: int) -> tuple[int, int]:
    """The less of two goes first: where she has not moved, by number; then in the order of her moves."""
    return moved_last, number


def _walks(story: Story, now: Time, walk: Time, number: int) -> Time:
    if walk:
        story.master.append(Event(now, "walks", number))
    return now + walk


def _thinks(events: list[Event], now: Time, seconds: Time, number: int) -> Time:
    events.append(Event(now, "thinks", number))
    events.append(Event(now + seconds, "moves", number))
    return now + seconds
