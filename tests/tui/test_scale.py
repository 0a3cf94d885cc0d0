"""The scale of the timeline: zooming, scrolling, following, and the ticks of the ruler."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simul.tui.panes.timeline_scale import TICKS_S, Scale, Window, ticks


@given(
    columns=st.integers(1, 300),
    end_s=st.floats(1.0, 1e6),
    share=st.floats(0.0, 1.0),
    steps=st.lists(st.sampled_from((1, 1, 1, -1)), max_size=12),
    scrolls=st.integers(-3, 3),
)
def test_zooming_keeps_the_playhead_in_place_and_in_sight(
    columns: int, end_s: float, share: float, steps: list[int], scrolls: int
) -> None:
    scale, playhead_s = Scale(), share * end_s
    window = scale.window(columns, end_s, playhead_s)
    assert (window.start, window.columns) == (0.0, columns)
    assert window.end == pytest.approx(end_s)
    for step in steps:
        before = window.column(playhead_s)
        scale.zoom_by(step, window, playhead_s)
        window = scale.window(columns, end_s, playhead_s)
        assert 0.0 <= window.start <= window.end <= end_s * (1 + 1e-9) + window.column_s
        if playhead_s < end_s:
            assert 0 <= window.column(playhead_s) < columns
        inner = 0.3 * columns < before < 0.8 * columns
        clipped = window.first == 0 or window.end > end_s - 1.5 * window.column_s
        if inner and not clipped:
            assert abs(window.column(playhead_s) - before) <= 1
    scale.scroll_by(scrolls * columns, window, playhead_s)
    scrolled = scale.window(columns, end_s, playhead_s)
    if scrolls == 0:
        assert scrolled == window


def test_it_follows_the_playhead_until_somebody_scrolls_away() -> None:
    scale = Scale()
    window = scale.window(100, 1000.0, 500.0)
    for _ in range(3):
        scale.zoom_by(1, window, 500.0)
        window = scale.window(100, 1000.0, 500.0)
    assert window.column_s == 10.0 / 8
    for time in range(500, 900, 10):
        window = scale.window(100, 1000.0, float(time))
        assert 0 <= window.column(time) <= 90
    scale.scroll_by(-300, window, 890.0)
    away = scale.window(100, 1000.0, 890.0)
    assert away.first == window.first - 300
    assert scale.window(100, 1000.0, 900.0) == away
    inside = scale.window(100, 1000.0, away.middle(50))
    assert inside == away
    assert scale.window(100, 1000.0, 900.0).column(900.0) in range(100)  # it follows again


@given(first=st.integers(0, 10_000), columns=st.integers(1, 300), column_s=st.floats(0.01, 1e4))
def test_ticks_are_at_whole_units_and_have_room(first: int, columns: int, column_s: float) -> None:
    window = Window(first, columns, column_s)
    found = ticks(window, 9)
    assert all(two - one >= 8 for (one, _), (two, _) in pairwise(found))
    assert all(0 <= column <= columns for column, _ in found)
    step = next((s for s in TICKS_S if s >= 9 * column_s), None)
    if step is not None:
        assert len(found) >= int((window.end - window.start) / step)


@pytest.mark.parametrize(
    ("end_s", "columns", "labels"),
    [
        (43_200.0, 120, ["0", "1 h", "2 h", "3 h"]),
        (3655.0, 120, ["0", "5:00", "10:00", "15:00"]),
        (3655.0, 30, ["0", "30:00", "1:00:00"]),
        (60.0, 100, ["0", "0:10", "0:20", "0:30"]),
    ],
)
def test_labels(end_s: float, columns: int, labels: list[str]) -> None:
    found = ticks(Scale().window(columns, end_s, 0.0), 9)
    assert [label for _, label in found][:4] == labels
