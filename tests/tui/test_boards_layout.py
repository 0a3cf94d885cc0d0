"""Where boards of each size go: nothing overlaps, nothing is outside, and the largest that fits is taken."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simul.tui.boards.layout import (
    BOXES,
    CELL,
    COMPACT,
    FULL,
    MINIATURE,
    SIZES,
    SQUARES,
    TILE,
    Layout,
    best_layout,
    layout_of,
)

BOARDS = st.one_of(st.integers(1, 60), st.integers(1, 10_000))
WIDTHS, HEIGHTS = st.integers(1, 250), st.integers(1, 90)


def height_of(layout: Layout) -> int:
    """How many lines of a box are drawn."""
    return COMPACT.height if layout.compact else BOXES[layout.size].height


@settings(max_examples=150)
@given(size=st.sampled_from(SIZES), boards=BOARDS, width=WIDTHS, height=HEIGHTS)
def test_boxes_are_inside_and_do_not_overlap(
    size: int, boards: int, width: int, height: int
) -> None:
    layout = layout_of(size, boards, width, height)
    assert layout.columns * layout.rows >= boards > layout.columns * (layout.rows - 1)
    assert layout.box >= 1
    assert layout.pitch >= height_of(layout)
    places = [layout.place_of(index) for index in range(min(boards, 200))]
    assert len(set(places)) == len(places)
    assert all((x - layout.gutter) % layout.box == 0 for x, _ in places)
    assert all(y % layout.pitch == 0 for _, y in places)
    if layout.fits:
        right = layout.gutter + layout.columns * layout.box
        assert right <= width or size == CELL  # cells may end in an empty column
        assert layout.place_of(boards - 1)[1] + height_of(layout) <= height
        if size != CELL:
            assert BOXES[size].least <= layout.box <= BOXES[size].most


@settings(max_examples=150)
@given(size=st.sampled_from(SIZES), boards=BOARDS, width=WIDTHS, height=HEIGHTS, data=st.data())
def test_what_is_drawn_at_a_place_is_found_there(
    size: int, boards: int, width: int, height: int, data: st.DataObject
) -> None:
    layout = layout_of(size, boards, width, height)
    index = data.draw(st.integers(0, boards - 1))
    x, y = layout.place_of(index)
    right = data.draw(st.integers(0, layout.box - 1))
    below = data.draw(st.integers(0, layout.pitch - 1))
    assert layout.index_at(x + right, y + below, boards) == index
    assert layout.index_at(layout.gutter + layout.columns * layout.box, y, boards) is None
    assert layout.index_at(x, layout.lines, boards) is None
    if layout.gutter:
        assert layout.index_at(layout.gutter - 1, y, boards) is None


@settings(max_examples=150)
@given(boards=BOARDS, width=WIDTHS, height=HEIGHTS)
def test_the_largest_size_at_which_all_fit_is_taken(boards: int, width: int, height: int) -> None:
    layout = best_layout(0, boards, width, height)
    fitting = [size for size in SIZES if layout_of(size, boards, width, height).fits]
    assert layout.size == (fitting[0] if fitting else CELL)
    assert layout.fits == bool(fitting)


@settings(max_examples=150)
@given(boards=BOARDS, width=WIDTHS, height=HEIGHTS)
def test_more_room_or_fewer_boards_never_make_them_smaller(
    boards: int, width: int, height: int
) -> None:
    size = best_layout(0, boards, width, height).size
    assert best_layout(0, boards, width + 1, height).size <= size
    assert best_layout(0, boards, width, height + 1).size <= size
    assert best_layout(0, max(1, boards - 1), width, height).size <= size


@settings(max_examples=150)
@given(size=st.sampled_from(SIZES), boards=BOARDS, width=WIDTHS, height=HEIGHTS)
def test_a_size_that_is_asked_for_is_taken_where_one_board_fits(
    size: int, boards: int, width: int, height: int
) -> None:
    layout = best_layout(size, boards, width, height)
    box = COMPACT if size == MINIATURE else BOXES[size]
    if box.least <= width and box.height <= height:
        assert layout.size == size
    assert layout.size >= size
    if layout.size != CELL:
        assert height_of(layout) <= height
    if not layout.fits:  # it scrolls, and its bar has the last column
        assert layout.gutter + layout.columns * layout.box < max(width, 2)


@settings(max_examples=150)
@given(boards=BOARDS, width=WIDTHS, height=HEIGHTS)
def test_without_colours_miniatures_are_not_taken_by_themselves(
    boards: int, width: int, height: int
) -> None:
    assert best_layout(0, boards, width, height, MINIATURE).size != MINIATURE


@settings(max_examples=150)
@given(boards=BOARDS, width=WIDTHS, height=HEIGHTS)
def test_words_are_left_out_only_where_miniatures_do_not_fit_with_them(
    boards: int, width: int, height: int
) -> None:
    layout = layout_of(MINIATURE, boards, width, height)
    box = BOXES[MINIATURE]
    columns = width // box.least
    room = columns and -(-boards // columns) * box.height <= height
    if layout.compact:
        assert not room
    if room:
        assert layout.fits


@pytest.mark.parametrize(
    ("room", "boards", "layout"),
    [
        # One lane of two on a terminal of 120 by 40, and of 200 by 60; then one alone on 80 by 24.
        ((60, 22), 24, Layout(MINIATURE, 6, 4, True, 10, 5, compact=True)),
        ((100, 41), 24, Layout(MINIATURE, 7, 4, True, 14, 7)),
        ((80, 11), 24, Layout(TILE, 5, 5, True, 16, 2)),
        ((60, 22), 604, Layout(CELL, 50, 13, True, 1, 1, 5)),
        ((60, 22), 6, Layout(2, 3, 2, True, 20, 11)),
        ((60, 22), 1, Layout(1, 1, 1, True, 58, 12)),
    ],
)
def test_examples(room: tuple[int, int], boards: int, layout: Layout) -> None:
    assert best_layout(0, boards, *room) == layout


def test_tiles_stand_apart_where_they_need_not_be_narrow_for_it() -> None:
    assert layout_of(TILE, 24, 60, 22) == Layout(TILE, 4, 6, True, 15, 3)
    assert layout_of(TILE, 24, 60, 17) == Layout(TILE, 3, 8, True, 20, 2)


@pytest.mark.parametrize(
    ("boards", "width", "height", "least"),
    [
        (24, 59, 28, MINIATURE),  # a lane of two at 120 x 40
        (24, 39, 16, TILE),  # a lane of two at 80 x 24
        (604, 120, 34, CELL),
        (604, 200, 104, TILE),
        (10_000, 200, 56, CELL),
        (24, 200, 54, SQUARES),
        (4, 120, 40, FULL),
    ],
)
def test_what_must_fit_fits(boards: int, width: int, height: int, least: int) -> None:
    layout = best_layout(0, boards, width, height)
    assert layout.fits
    assert layout.size == least
