"""Every mode and policy against an exhibition worked out from the manual's rules alone (tests/oracle.py)."""

from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from random import Random

import pytest

from simul.analysis.run import play
from simul.analysis.theory import game_by_game, round_the_boards
from simul.hall.trace import Kind, Trace
from simul.modes.mode import Mode
from simul.modes.registry import MODES
from simul.scenario.plan import Plan, make_plan
from simul.scenario.scenario import Group, Master, Scenario
from simul.scenario.think_time import ThinkTime
from tests import oracle
from tests.modes.concurrent import EVERY
from tests.plans import COLOURS, plan_of_boards, planned_board, side_at

SCENARIOS = 300
STRIDE = 29
"""On processes, which take a fifth of a second each time, only every 29th case is played."""

WHAT = {
    Kind.MASTER_WALKS: "walks",
    Kind.MASTER_THINKS: "thinks",
    Kind.MASTER_MOVES: "moves",
    Kind.OPPONENT_THINKS: "thinks",
    Kind.OPPONENT_MOVES: "moves",
}

Case = tuple[Plan, list[oracle.Game], oracle.Time]


def case(number: int, policy: str) -> Case:
    """A small exhibition, and the same for the oracle; every second one has many ties.

    Every third is made by `make_plan`, from lengths of time that no double holds exactly.
    """
    random = Random(number)
    few_lengths = number % 2 == 0
    return (_asked if number % 3 == 0 else _built)(random, few_lengths, policy)


def _built(random: Random, few_lengths: bool, policy: str) -> Case:
    lengths = [0.0, *random.sample((1.0, 2.0, 3.0, 5.0), 2)]

    def seconds() -> float:
        return random.choice(lengths) if few_lengths else random.randrange(2**26) / 2**20

    colour = random.choice(COLOURS)
    boards, games = [], []
    for number in range(1, random.randint(1, 6) + 1):
        plies = random.randint(2, 10)
        hers, his = ([seconds() for _ in range(5)] for _ in "12")
        board = planned_board(number, plies, hers, his, side_at(number, colour))
        boards.append(board)
        thinks = [[Fraction(s) for s in t] for t in (board.master_think, board.opponent_think)]
        games.append(oracle.Game(board.master_first, *thinks))
    walk = random.choice((0.0, random.choice(lengths), seconds()))
    return plan_of_boards(boards, walk, policy, colour), games, Fraction(walk)


def _asked(random: Random, few_lengths: bool, policy: str) -> Case:
    most = 3 if few_lengths else 1000
    tenths = [random.randint(0, most) / 10 for _ in range(4)]
    hers, walk = tenths[0], random.choice((0.0, tenths[1]))
    groups = [Group(random.randint(1, 3), ThinkTime("constant", (his,))) for his in tenths[2:]]
    colour, pairs = random.choice(COLOURS), random.randint(1, 5)
    boards = sum(group.boards for group in groups)
    scenario = Scenario(
        name="asked",
        boards=boards,
        move_pairs=pairs,
        policy=policy,
        master=Master(ThinkTime("constant", (hers,)), walk, colour),
        groups=tuple(groups),
    )
    plan = make_plan(scenario)
    his_at = [group.think.values[0] for group in groups for _ in range(group.boards)]
    games = [
        oracle.Game(
            planned.master_first, [oracle.rounded(hers)] * pairs, [oracle.rounded(his)] * pairs
        )
        for planned, his in zip(plan.boards, his_at, strict=True)
    ]
    return plan, games, oracle.rounded(walk)


@cache
def cases(policy: str) -> list[Case]:
    return [case(number, policy) for number in range(SCENARIOS)]


@cache
def stories(policy: str, concurrent: bool) -> list[oracle.Story]:
    """What has to happen, by the number of the case."""
    return [
        oracle.round_the_boards(games, walk, policy)
        if concurrent
        else oracle.one_game_after_the_other(games, walk)
        for _, games, walk in cases(policy)
    ]


