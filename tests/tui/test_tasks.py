"""The tasks: their states, what they wait for, the queue, the warnings, and the order of the table."""

from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simul.analysis import resumptions
from simul.analysis.resumptions import Resumptions
from simul.analysis.run import play
from simul.analysis.tasks import TaskState, counts_of, queue_of, task_of, warnings_of
from simul.hall.trace import MASTER, party_of
from simul.modes.mode import Mode
from simul.modes.pitfalls.registry import PITFALLS
from simul.modes.registry import MODES
from simul.scenario.plan import Plan
from simul.tui.panes.task_table import COLUMNS, DROPPED, columns_in, order
from simul.tui.session.lane import Lane
from tests.plans import plan_of, plans
from tests.tui.lanes import session

MODES_AND_PITFALLS = st.sampled_from(
    [MODES[name] for name in ("sync", "async", "callbacks", "generators")] + [*PITFALLS.values()]
)
RUNNING, READY, WAITING, DONE = TaskState


def lane_of(plan: Plan, mode: Mode) -> Lane:
    return Lane(mode, plan, 0.0, play(mode, plan))


@given(plan=plans(), mode=MODES_AND_PITFALLS, share=st.floats(0.0, 1.1))
def test_every_task_is_in_one_state_and_its_time_adds_up(
    plan: Plan, mode: Mode, share: float
) -> None:
    lane = lane_of(plan, mode)
    rows = len(lane.view.trace)
    if not rows:
        return  # a livelock from the first step
    time = share * lane.view.trace.times[rows - 1]
    lane.seek(time)
    tasks = [task_of(lane.moment, party) for party in range(len(plan.boards) + 1)]
    counts = counts_of(lane.view)
    assert sum(counts.values()) == len(tasks)
    for state in TaskState:
        assert counts[state] == sum(task.state is state for task in tasks)
    for task in tasks:
        assert 0.0 <= task.since <= time
        assert (task.waits_for == "") == (task.state is DONE)
        if task.state is not DONE:
            assert sum(task.spent) == pytest.approx(time)
        elif task.party:
            assert sum(task.spent) == pytest.approx(task.since)
    queue = queue_of(lane.view, 1000)
    assert len(queue.ready) == queue.ready_in_all
    assert set(queue.ready) == {task.party for task in tasks[1:] if task.state is READY}
    assert [when for when, _ in queue.due] == sorted(when for when, _ in queue.due)
    thinking = {task.party for task in tasks[1:] if task.state is WAITING}
    assert thinking == {party for _, party in queue.due} - {MASTER}
    warnings_of(lane.view, lane.run)


def test_two_boards_second_by_second() -> None:
    # 5 s a move, 7 s a reply: she thinks at 1 until 5 and at 2 until 10; 1 has replied at 12, 2 at 17.
    with session(plan_of(2, 2, 5.0, 7.0), "async") as it:

        def at(time: float) -> list[tuple[TaskState, str]]:
            it.playhead.seek(time)
            tasks = [task_of(it.lane.moment, party) for party in range(3)]
            return [(task.state, task.waits_for) for task in tasks]

        assert at(1.0) == [
            (RUNNING, "her think time, until 0:00:05"),
            (RUNNING, "her move, until 0:00:05"),
            (READY, "the master"),
        ]
        assert at(11.0) == [
            (WAITING, "a reply (board 1's)"),
            (WAITING, "the opponent, until 0:00:12"),
            (WAITING, "the opponent, until 0:00:17"),
        ]
        assert at(23.0) == [
            (DONE, ""),
            (WAITING, "the opponent, until 0:00:24"),
            (WAITING, "the opponent, until 0:00:29"),
        ]
        assert at(24.0)[1] == (DONE, "")


@pytest.mark.parametrize(
    ("policy", "walk", "time", "expected"),
    [
        ("ready", 0.0, 11.0, "any reply"),
        ("lap", 0.0, 11.0, "a reply (board 1's)"),
        ("lap", 1.0, 12.0, "a reply (board 1's)"),  # she has walked there from 11 s on
        ("lap", 1.0, 11.5, "her walk, until 0:00:12"),
        ("lap", 1.0, 5.5, "her walk, until 0:00:06"),
    ],
)
def test_what_she_waits_for(policy: str, walk: float, time: float, expected: str) -> None:
    plan = plan_of(2, 2, 5.0, 17.0, walk=walk, policy=policy)
    lane = lane_of(plan, MODES["async"])
    lane.seek(time)
    assert task_of(lane.moment, MASTER).waits_for == expected


def test_a_loop_that_is_blocked_is_waited_for_and_warned_of() -> None:
    plan = plan_of(4, 2)
    lane = lane_of(plan, PITFALLS["blocking-call"])
    lane.seek(30.0)
    held = [task_of(lane.moment, party) for party in range(1, 5)]
    waiting = [task for task in held if task.waits_for == "the loop"]
    assert waiting
    assert all(task.state is READY for task in waiting)
    assert any("kept from it" in warning for warning in warnings_of(lane.view, lane.run))
    assert any(warning.startswith("blocked:") for warning in warnings_of(lane.view, lane.run))


@given(plan=plans(), mode=MODES_AND_PITFALLS, data=st.data())
def test_rows_of_one_party_that_follow_in_one_instant_are_one_resumption(
    plan: Plan, mode: Mode, data: st.DataObject
) -> None:
    trace = play(mode, plan).trace
    counter = Resumptions(plan, trace)
    counter.read()
    rows = [(party_of(what), time) for what, time in zip(trace.whats, trace.times, strict=True)]
    index = data.draw(st.integers(0, len(rows)))
    runs = [party for (party, _), _ in groupby(rows[:index])]
    for party in range(len(plan.boards) + 1):
        assert counter.count(party, index) == runs.count(party)


def test_a_long_trace_is_read_bit_by_bit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resumptions, "READ_AT_ONCE", 10)
    plan = plan_of(3, 3)
    trace = play(MODES["async"], plan).trace
    counter = Resumptions(plan, trace)
    counter.read()
    assert counter.count(1, 11) is None
    assert counter.count(1, 10) == 2
    for _ in range(len(trace) // 10):
        counter.read()
    assert counter.count(1, len(trace)) is not None


@given(plan=plans(), mode=MODES_AND_PITFALLS, share=st.floats(0.0, 1.0), backwards=st.booleans())
def test_each_column_can_be_sorted_by(
    plan: Plan, mode: Mode, share: float, backwards: bool
) -> None:
    lane = lane_of(plan, mode)
    if not len(lane.view.trace):
        return
    lane.seek(share * lane.elapsed_s)
    counter = Resumptions(plan, lane.view.trace)
    counter.read()
    for column in COLUMNS:
        parties = order(lane, counter, column, backwards)
        assert parties[0] == MASTER
        assert sorted(parties) == [*range(len(plan.boards) + 1)]
        keys = [column.key(lane, counter, number) for number in parties[1:]]
        assert keys == sorted(keys, reverse=backwards)


def test_columns_are_left_out_in_the_order_that_is_stated() -> None:
    before = [column.name for column in COLUMNS]
    left_out: list[str] = []
    for width in range(200, 5, -1):
        names = [column.name for column in columns_in(width)]
        gone = [name for name in before if name not in names]
        left_out += [name for name in DROPPED if name in gone]
        before = names
    assert left_out == [*DROPPED]
    assert before == ["task", "state"]
