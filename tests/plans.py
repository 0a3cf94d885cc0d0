"""Plans that are built straight from think times, and strategies that draw small ones."""

from array import array
from collections.abc import Sequence
from itertools import cycle, islice

from hypothesis import strategies as st

from simul.scenario import policies
from simul.scenario.games.game import Side
from simul.scenario.plan import Plan, PlannedBoard
from simul.scenario.scenario import Colour, Group, Master, Scenario
from simul.scenario.think_time import on_grid

POLICIES = tuple(policies.POLICIES)
COLOURS: tuple[Colour, ...] = ("white", "black", "alternate")

KNIGHTS = ("g1f3", "g8f6", "f3g1", "f6g8")

Thinks = float | Sequence[float]
"""Seconds for every move, or for one after the other, beginning again at the end."""


def _seconds(thinks: Thinks, count: int) -> "array[float]":
    each = thinks if isinstance(thinks, Sequence) else (thinks,)
    return array("d", (on_grid(each[index % len(each)]) for index in range(count)))


def planned_board(
    number: int, plies: int, master: Thinks, opponent: Thinks, side: Side = "white"
) -> PlannedBoard:
    """One board of so many plies, its times on the grid; its knights go out and back, again and again."""
    first, second = (plies + 1) // 2, plies // 2
    mine, theirs = (first, second) if side == "white" else (second, first)
    return PlannedBoard(
        number=number,
        master_colour=side,
        white="White",
        black="Black",
        result="*",
        moves=tuple(islice(cycle(KNIGHTS), plies)),
        master_first=side == "white",
        master_think=_seconds(master, mine),
        opponent_think=_seconds(opponent, theirs),
    )


def plan_of_boards(
    boards: Sequence[PlannedBoard],
    walk: float = 0.0,
    policy: str = "lap",
    colour: Colour = "white",
) -> Plan:
    """A plan of boards that have been made one by one."""
    count = len(boards)
    scenario = Scenario(
        name="test",
        boards=count,
        move_pairs=None,
        policy=policy,
        master=Master(walk=walk, colour=colour),
        groups=(Group(count),),
    )
    return Plan(scenario, tuple(boards))


def side_at(number: int, colour: Colour) -> Side:
    """The master's colour at a board; by turns, she has White at the odd ones."""
    if colour == "alternate":
        return "white" if number % 2 else "black"
    return colour


def plan_of(
    boards: int,
    pairs: int,
    master: Thinks = 5.0,
    opponent: Thinks = 55.0,
    walk: float = 0.0,
    policy: str = "lap",
    colour: Colour = "white",
    plies: int | None = None,
) -> Plan:
    """A plan of boards that are all alike; `plies`, where given, instead of so many move pairs."""
    length = 2 * pairs if plies is None else plies
    return plan_of_boards(
        [
            planned_board(number, length, master, opponent, side_at(number, colour))
            for number in range(1, boards + 1)
        ],
        walk,
        policy,
        colour,
    )


THINK_TIMES = st.one_of(
    st.sampled_from((0.0, 1.0, 2.0, 5.0)),  # ties, and none at all
    st.integers(0, 2**26).map(lambda steps: steps / 2**20),  # up to 64 s, on the grid of real draws
)


@st.composite
def plans(draw: st.DrawFn, most_boards: int = 6, most_plies: int = 9) -> Plan:
    """A small exhibition with think times of every kind, walks, colours, policies and lengths."""
    colour = draw(st.sampled_from(COLOURS))
    boards = []
    for number in range(1, draw(st.integers(1, most_boards)) + 1):
        plies = draw(st.integers(2, most_plies))
        times = st.lists(THINK_TIMES, min_size=1, max_size=(plies + 1) // 2)
        side = side_at(number, colour)
        boards.append(planned_board(number, plies, draw(times), draw(times), side))
    return plan_of_boards(
        boards,
        walk=draw(st.sampled_from((0.0, 0.0, 1.0, 2.5))),
        policy=draw(st.sampled_from(POLICIES)),
        colour=colour,
    )
