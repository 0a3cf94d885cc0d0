"""The view at a time, and the timeline: against the trace read from its beginning."""

from collections import Counter
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simul.analysis import view as view_module
from simul.analysis.run import play
from simul.analysis.states import BoardState, MasterState
from simul.analysis.summary import summarise
from simul.analysis.timeline import Timeline
from simul.analysis.view import View
from simul.hall.trace import MASTER, Kind, Trace, party_of
from simul.modes.mode import Mode
from simul.modes.pitfalls.registry import PITFALLS
from simul.modes.registry import MODES
from simul.scenario.files import load_scenario
from simul.scenario.plan import Plan, make_plan
from tests.plans import plan_of, plans

SOME_MODES = st.sampled_from(
    [MODES[name] for name in ("sync", "async", "callbacks", "generators")]
    + [PITFALLS[name] for name in ("many-masters", "forgotten-reply", "blocking-call")]
)


def shown(view: View) -> dict[str, Any]:
    """Everything that is to be seen in a view."""
    states = view.states
    return {
        "index": view.index,
        "time": view.time,
        "boards": bytes(states.boards),
        "since": list(states.since),
        "plies": list(states.plies),
        "made": states.made,
        "master": (*states.master_at(view.time), states.at),
        "thinking_at": states.thinking_at,
        "spent": states.master_spent(view.time),
        "lines": list(view.lines),
        "parked": {line: count for line, count in view.parked.items() if count},
    }


@pytest.fixture(autouse=True)
def _keys_close_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(view_module, "LEAST_BETWEEN_KEYS", 5)
    monkeypatch.setattr(view_module, "MOST_KEYS", 4)


@given(plan=plans(), mode=SOME_MODES, moves=st.data())
def test_any_way_to_a_point_shows_the_same_as_a_fresh_view(
    plan: Plan, mode: Mode, moves: st.DataObject
) -> None:
    trace = play(mode, plan).trace
    times = st.one_of(st.sampled_from([-1.0, 0.0, *trace.times]), st.floats(0.0, 500.0))
    view = View(plan, trace)
    for how in moves.draw(st.lists(st.sampled_from(("seek", "on", "back")), max_size=12)):
        if how == "seek":
            view.seek(moves.draw(times))
        elif how == "on":
            view.step()
        else:
            view.step_back()
        fresh = View(plan, trace)
        while fresh.index < view.index:
            fresh.step()
        fresh.time = view.time
        assert shown(view) == shown(fresh)


def test_no_more_states_are_kept_however_long_the_trace() -> None:
    plan = plan_of(2, 200)
    view = View(plan, play(MODES["async"], plan).trace)
    view.seek(1e9)
    assert 2 < len(view._keys) <= 4
    assert view._between_keys * len(view._keys) >= view.index


@given(plan=plans(), mode=SOME_MODES, data=st.data())
def test_a_trace_that_grows_shows_the_same_as_the_whole(
    plan: Plan, mode: Mode, data: st.DataObject
) -> None:
    whole = play(mode, plan).trace
    growing = Trace()
    view, timeline = View(plan, growing), Timeline(plan, growing)
    for row in range(len(whole)):
        growing.times.append(whole.times[row])
        growing.whats.append(whole.whats[row])
        growing.lines.append(whole.lines[row])
        if data.draw(st.booleans()):
            view.seek(whole.times[row])
            timeline.read()
    timeline.read()
    at_once, fresh = Timeline(plan, whole), View(plan, whole)
    at_once.read()
    end = whole.times[-1]
    view.seek(end)
    fresh.seek(end)
    assert shown(view) == shown(fresh)
    for party in range(len(plan.boards) + 1):
        assert list(timeline.spans(party, 0.0, end + 1)) == list(at_once.spans(party, 0.0, end + 1))


@given(plan=plans(), mode=SOME_MODES)
def test_lines_and_parked_are_those_of_each_partys_latest_row(plan: Plan, mode: Mode) -> None:
    trace = play(mode, plan).trace
    view = View(plan, trace)
    lines = [0] * (len(plan.boards) + 1)
    while view.step():
        row = view.index - 1
        lines[party_of(trace.whats[row])] = trace.lines[row]
        assert list(view.lines) == lines
        assert +view.parked == Counter(line for line in lines[1:] if line)


