"""What stands above the boards, as lines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simul.tui.panes.layout import share_out
from simul.tui.session import status_text as heads
from simul.tui.session.session import Session
from simul.tui.style.digits import height_of, large, largest_scale, width_of
from simul.tui.style.lines import Line
from tests.plans import plan_of
from tests.tui.halls import playing, polgar


def text_of(lines: list[Line]) -> list[str]:
    return ["".join(text for text, _ in line).rstrip() for line in lines]


def head(session: Session, index: int, width: int = 60, height: int = 7) -> list[str]:
    return [row.strip() for row in text_of(heads.lane_head(session, index, width, height))]


@given(
    text=st.text("0123456789:.", min_size=1, max_size=9),
    width=st.integers(0, 200),
    height=st.integers(0, 60),
    ascii=st.booleans(),
)
def test_large_digits_fit_where_they_are_said_to(
    text: str,
    width: int,
    height: int,
    ascii: bool,  # noqa: A002
) -> None:
    scale = largest_scale(text, width, height, ascii)
    if not scale:
        return
    rows = large(text, scale, ascii)
    assert len(rows) == height_of(scale) <= height
    assert {len(row) for row in rows} == {width_of(text, scale)}
    assert width_of(text, scale) <= width
    assert "".join(rows).isascii() == ascii or not "".join(rows).strip()


@given(
    at_s=st.sampled_from((0.0, 4.0, 120.0, 3655.0, 1e9)),
    width=st.integers(10, 130),
    height=st.integers(1, 40),
)
def test_no_line_of_a_head_is_wider_or_higher_than_there_is_room(
    at_s: float, width: int, height: int
) -> None:
    with playing(plan_of(3, 2, walk=1.0), ["async", "sync"], at_s=at_s) as session:
        for index in (0, 1):
            lines = heads.lane_head(session, index, width, height)
            assert 1 <= len(lines) <= height
        bars = [
            heads.master_bar(session.lanes[0], width, session.glyphs),
            heads.moves_bar(session.lanes[0], width, session.glyphs),
        ]
        if width >= 40:
            assert all(len(row) <= width for row in text_of(bars))


@given(
    width=st.integers(40, 300),
    height=st.integers(12, 100),
    lanes=st.integers(1, 4),
    projector=st.booleans(),
)
def test_the_rows_are_shared_out_without_remainder_and_leave_boards_room(
    width: int, height: int, lanes: int, projector: bool
) -> None:
    rows = share_out(width, height, lanes, projector)
    above = rows.title + rows.factor + rows.transport + rows.footer
    lane_height = (height - above) // -(-lanes // rows.columns)
    assert 1 <= rows.head < lane_height


@pytest.mark.parametrize(
    ("size", "lanes", "columns"),
    [
        ((40, 12), 2, 0),  # of two lanes, 20 columns each: the code of one alone
        ((60, 15), 2, 0),
        ((80, 24), 2, 1),  # one below the other
        ((80, 24), 4, 2),  # 40 columns each
        ((120, 40), 2, 2),
        ((40, 12), 1, 1),
    ],
)
def test_code_is_given_the_columns_that_it_takes_to_be_read(
    size: tuple[int, int], lanes: int, columns: int
) -> None:
    assert share_out(*size, lanes, projector=False).code_columns == columns


@pytest.mark.parametrize(
    ("speed", "words"),
    [
        (600, "1 s here = 10 min there"),
        (1, "1 s here = 1 s there"),
        (3600, "1 s here = 1 h there"),
        (5400, "1 s here = 1.5 h there"),
        (86_400, "1 s here = 1 d there"),
    ],
)
def test_a_speed_is_said_in_words(speed: float, words: str) -> None:
    assert heads.speed_in_words(speed) == words


def test_the_title_says_what_is_played_how_quickly_and_whether_it_plays() -> None:
    with playing(polgar()) as session:
        (line,) = text_of(heads.title(session, 120, 1))
        assert line.startswith(" polgar: 24 boards, 30 move pairs, 5 s a move, 55 s a reply")
        assert "×600" in line
        assert line.endswith("‖ paused")
        (line,) = text_of(heads.title(session, 40, 1))
        assert len(line) <= 40
        assert line.endswith("paused")
        session.playhead.playing = True
        assert text_of(heads.title(session, 120, 1))[0].endswith("▶ playing")
        session.playhead.to_end()
        assert text_of(heads.title(session, 120, 1))[0].endswith("■ over")


def test_a_head_says_where_she_is_and_how_her_time_went() -> None:
    # At 120 s of async she sits down at board 1 for the second time: 24 x 5 s have passed, all thinking.
    with playing(polgar(), at_s=120.0) as session:
        lines = head(session, 1)
        assert lines[0] == "async"
        assert "▶ thinks at board 1" in lines
        assert any(line.startswith("thinks 100%") for line in lines)
        # Her move at board k falls at 5 k s, the reply at 5 k + 55 s: 13 of them by then.
        assert any(line.startswith("37 of 1440 moves") for line in lines)
        # In sync it is her third move at board 1; she has thought 2 x 5 s of 120 s.
        lines = head(session, 0)
        assert lines[0] == "▶ sync"
        assert "▶ thinks at board 1" in lines
        assert any("thinks 8%" in line and "waits 92%" in line for line in lines)


def test_a_lane_that_is_done_says_so_and_when_the_master_was() -> None:
    with playing(polgar(), at_s=3655.0) as session:
        lines = head(session, 1, 60, 11)
        assert lines[0] == "async done"
        assert "■ over; master done at 1:00:00" in lines


def test_before_the_last_reply_she_is_done_and_the_lane_is_not() -> None:
    with playing(polgar(), at_s=3654.9) as session:
        assert "■ master done at 1:00:00; replies are due" in head(session, 1)


def test_a_walk_a_wait_and_two_places_at_once_are_said() -> None:
    with playing(plan_of(2, 2, walk=3.0), ["async"], at_s=6.0) as session:
        assert "▶ walks to board 2" in head(session, 0)
        session.playhead.seek(20.0)
        assert "‖ waits at board 1" in head(session, 0)
    with playing(plan_of(3, 2), ["many-masters"], at_s=1.0) as session:
        assert "▶ thinks at 3 boards at once" in head(session, 0)
        session.playhead.to_end()
        assert any(line.startswith("wrong: TwoPlacesAtOnce") for line in head(session, 0))
    with playing(polgar(), ["deadlock"], at_s=1e9) as session:
        assert any(line.startswith("stuck: ") for line in head(session, 0))


def test_the_factor_grows_until_the_slow_lane_is_done_too() -> None:
    with playing(polgar(), at_s=3600.0) as session:
        assert heads.factor(session) == ("", "")
        session.playhead.seek(7310.0)  # 7310 = 2 x 3655
        assert heads.factor(session) == (
            "2.0×",
            "sync has taken 2.0 times as long as async, so far",
        )
        session.playhead.to_end()
        assert heads.factor(session) == ("11.8×", "sync takes 11.8 times as long as async")
        rows = text_of(heads.factor_lines(session, 120, 3))
        assert len(rows) == 3
        assert "sync takes 11.8 times as long as async" in rows[1]
        (row,) = text_of(heads.factor_lines(session, 80, 1))
        assert row.strip() == "11.8×  sync takes 11.8 times as long as async"


def test_two_lanes_that_take_as_long_are_not_said_to_differ() -> None:
    with playing(plan_of(2, 2), ["async", "callbacks"], at_s=1e9) as session:
        assert heads.factor(session) == ("", "")


def test_every_button_is_found_where_it_is_drawn() -> None:
    with playing(plan_of(2, 2)) as session:
        (line,), left, track = heads.transport(session.playhead, 80, session.glyphs)
    text = "".join(piece for piece, _ in line)
    assert len(text) == 80
    assert heads.button_at(text.index("|<")) == "start"
    assert heads.button_at(text.index("-1")) == "step_back"
    assert heads.button_at(text.index("+1")) == "step"
    assert heads.button_at(text.index(">|")) == "end"
    assert heads.button_at(left) is None
    assert left + track < 80
