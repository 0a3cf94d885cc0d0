"""Miniatures without words below them: where she is, and who waits, is told in their titles."""

from math import inf

import pytest
from rich.color import Color
from rich.color_triplet import ColorTriplet
from syrupy.assertion import SnapshotAssertion
from textual.scrollbar import ScrollTo
from textual.theme import Theme

from simul.tui.boards.grid import BoardsGrid
from simul.tui.boards.layout import MINIATURE
from simul.tui.session.session import Session
from simul.tui.style.glyphs import UNICODE
from simul.tui.style.themes import CONTRAST, THEMES
from tests.tui.halls import playing, polgar
from tests.tui.picture import picture
from tests.tui.stage import Stage
from tests.tui.test_themes import contrast

LANE = (60, 22)
"""What the boards of one of two lanes have on a terminal of 120 columns and 40 lines."""


def stage_of(session: Session) -> tuple[Stage, BoardsGrid]:
    """An app that shows the boards of the first lane."""
    grid = BoardsGrid(session, 0)
    grid.styles.width = grid.styles.height = "1fr"
    return Stage(grid), grid


def titles_of(grid: BoardsGrid) -> list[str]:
    """What stands above each board."""
    layout = grid.arrangement
    titles = []
    for index in range(grid.boards):
        x, y = layout.place_of(index)
        titles.append(grid.render_line(y).text[x : x + layout.box].rstrip())
    return titles


async def test_twenty_four_games_fit_beside_another_lane() -> None:
    with playing(polgar(), ["async"], at_s=1000.0) as session:
        app, grid = stage_of(session)
        async with app.run_test(size=LANE):
            layout, titles = grid.arrangement, titles_of(grid)
    assert (layout.size, layout.compact, layout.fits) == (MINIATURE, True, True)
    # At 1000 s she has sat down at board 9; 10 to 21 have replied, board 10 at 945 s, each 5 s after the
    # one before; the others think.
    assert titles[8].startswith(f"{UNICODE.here} 9")
    assert titles[9:12] == ["▲10 55s", "▲11 50s", "▲12 45s"]
    assert titles[20] == "▲21 0s"
    assert all(title.startswith(UNICODE.thinking) for title in titles[:8] + titles[21:])
    assert titles[5] == "○ 6 Bxc4"


async def test_the_board_at_which_she_is_is_framed_and_nothing_else() -> None:
    with playing(polgar(), ["async"], at_s=1000.0) as session:
        session.selected = 24
        app, grid = stage_of(session)
        async with app.run_test(size=LANE):
            palette, layout = grid._take_palette(), grid.arrangement
            here = palette.over.bgcolor
            framed = set()
            for y in range(layout.lines):
                x = 0
                for segment in grid.render_line(y):
                    if segment.style is not None and segment.style.bgcolor == here:
                        framed |= {
                            layout.index_at(x + at, y, 24) for at in range(segment.cell_length)
                        }
                    x += segment.cell_length
            left, top = layout.place_of(8)
            sides = {grid.render_line(top + line).text[left] for line in range(1, 5)}
    assert framed == {8}
    assert sides == {UNICODE.frames[0]}


async def test_while_it_plays_a_wait_that_has_not_been_counted_yet_has_no_number() -> None:
    with playing(polgar(), ["async"], at_s=1000.0, speed=600.0) as session:
        app, grid = stage_of(session)
        async with app.run_test(size=LANE):
            session.playhead.playing = True  # counted in steps of 120 s; replies wait for 60 s
            grid.redraw()
            playing_titles = titles_of(grid)
            session.playhead.playing = False
            grid.redraw()
            paused_titles = titles_of(grid)
    # All boards count up to 960 s.
    assert playing_titles[9:12] == ["▲10 15s", "▲11 10s", "▲12 5s"]
    assert playing_titles[16].startswith("▲17 ")
    assert playing_titles[20] == "▲21 Qe7"
    assert paused_titles[9:12] == ["▲10 55s", "▲11 50s", "▲12 45s"]


@pytest.mark.slow
@pytest.mark.parametrize("theme", [theme.name for theme in THEMES])
async def test_what_it_looks_like(theme: str, snapshot: SnapshotAssertion) -> None:
    with playing(polgar(), ["async"], at_s=1000.0) as session:
        app, _ = stage_of(session)
        app.theme = theme
        async with app.run_test(size=LANE) as pilot:
            await pilot.pause()
            assert picture(app) == snapshot


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
async def test_titles_stand_out_from_their_band_and_the_band_from_black_pieces(
    theme: Theme,
) -> None:
    with playing(polgar(), ["async"]) as session:
        app, grid = stage_of(session)
        app.theme = theme.name
        async with app.run_test(size=LANE):
            palette = grid._take_palette()
    band = colour(palette.band.bgcolor)
    for style in (*palette.states, palette.text):
        assert contrast(colour(style.color), band) >= (4.5 if theme is CONTRAST else 3.0)
    black = colour(palette.pieces[0][0].color)
    assert contrast(band, black) > contrast(colour(palette.ground.bgcolor), black) or not theme.dark


def colour(of: Color | None) -> ColorTriplet:
    assert of is not None
    return of.get_truecolor()


async def test_what_was_out_of_view_is_shown_as_it_is_now() -> None:
    with playing(polgar(), ["async"], at_s=1000.0) as session:
        session.board_size = MINIATURE
        app, grid = stage_of(session)
        async with app.run_test(size=(60, 12)) as pilot:
            await pilot.pause()
            grid._hands_off_until = inf
            for y in (15, 0):
                grid.scroll_to(y=y, animate=False, immediate=True)
                await pilot.pause()
            session.playhead.seek(1090.0)  # now she is further on
            grid.redraw()
            grid.scroll_to(y=15, animate=False, immediate=True)
            await pilot.pause()
            assert grid.scroll_offset.y == 15
            shown = [grid.render_line(y).text for y in range(12)]
            grid._forget()
            assert [grid.render_line(y).text for y in range(12)] == shown


async def test_whoever_drags_the_scrollbar_is_left_where_he_is() -> None:
    with playing(polgar(), ["async"], at_s=1000.0) as session:
        session.board_size = MINIATURE
        app, grid = stage_of(session)
        async with app.run_test(size=(60, 12)) as pilot:
            await pilot.pause()
            grid.post_message(ScrollTo(y=18, animate=False))
            await pilot.pause()
            grid.redraw()  # she is at board 9, which is out of view
            await pilot.pause()
            assert grid.scroll_offset.y == 18