@given(plan=plans(), mode=st.sampled_from([MODES["sync"], MODES["async"]]), data=st.data())
def test_spans_follow_one_another_and_say_what_the_view_says(
    plan: Plan, mode: Mode, data: st.DataObject
) -> None:
    trace = play(mode, plan).trace
    timeline, view = Timeline(plan, trace), View(plan, trace)
    timeline.read()
    end = trace.times[-1] + 1.0
    time = data.draw(st.floats(0.0, end, exclude_max=True))
    view.seek(time)
    for party in range(len(plan.boards) + 1):
        spans = list(timeline.spans(party, 0.0, end))
        assert spans[0].start == 0.0
        assert spans[-1].end == end
        assert all(one.end == two.start for one, two in pairwise(spans))
        assert all(span.start < span.end for span in spans)
        now = next(span for span in spans if span.start <= time < span.end)
        if party == MASTER:
            assert now.state == view.states.master_at(time)[0]
            for master_state, seconds in view.states.master_spent(time).items():
                found = timeline.seconds_in(MASTER, master_state, time)
                assert seconds == pytest.approx(found, abs=1e-9)
        else:
            assert now.state == view.states.boards[party - 1]
        start, until = sorted(data.draw(st.tuples(st.floats(0, end), st.floats(0, end))))
        window = list(timeline.spans(party, start, until))
        assert sum(span.end - span.start for span in window) == pytest.approx(until - start)


@given(plan=plans(), mode=st.sampled_from([MODES["sync"], MODES["async"]]))
def test_the_seconds_in_each_state_are_those_of_the_summary(plan: Plan, mode: Mode) -> None:
    trace = play(mode, plan).trace
    summary = summarise(plan, trace)
    timeline = Timeline(plan, trace)
    timeline.read()
    done = summary.master_done_s
    for state, seconds in (
        (MasterState.THINKING, summary.master_thinking_s),
        (MasterState.WALKING, summary.master_walking_s),
        (MasterState.WAITING, summary.master_waiting_s),
    ):
        assert timeline.seconds_in(MASTER, state, done) == pytest.approx(seconds)
    for board in summary.boards:
        for board_state, seconds in (
            (BoardState.HERE, board.master_thinking_s),
            (BoardState.THINKING, board.opponent_thinking_s),
            (BoardState.READY, board.waited_s),
        ):
            found = timeline.seconds_in(board.board, board_state, summary.elapsed_s)
            assert found == pytest.approx(seconds)


@pytest.mark.parametrize("mode", ["cpu-hog", "cpu-hog-yielding"])
def test_while_something_keeps_her_from_moving_she_waits(mode: str) -> None:
    # 5 s a move; then she waits until the loop is free, and the board is ready for her.
    plan = plan_of(4, 3, 5.0, 55.0)
    trace = play(PITFALLS[mode], plan).trace
    summary = summarise(plan, trace)
    assert summary.master_thinking_s == 4 * 3 * 5.0
    assert summary.master_waiting_s > 5 * summary.master_thinking_s
    timeline, view = Timeline(plan, trace), View(plan, trace)
    timeline.read()
    done = summary.master_done_s
    view.seek(done)
    for state, seconds in (
        (MasterState.THINKING, summary.master_thinking_s),
        (MasterState.WALKING, 0.0),
        (MasterState.WAITING, summary.master_waiting_s),
    ):
        assert timeline.seconds_in(MASTER, state, done) == pytest.approx(seconds)
        assert view.states.master_spent(done)[state] == pytest.approx(seconds)
    for board in summary.boards:
        found = timeline.seconds_in(board.board, BoardState.HERE, done)
        assert found == pytest.approx(board.master_thinking_s)