def told_by(mode: Mode, asked: str) -> Iterator[tuple[Plan, oracle.Story]]:
    """The cases to be played in this mode, each with what has to happen."""
    every = STRIDE if mode.family == "process" else 1
    policy = mode.policy or asked  # a mode may go by one of its own
    plans = (plan for plan, _, _ in cases(asked))
    yield from list(zip(plans, stories(policy, mode.concurrent), strict=True))[::every]


def by_party(trace: Trace) -> tuple[list[oracle.Event], dict[int, list[oracle.Event]]]:
    """What the master does, in order, and what each opponent does."""
    master: list[oracle.Event] = []
    opponents: dict[int, list[oracle.Event]] = {}
    for index in range(len(trace)):
        time, kind, board, _ = trace[index]
        if kind not in WHAT:
            continue
        hers = kind in (Kind.MASTER_WALKS, Kind.MASTER_THINKS, Kind.MASTER_MOVES)
        party = master if hers else opponents.setdefault(board, [])
        party.append(oracle.Event(Fraction(time), WHAT[kind], board))
    return master, opponents


@pytest.mark.slow
@pytest.mark.parametrize("policy", oracle.POLICIES)
@pytest.mark.parametrize("mode", EVERY)
def test_what_happens_is_what_the_rules_say(mode: Mode, policy: str) -> None:
    for plan, story in told_by(mode, policy):
        run = play(mode, plan)
        assert by_party(run.trace) == (story.master, story.opponents)
        summary = run.summary
        assert Fraction(summary.elapsed_s) == story.elapsed
        assert Fraction(summary.master_done_s) == story.master_done
        walks = sum(event.what == "walks" for event in story.master)
        hers = sum(sum(map(Fraction, board.master_think)) for board in plan.boards)
        walking = Fraction(plan.walk_s) * walks
        assert Fraction(summary.master_thinking_s) == hers
        assert Fraction(summary.master_walking_s) == walking
        assert Fraction(summary.master_waiting_s) == story.master_done - hers - walking
        assert Fraction(summary.waits_s.max) == max(story.waits)
        assert summary.waits_s.mean == float(sum(story.waits)) / len(story.waits)


@pytest.mark.parametrize("policy", oracle.POLICIES)
def test_theory_makes_the_visits_that_the_rules_say(policy: str) -> None:
    for concurrent, visits in ((True, round_the_boards), (False, game_by_game)):
        for (plan, _, _), story in zip(cases(policy), stories(policy, concurrent), strict=True):
            found = [(visit.board, Fraction(visit.sits_at)) for visit in visits(plan)]
            assert found == story.visits


@pytest.mark.parametrize("policy", ["ready", "longest-wait"])
def test_ties_decide_in_many_of_the_cases(policy: str, monkeypatch: pytest.MonkeyPatch) -> None:
    rightly = stories(policy, concurrent=True)
    monkeypatch.setattr(oracle, "in_a_tie", lambda moved_last, number: (-moved_last, -number))
    otherwise = [oracle.round_the_boards(games, walk, policy) for _, games, walk in cases(policy)]
    assert sum(a != b for a, b in zip(rightly, otherwise, strict=True)) > SCENARIOS / 3


def test_a_board_that_replies_at_once_joins_the_end_of_the_queue() -> None:
    # All think times are 0 s, so all replies are due when she moves; a walk takes 5 s. First come, first
    # served is 1, 2, 3 from 0:00:00; at board 1 she has moved after 2 and 3 began to wait.
    plan = plan_of_boards(
        [planned_board(number, 6, 0.0, 0.0) for number in (1, 2, 3)], walk=5.0, policy="ready"
    )
    trace = play(MODES["async"], plan).trace
    events = [trace[index] for index in range(len(trace))]
    visits = [event.board for event in events if event.kind == Kind.MASTER_THINKS]
    assert visits == [1, 2, 3] * 3
