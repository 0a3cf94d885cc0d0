"""The modes sync and async: what holds of every exhibition, whoever plays it."""

import asyncio
import time
from array import array
from itertools import pairwise

import pytest
from hypothesis import given

from simul.analysis.run import play
from simul.analysis.summary import summarise
from simul.analysis.theory import going_round, limit, one_after_the_other
from simul.hall.hall import Hall
from simul.hall.trace import KIND_BITS, KIND_MASK, MASTER, Event, Kind, Trace, party_of
from simul.modes import async_
from simul.modes.registry import MODES
from simul.scenario.plan import Plan
from tests.core_plans import POLICY_NAMES, board, constant, plan_of, plans, polgar

MODE_NAMES = ("sync", "async")


def events_of(trace: Trace) -> list[Event]:
    """Every row, whether it is known where its party rests or not."""
    return [
        Event(when, Kind(what & KIND_MASK), what >> KIND_BITS, 0)
        for when, what in zip(trace.times, trace.whats, strict=True)
    ]


class Table:
    """One board, as the checker sees it."""

    def __init__(self, plan: Plan, number: int) -> None:
        planned = plan.boards[number - 1]
        self.thinks = {True: list(planned.master_think), False: list(planned.opponent_think)}
        self.masters_turn = planned.master_first
        self.plies_left = len(planned.moves)
        self.thinking_until: float | None = None

    def thinks_from(self, when: float, master: bool) -> None:
        assert self.masters_turn is master, "out of turn"
        assert self.thinking_until is None, "thinking already"
        self.thinking_until = when + self.thinks[master].pop(0)

    def moves_at(self, when: float, master: bool, exactly: bool) -> None:
        assert self.masters_turn is master, "out of turn"
        assert self.thinking_until is not None, "has not thought"
        assert when == self.thinking_until if exactly else when >= self.thinking_until
        self.thinking_until = None
        self.masters_turn = not master
        self.plies_left -= 1


def check_laws(plan: Plan, trace: Trace, *, exactly: bool = True) -> None:
    """Raise AssertionError unless this trace is that of an exhibition that could have taken place.

    With `exactly`, whoever has thought moves in that instant.
    """
    tables = {planned.number: Table(plan, planned.number) for planned in plan.boards}
    here, there_at, thinking_at, now = 1, 0.0, 0, 0.0
    for event in events_of(trace):
        assert event.time >= now, "time ran back"
        now, table = event.time, tables[event.board]
        match event.kind:
            case Kind.MASTER_WALKS:
                assert not thinking_at, "walks while she thinks"
                assert now >= there_at, "sets out while she walks"
                assert event.board != here, "walks to where she is"
                here, there_at = event.board, now + plan.walk_s
            case Kind.MASTER_THINKS:
                assert not thinking_at, "thinks at two boards"
                assert now >= there_at, "thinks while she walks"
                assert plan.walk_s == 0 or event.board == here, "is elsewhere"
                here = thinking_at = event.board
                table.thinks_from(now, master=True)
            case Kind.MASTER_MOVES:
                assert thinking_at == event.board, "moves where she has not thought"
                thinking_at = 0
                table.moves_at(now, master=True, exactly=exactly)
            case Kind.OPPONENT_THINKS:
                table.thinks_from(now, master=False)
            case Kind.OPPONENT_MOVES:
                table.moves_at(now, master=False, exactly=exactly)
    for table in tables.values():
        assert table.plies_left == 0, "not played out"
        assert table.thinks == {True: [], False: []}


# The checker itself


def hand_made(*rows: tuple[float, int, Kind]) -> Trace:
    trace = Trace()
    for when, number, kind in rows:
        trace.times.append(when)
        trace.whats.append(number << KIND_BITS | kind)
    return trace


ONE_PAIR = (
    (0, 1, Kind.MASTER_THINKS),
    (5, 1, Kind.MASTER_MOVES),
    (5, 1, Kind.OPPONENT_THINKS),
    (60, 1, Kind.OPPONENT_MOVES),
)


def test_the_checker_lets_a_right_trace_pass() -> None:
    check_laws(constant(1, 1), hand_made(*ONE_PAIR))


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        (ONE_PAIR[:3], "not played out"),
        (ONE_PAIR[1:], "moves where she has not thought"),
        ((*ONE_PAIR[:2], ONE_PAIR[3]), "has not thought"),
        ((*ONE_PAIR[:2], (4, 1, Kind.OPPONENT_THINKS)), "time ran back"),
        ((*ONE_PAIR[:2], ONE_PAIR[0]), "time ran back"),
        ((ONE_PAIR[0], (0, 2, Kind.MASTER_THINKS)), "thinks at two boards"),
        (((0, 1, Kind.OPPONENT_THINKS),), "out of turn"),
        ((ONE_PAIR[0], (0, 2, Kind.MASTER_WALKS)), "walks while she thinks"),
    ],
)
def test_the_checker_stops_a_wrong_one(
    rows: tuple[tuple[float, int, Kind], ...], message: str
) -> None:
    with pytest.raises(AssertionError, match=message):
        check_laws(constant(2, 1), hand_made(*rows))