@given(
    plan=plans(),
    mode=st.sampled_from([PITFALLS["cpu-hog"], PITFALLS["cpu-hog-yielding"]]),
    data=st.data(),
)
def test_in_the_midst_of_it_too(plan: Plan, mode: Mode, data: st.DataObject) -> None:
    whole = play(mode, plan).trace
    end = whole.times[-1] + 1.0
    full = Timeline(plan, whole)
    full.read()
    time = data.draw(st.floats(0.0, end))
    growing = Trace()  # as far as it has come by then, whatever is to come
    rows = sum(at <= time for at in whole.times)
    growing.times, growing.whats = whole.times[:rows], whole.whats[:rows]
    growing.lines = whole.lines[:rows]
    half, view = Timeline(plan, growing), View(plan, growing)
    half.read()
    view.seek(time)
    for state, seconds in view.states.master_spent(time).items():
        assert half.seconds_in(MASTER, state, time) == pytest.approx(seconds, abs=1e-5)
    for party in range(len(plan.boards) + 1):
        spans = list(half.spans(party, 0.0, time))
        assert all(one.end == two.start for one, two in pairwise(spans))
        assert [(span.start, span.end, span.state) for span in spans] == [
            (span.start, span.end, span.state) for span in full.spans(party, 0.0, time)
        ]


def test_two_boards_second_by_second() -> None:
    # 5 s a move, 7 s a reply: she thinks at 1 until 5 and at 2 until 10; 1 has replied at 12, 2 at 17.
    plan = plan_of(2, 2, 5.0, 7.0)
    view = View(plan, play(MODES["async"], plan).trace)

    def at(time: float) -> tuple[list[BoardState], MasterState, int]:
        view.seek(time)
        states = view.states
        return [BoardState(state) for state in states.boards], states.master_at(time)[0], states.at

    here, thinking, ready, done = (
        BoardState.HERE,
        BoardState.THINKING,
        BoardState.READY,
        BoardState.DONE,
    )
    assert at(4.9) == ([here, ready], MasterState.THINKING, 1)
    assert at(5.0) == ([thinking, here], MasterState.THINKING, 2)
    assert at(11.0) == ([thinking, thinking], MasterState.WAITING, 2)
    assert at(12.0) == ([here, thinking], MasterState.THINKING, 1)
    assert at(17.0) == ([thinking, here], MasterState.THINKING, 2)
    assert at(22.0) == ([thinking, thinking], MasterState.DONE, 2)
    assert at(24.0) == ([done, thinking], MasterState.DONE, 2)
    assert at(29.0) == ([done, done], MasterState.DONE, 2)


def test_it_is_quick_to_go_back_in_a_large_exhibition() -> None:
    plan = make_plan(load_scenario("polgar", {"boards": 200}))
    view = View(plan, play(MODES["async"], plan).trace)
    view.seek(1e9)
    view.changed.clear()
    view.seek(100.0)
    assert view.jumped
    assert view.index < 1000


@given(plan=plans(), mode=SOME_MODES, data=st.data())
def test_what_a_board_has_spent_is_what_its_spans_add_up_to(
    plan: Plan, mode: Mode, data: st.DataObject
) -> None:
    trace = play(mode, plan).trace
    timeline, view = Timeline(plan, trace), View(plan, trace)
    timeline.read()
    for _ in range(2):  # on, and then on or back
        view.seek(data.draw(st.floats(0.0, trace.times[-1] + 1.0)))
        for number in range(1, len(plan.boards) + 1):
            seconds = [timeline.seconds_in(number, state, view.time) for state in BoardState]
            assert view.states.board_spent(number, view.time) == pytest.approx(
                (
                    seconds[BoardState.HERE],
                    seconds[BoardState.READY] + seconds[BoardState.HELD],
                    seconds[BoardState.THINKING],
                )
            )


@given(plan=plans(), mode=st.sampled_from([MODES["sync"], MODES["async"]]), data=st.data())
def test_who_thinks_is_due_when_the_trace_says_that_he_moves(
    plan: Plan, mode: Mode, data: st.DataObject
) -> None:
    trace = play(mode, plan).trace
    view = View(plan, trace)
    view.go_to(data.draw(st.integers(0, len(trace))), 0.0)
    for number, state in enumerate(view.states.boards, 1):
        due = view.states.due(number)
        assert (due is not None) == (state in (BoardState.HERE, BoardState.THINKING))
        if due is not None:
            later = range(view.index, len(trace))
            moves = (Kind.MASTER_MOVES, Kind.OPPONENT_MOVES)
            move = next(
                trace[row]
                for row in later
                if trace[row].board == number and trace[row].kind in moves
            )
            assert move.time == pytest.approx(due)
