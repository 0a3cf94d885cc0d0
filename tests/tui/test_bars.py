"""The bars of the timeline: their columns against the spans."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simul.analysis.run import play
from simul.analysis.states import BoardState, MasterState
from simul.analysis.timeline import Timeline
from simul.hall.trace import MASTER, Trace
from simul.modes.pitfalls.registry import PITFALLS
from simul.modes.registry import MODES
from simul.scenario.plan import Plan
from simul.tui.panes.timeline_bars import RUNNING, UNKNOWN, Bar, textures
from simul.tui.panes.timeline_scale import Window
from simul.tui.style.glyphs import ASCII, UNICODE
from tests.plans import plan_of, plans

SOME_MODES = st.sampled_from(
    [MODES[name] for name in ("sync", "async", "callbacks")]
    + [PITFALLS[name] for name in ("many-masters", "blocking-call")]
)
WINDOWS = st.builds(
    Window, st.integers(0, 40), st.integers(1, 60), st.sampled_from((0.25, 1.0, 2.5, 7.0, 60.0))
)


def timeline_of(plan: Plan, trace: Trace) -> Timeline:
    timeline = Timeline(plan, trace)
    timeline.read()
    return timeline


@pytest.mark.slow
@given(plan=plans(), mode=SOME_MODES, window=WINDOWS, share=st.floats(0.0, 1.2))
def test_a_column_shows_what_filled_most_of_it_and_what_she_did_at_all(
    plan: Plan, mode: object, window: Window, share: float
) -> None:
    trace = play(mode, plan).trace  # type: ignore[arg-type]
    timeline = timeline_of(plan, trace)
    until = share * trace.times[-1]
    for party in range(len(plan.boards) + 1):
        states = MasterState if party == MASTER else BoardState
        runs, drawn = RUNNING[party == MASTER], textures(UNICODE)[party == MASTER]
        cells = Bar(party, UNICODE).cells(timeline, window, until)
        assert len(cells) == window.columns
        for column, (text, role) in enumerate(cells):
            start = min(until, (window.first + column) * window.column_s)
            end = min(until, (window.first + column + 1) * window.column_s)
            seconds: dict[int, float] = {
                state: timeline.seconds_in(party, state, end)
                - timeline.seconds_in(party, state, start)
                for state in states
            }
            if end - start < 1e-6:  # it is not known what comes here
                continue
            if seconds[runs] > 1e-6:
                height = UNICODE.partial.index(text) + 1  # "█" is the last of them
                assert (height - 1) / 8 - 1e-6 <= seconds[runs] / (end - start) <= height / 8 + 1e-6
                assert role.startswith("run")
            elif not role.startswith("run"):
                state = next(state for state in states if drawn[state] == (text, role))
                assert seconds[state] >= max(seconds.values()) - 1e-6


@pytest.mark.slow
@given(plan=plans(), mode=SOME_MODES, data=st.data())
def test_what_is_kept_of_a_bar_is_what_would_be_drawn_anew(
    plan: Plan, mode: object, data: st.DataObject
) -> None:
    whole = play(mode, plan).trace  # type: ignore[arg-type]
    growing = Trace()
    timeline = Timeline(plan, growing)
    bars = [Bar(party, UNICODE) for party in range(len(plan.boards) + 1)]
    lengths = st.sampled_from(data.draw(st.sampled_from(((7.0,), (1.0, 2.5)))))
    windows = st.builds(Window, st.integers(0, 5), st.integers(1, 60), lengths)
    for row in range(len(whole)):
        growing.times.append(whole.times[row])
        growing.whats.append(whole.whats[row])
        growing.lines.append(whole.lines[row])
        if data.draw(st.booleans()):
            timeline.read()
            window, until = data.draw(windows), whole.times[row]
            for party, bar in enumerate(bars):
                fresh = Bar(party, UNICODE).cells(timeline, window, until)
                assert bar.cells(timeline, window, until) == fresh


def test_a_lap_is_a_staircase() -> None:
    # She thinks at 1 from 0 to 5 s, at 2 to 10, at 3 to 15; each reply takes 10 s, so 1 is ready at 15.
    plan = plan_of(3, 2, 5.0, 10.0)
    timeline = timeline_of(plan, play(MODES["async"], plan).trace)
    rows = [
        "".join(text for text, _ in Bar(party, ASCII).cells(timeline, Window(0, 8, 5.0), 40.0))
        for party in range(4)
    ]
    assert rows == ["######..", "#--#--..", "!#--#--.", "!!#--#--"]


def test_where_she_thinks_in_a_part_of_a_column_it_is_filled_by_eighths() -> None:
    plan = plan_of(1, 4, 5.0, 15.0)  # 5 s of every 20
    timeline = timeline_of(plan, play(MODES["async"], plan).trace)
    cells = Bar(MASTER, UNICODE).cells(timeline, Window(0, 3, 20.0), 80.0)
    role = "run on suspended+suspended+suspended+suspended"
    assert cells == [("▂", role)] * 3


def test_what_is_not_known_is_blank() -> None:
    plan = plan_of(2, 2)
    timeline = timeline_of(plan, play(MODES["async"], plan).trace)
    assert Bar(1, UNICODE).cells(timeline, Window(10, 5, 60.0), 120.0) == [UNKNOWN] * 5