# Properties


@pytest.mark.parametrize("mode", MODE_NAMES)
@given(plan=plans())
def test_every_trace_keeps_the_laws(mode: str, plan: Plan) -> None:
    check_laws(plan, play(MODES[mode], plan).trace)


@given(plans())
def test_sync_takes_the_sum_of_all_think_times_and_walks(plan: Plan) -> None:
    figures = play(MODES["sync"], plan).summary
    thinks = sum(sum(b.master_think) + sum(b.opponent_think) for b in plan.boards)
    assert figures.elapsed_s == thinks + plan.walk_s * (len(plan.boards) - 1)
    assert (figures.elapsed_s, figures.master_done_s) == one_after_the_other(plan)


@pytest.mark.parametrize("policy", POLICY_NAMES)
def test_async_takes_what_the_recurrence_says(policy: str) -> None:
    @given(plans(policies=[policy]))
    def check(plan: Plan) -> None:
        figures = play(MODES["async"], plan).summary
        assert (figures.elapsed_s, figures.master_done_s) == going_round(plan)

    check()


@pytest.mark.parametrize("mode", MODE_NAMES)
@given(plan=plans())
def test_no_mode_beats_the_limit(mode: str, plan: Plan) -> None:
    assert play(MODES[mode], plan).summary.elapsed_s >= limit(plan)


@pytest.mark.parametrize("mode", MODE_NAMES)
@given(plan=plans())
def test_two_runs_are_the_same_to_the_byte_and_leave_the_plan_alone(mode: str, plan: Plan) -> None:
    before = plan.digest()
    first, second = (play(MODES[mode], plan).trace for _ in range(2))
    assert plan.digest() == before
    for column in ("times", "whats", "lines"):
        mine: array[float] = getattr(first, column)
        assert mine.tobytes() == getattr(second, column).tobytes()


@given(plans(most_boards=1))
def test_at_one_board_async_is_sync(plan: Plan) -> None:
    runs = [play(MODES[mode], plan) for mode in MODE_NAMES]
    assert runs[0].summary == runs[1].summary


# Source lines


def suspending_lines(mode: str) -> set[int]:
    """The lines of the mode's own file at which a party of it may be suspended."""
    words = {"sync": ("sleep(",), "async": ("await ", "async with ")}[mode]
    lines = MODES[mode].source.read_text(encoding="utf-8").splitlines()
    return {
        number for number, line in enumerate(lines, 1) if line.strip().startswith(words)
        or any(f" {word}" in line.split("#")[0] for word in words)
    }  # fmt: skip


@pytest.mark.parametrize("mode", MODE_NAMES)
@given(plan=plans())
def test_every_row_has_a_line_that_suspends(mode: str, plan: Plan) -> None:
    trace = play(MODES[mode], plan).trace
    assert len(trace.times) == len(trace.whats) == len(trace)
    allowed, left = suspending_lines(mode), set[int]()
    for index, (what, line) in enumerate(zip(trace.whats, trace.lines, strict=True)):
        party = party_of(what)
        if mode == "async":
            assert party not in left, "who has left does nothing more"
        if line:
            assert line in allowed
        else:
            left.add(party)
            assert mode == "async" or index == len(trace) - 1


def line_of(mode: str, text: str) -> int:
    """The number of the one line that has this text."""
    lines = MODES[mode].source.read_text(encoding="utf-8").splitlines()
    (number,) = (number for number, line in enumerate(lines, 1) if text in line)
    return number


def test_at_the_beginning_of_an_async_run() -> None:
    trace = play(MODES["async"], polgar()).trace
    at_0 = [trace[index] for index in range(len(trace)) if trace[index].time == 0]
    thinks, waits = line_of("async", "master_thinks()"), line_of("async", "await moved.wait()")
    # She sits down at board 1, and each of the 24 opponents goes to wait for her move.
    assert at_0[0] == Event(0, Kind.MASTER_THINKS, 1, thinks)
    assert at_0[1:] == [Event(0, Kind.OPPONENT_PARKS, number, waits) for number in range(1, 25)]


