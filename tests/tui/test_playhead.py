"""The playhead and the lanes that it moves."""

import threading
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simul.analysis.run import play
from simul.analysis.view import View
from simul.modes.mode import Mode
from simul.modes.pitfalls.registry import PITFALLS
from simul.modes.registry import MODES
from simul.scenario.plan import Plan
from simul.tui.session.lane import Lane
from simul.tui.session.playhead import SPEEDS, Playhead, default_speed
from tests.analysis.test_view import shown
from tests.plans import plan_of, plans
from tests.tui.halls import playing, polgar

MOVES = st.lists(
    st.one_of(
        st.tuples(st.just("seek"), st.floats(-5.0, 400.0)),
        st.tuples(st.just("tick"), st.floats(0.0, 0.25)),
        st.tuples(st.just("step"), st.integers(0, 1)),
        st.tuples(st.just("back"), st.integers(0, 1)),
        st.tuples(st.just("end"), st.just(0)),
    ),
    max_size=8,
)


def follow(playhead: Playhead, move: tuple[str, Any]) -> None:
    """Do one thing that a person can do, and let the lanes come after."""
    how, what = move
    if how == "seek":
        playhead.seek(what)
    elif how == "tick":
        playhead.playing = True
        playhead.tick(what)
        playhead.playing = False
    elif how == "step":
        playhead.step(playhead.lanes[what])
    elif how == "back":
        playhead.step_back(playhead.lanes[what])
    else:
        playhead.to_end()


@settings(max_examples=25)
@given(plan=plans(), moves=MOVES)
def test_any_way_to_a_time_shows_what_a_fresh_run_shows_then(
    plan: Plan, moves: list[tuple[str, Any]]
) -> None:
    whole = [play(MODES[name], plan).trace for name in ("sync", "async")]
    with playing(plan, speed=60.0) as session:
        for move in moves:
            follow(session.playhead, move)
            for lane, trace in zip(session.lanes, whole, strict=True):
                fresh = View(plan, trace)
                fresh.go_to(lane.view.index, lane.view.time)
                assert shown(lane.view) == shown(fresh)
                assert lane.view.time == session.playhead.time
                if move[0] in ("seek", "tick", "end"):  # a step may stand within an instant
                    fresh.seek(session.playhead.time)
                    assert shown(lane.view) == shown(fresh)


@pytest.mark.parametrize("mode", [*MODES.values(), *PITFALLS.values()], ids=lambda mode: mode.name)
def test_every_mode_comes_out_in_a_lane_as_it_does_alone(mode: Mode) -> None:
    plan = plan_of(6, 4)
    alone = play(mode, plan)
    with playing(plan, [mode]) as session:
        (lane,) = session.lanes
        while not session.playhead.at_end:
            session.playhead.seek(session.playhead.time + 7.0)
        assert lane.run is not None
        assert list(lane.run.trace.times) == list(alone.trace.times)
        assert lane.run.summary == alone.summary
        assert lane.clock_s == alone.summary.elapsed_s


def test_nothing_is_released_while_it_is_paused() -> None:
    with playing(polgar(), at_s=120.0) as session:
        before = [len(lane.view.trace) for lane in session.lanes]
        session.playhead.tick(10.0)
        assert [len(lane.view.trace) for lane in session.lanes] == before
        assert session.playhead.time == 120.0


def test_a_lane_that_is_done_keeps_its_total_while_the_other_plays_on() -> None:
    with playing(polgar(), at_s=3655.0) as session:
        sync, quick = session.lanes
        assert (quick.done, quick.clock_s, quick.view.states.made) == (True, 3655.0, 1440)
        session.playhead.seek(7200.0)
        assert (quick.clock_s, sync.clock_s) == (3655.0, 7200.0)
        assert not sync.done
        session.playhead.to_end()
        assert (quick.clock_s, sync.clock_s) == (3655.0, 43200.0)
        assert session.playhead.time == 43200.0


def test_the_speed_changes_nothing_but_the_pace() -> None:
    ends = []
    for speed in (600.0, 86_400.0):
        with playing(polgar(pairs=5), speed=speed) as session:
            session.playhead.playing = True
            while session.playhead.playing:
                session.playhead.tick(1 / 30)
            ends.append([lane.clock_s for lane in session.lanes])
    assert ends[0] == ends[1] == [24 * 5 * 60.0, 4 * 24 * 5.0 + 24 * 5.0 + 55.0]


def test_it_stops_by_itself_when_all_is_over() -> None:
    with playing(plan_of(2, 2), at_s=1e9) as session:
        assert session.playhead.at_end
        assert session.playhead.time == 240.0  # 2 games of 2 pairs of 60 s
        session.playhead.playing = True
        session.playhead.tick(1.0)
        assert not session.playhead.moving


def test_a_step_goes_to_the_next_event_of_its_lane_and_the_others_follow() -> None:
    with playing(plan_of(2, 2), at_s=4.0) as session:
        sync, quick = session.lanes
        assert session.playhead.step(quick)
        assert session.playhead.time == quick.view.time == sync.view.time == 5.0
        index = quick.view.index
        assert session.playhead.step(quick)  # within the same instant
        assert (session.playhead.time, quick.view.index) == (5.0, index + 1)
        assert session.playhead.step_back(quick)
        assert quick.view.index == index


def test_there_is_no_step_after_the_last_event_nor_before_the_first() -> None:
    with playing(plan_of(1, 1), at_s=1e9) as session:
        assert not session.playhead.step(session.lanes[0])
        while session.playhead.step_back(session.lanes[0]):
            pass
        assert session.playhead.time == 0.0


def test_a_lane_that_is_closed_leaves_no_thread() -> None:
    with playing(polgar(), ["threads", "gevent"], at_s=60.0):
        assert any(thread.name.startswith("lane ") for thread in threading.enumerate())
    assert not any(thread.name.startswith(("lane ", "board ")) for thread in threading.enumerate())


def test_what_goes_wrong_in_a_lane_is_said_and_the_others_go_on() -> None:
    plan = plan_of(2001, 1)
    with playing(plan, ["threads", "async"], at_s=1e9) as session:
        threads, quick = session.lanes
        assert "2001 boards are too many" in threads.error
        assert quick.done


def test_a_run_that_is_there_already_is_shown_without_playing() -> None:
    plan = plan_of(3, 3)
    run = play(MODES["async"], plan)
    lane = Lane(run.mode, plan, 1.0, run)
    playhead = Playhead([lane], 60.0)
    lane.start()
    playhead.seek(5.0)
    assert (playhead.time, lane.view.states.made, lane.done) == (5.0, 1, False)
    playhead.to_end()
    assert (playhead.time, lane.done) == (run.summary.elapsed_s, True)


@pytest.mark.parametrize(
    ("slowest_s", "speed"), [(43_200, 600), (3655, 60), (1, 0.1), (1e9, 8_640_000)]
)
def test_the_default_speed_makes_it_last_about_a_minute(slowest_s: float, speed: float) -> None:
    assert default_speed(slowest_s) == speed


def test_the_speeds_go_up_and_down_and_no_further() -> None:
    playhead = Playhead([], 720.0)
    playhead.slower()
    assert playhead.speed == 600.0
    for _ in SPEEDS:
        playhead.faster()
    assert playhead.speed == SPEEDS[-1]
    for _ in SPEEDS:
        playhead.slower()
    assert playhead.speed == SPEEDS[0]