def test_at_the_end_of_an_async_run() -> None:
    trace = play(MODES["async"], polgar()).trace
    assert trace[-1] == Event(3_655, Kind.OPPONENT_MOVES, 24, 0)
    last_of_hers = max(i for i, what in enumerate(trace.whats) if party_of(what) == MASTER)
    # She has made her last move, and waits for the opponents where the task group ends.
    assert trace[last_of_hers].time == 3_600
    assert trace[last_of_hers].line == line_of("async", "async with asyncio")


def test_in_sync_she_sits_through_his_think_time() -> None:
    trace = play(MODES["sync"], constant(1, 1)).trace
    mine, his = line_of("sync", "master_thinks()"), line_of("sync", "opponent_thinks()")
    assert [trace[index] for index in range(len(trace))] == [
        Event(0, Kind.MASTER_THINKS, 1, mine),
        Event(5, Kind.MASTER_MOVES, 1, his),
        Event(5, Kind.OPPONENT_THINKS, 1, his),
        Event(60, Kind.OPPONENT_MOVES, 1, 0),
    ]


# Examples


@pytest.mark.parametrize(
    ("boards", "sync_s", "async_s"),
    [
        (1, 1_800, 1_800),
        (4, 7_200, 1_815),  # 29 * 60 + 4 * 5 + 55
        (10, 18_000, 1_845),  # 29 * 60 + 10 * 5 + 55
        (24, 43_200, 3_655),  # 29 * 120 + 24 * 5 + 55
    ],
)
def test_5_and_55_seconds_and_30_pairs(boards: int, sync_s: float, async_s: float) -> None:
    plan = constant(boards, 30)
    assert play(MODES["sync"], plan).summary.elapsed_s == sync_s
    assert play(MODES["async"], plan).summary.elapsed_s == async_s


@pytest.mark.parametrize("policy", POLICY_NAMES)
@pytest.mark.parametrize("mode", MODE_NAMES)
def test_think_times_of_0(mode: str, policy: str) -> None:
    for master, opponent in ((0, 0), (0, 55), (5, 0)):
        plan = constant(3, 4, master, opponent, policy=policy)
        run = play(MODES[mode], plan)
        check_laws(plan, run.trace)
        expected = one_after_the_other(plan) if mode == "sync" else going_round(plan)
        assert run.summary.elapsed_s == expected.elapsed_s


def test_his_reply_and_her_arrival_in_one_instant() -> None:
    # Two boards, 5 s each, 5 s a reply: she comes back to board 1 at 10 s, just as it replies.
    plan = constant(2, 3, 5, 5)
    assert play(MODES["async"], plan).summary.elapsed_s == 35  # 3 * 2 * 5 + 5
    assert play(MODES["async"], plan).summary.waits_s.max == 5  # board 2's first move


# The stock loop


class RealTime:
    """Exhibition time that is real time."""

    def __init__(self) -> None:
        self._began = time.monotonic()

    @property
    def now(self) -> float:
        return time.monotonic() - self._began

    def sleep(self, seconds: float) -> None:
        raise AssertionError("the async mode blocks nobody")


@pytest.mark.slow
def test_async_runs_unchanged_on_the_stock_loop() -> None:
    # 20 and 100 ms, 4 boards, 4 pairs: 3 * 120 + 4 * 20 + 100 = 540 ms
    plan = constant(4, 4, 0.020, 0.100)
    expected = going_round(plan).elapsed_s
    assert expected == pytest.approx(0.540, abs=2e-5)  # 20 ms are not on the grid
    hall = Hall(plan, RealTime())
    asyncio.run(async_.play(hall))
    check_laws(plan, hall.trace, exactly=False)
    assert summarise(plan, hall.trace).elapsed_s >= expected  # by how much is the machine's doing


def test_on_the_stock_loop_she_takes_the_boards_in_the_same_order() -> None:
    plan = plan_of(
        board(1, [0.002] * 3, [0.004] * 3),
        board(2, [0.002], [0.006, 0.002], master_first=False),
        board(3, [0.002] * 2, [0.003]),
        walk=0.001,
    )
    hall = Hall(plan, RealTime())
    asyncio.run(async_.play(hall))
    hers = [
        [(e.kind, e.board) for e in events_of(trace) if e.kind <= Kind.MASTER_MOVES]
        for trace in (hall.trace, play(MODES["async"], plan).trace)
    ]
    assert hers[0] == hers[1]


def test_time_starts_at_0_and_is_in_order() -> None:
    for mode in MODE_NAMES:
        times = play(MODES[mode], polgar()).trace.times
        assert times[0] == 0
        assert all(before <= after for before, after in pairwise(times))
