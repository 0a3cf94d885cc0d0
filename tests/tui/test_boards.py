"""The boards of a lane: no change is missed, what somebody does with them, and how they look."""

from collections.abc import Iterable
from random import Random

import pytest
from syrupy.assertion import SnapshotAssertion
from textual.geometry import Region

from simul.modes.mode import Mode
from simul.modes.pitfalls.registry import PITFALLS
from simul.modes.registry import MODES
from simul.scenario.files import load_scenario
from simul.scenario.plan import Plan, make_plan
from simul.tui.boards import positions as positions_module
from simul.tui.boards.layout import (
    CELL,
    MINIATURE,
    SIZES,
    SQUARES,
    TILE,
)
from simul.tui.session.session import Session
from simul.tui.style.glyphs import ASCII, UNICODE, Glyphs
from simul.tui.style.themes import THEMES
from tests.plans import plan_of
from tests.tui.drawn_boards import Boards, drawn, drawn_afresh, lines_of, played, text_of
from tests.tui.games import real_plan
from tests.tui.halls import polgar
from tests.tui.picture import picture
from tests.tui.stage import plain_scrollbars

# No change is missed


def small_plan() -> Plan:
    return make_plan(load_scenario("polgar", {"boards": 6, "pairs": 3, "opponents": "2s"}))


@pytest.mark.slow
@pytest.mark.parametrize("mode", [*MODES.values(), *PITFALLS.values()], ids=lambda mode: mode.name)
async def test_what_is_drawn_again_is_all_that_looks_different(mode: Mode) -> None:
    await watch(played(small_plan(), mode), mode.name)


@pytest.mark.slow
@pytest.mark.parametrize("glyphs", [UNICODE, ASCII], ids=["unicode", "ascii"])
async def test_it_is_so_with_either_side_for_the_master_walks_and_unusual_starts(
    glyphs: Glyphs,
) -> None:
    await watch(played(real_plan(), MODES["async"], glyphs=glyphs), "either side")


async def watch(session: Session, seed: str) -> None:
    """See that, at every size, all that looks different is drawn, and nothing old is kept."""
    lane, random = session.lanes[0], Random(seed)
    end = lane.elapsed_s
    async with drawn(session, region=(62, 26)) as (grid, _):
        regions: list[Region] = []
        grid.refresh = lambda *those, **_: regions.extend(those or [grid.size.region])  # type: ignore[method-assign,assignment]
        for size in (*SIZES, 0):
            session.board_size = size
            lane.seek(0.0)
            grid.redraw()
            before = drawn_afresh(grid)
            for _ in range(8):
                choice = random.random()
                if choice < 0.6:
                    lane.view.step()
                elif choice < 0.7:
                    session.selected = random.randrange(1, 7)
                else:
                    lane.seek(random.uniform(0, end))
                regions.clear()
                grid.redraw()
                kept = lines_of(grid)
                marked = {(x, y) for region in regions for x, y in cells_of(region)}
                after = drawn_afresh(grid)
                assert kept == after  # nothing old is kept
                changed = {
                    (x, y)
                    for y, (old, new) in enumerate(zip(before, after, strict=True))
                    for x, (one, other) in enumerate(zip(old, new, strict=True))
                    if one != other
                }
                assert changed <= marked  # nothing that has changed is left
                before = after


def cells_of(region: Region) -> Iterable[tuple[int, int]]:
    return ((x, y) for y in range(region.y, region.bottom) for x in range(region.x, region.right))


async def test_only_what_has_changed_is_drawn() -> None:
    session = played(polgar(), MODES["async"], at_s=1803.0)
    async with drawn(session, MINIATURE, (60, 30)) as (grid, _):
        lines_of(grid)
        regions: list[Region] = []
        grid.refresh = lambda *those, **_: regions.extend(those)  # type: ignore[method-assign,assignment]
        grid.redraw()
        assert regions == []  # nothing has happened
        playhead = session.playhead
        playhead.playing, playhead.speed = True, 1e-9  # waits stand still: they count on in steps
        session.lane.view.step()  # the move at board 1, which all of them have made 15 of
        grid.redraw()
        left, top = grid.arrangement.place_of(0)
        box = Region(left, top, grid.arrangement.box, grid.arrangement.pitch)
        assert regions
        assert all(
            box.contains_region(region)
            for region in regions
            if region.x < box.right and region.y < box.bottom
        )
        assert sum(region.area for region in regions) < 2 * 60 * 6


@pytest.mark.slow
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("boards", [1, 604])
async def test_one_board_and_six_hundred_are_drawn_at_every_size(boards: int, size: int) -> None:
    session = played(polgar(boards=boards, pairs=3), MODES["async"], at_s=30.0)
    async with drawn(session, size, (120, 40)) as (grid, _):
        assert grid.arrangement.size == size
        sign = UNICODE.master if (boards, size) == (1, CELL) else UNICODE.thinking
        assert sign in text_of(grid)
        session.playhead.seek(1e9)
        grid.redraw()
        assert UNICODE.done in text_of(grid)


@pytest.mark.slow
async def test_ten_thousand_boards_are_cells_and_no_game_is_looked_at(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("nobody needs a position")

    plan = plan_of(10_000, 1, 0.01, 5.0)
    session = played(plan, MODES["async"])
    monkeypatch.setattr(positions_module, "_Game", refuse)
    async with drawn(session, 0, (200, 56)) as (grid, _):
        assert grid.arrangement.size == CELL
        lines_of(grid)
        regions: list[Region] = []
        grid.refresh = lambda *those, **_: regions.extend(those)  # type: ignore[method-assign,assignment]
        for _ in range(4):
            session.lane.view.step()
        grid.redraw()
        assert [region.y for region in regions] == [0]
        session.lane.seek(50.0)
        grid.redraw()
        assert text_of(grid).count(UNICODE.here) == 1


# What somebody does


@pytest.mark.slow
async def test_a_click_picks_a_board_and_two_open_it() -> None:
    async with drawn(played(polgar(), MODES["async"]), TILE, (40, 20)) as (grid, pilot):
        x, y = grid.arrangement.place_of(5)
        await pilot.click(grid, offset=(x + 2, y))
        await pilot.click(grid, offset=(x + 2, y), times=2)
        await pilot.click(grid, offset=(39, 19))
        app = pilot.app
        assert isinstance(app, Boards)
        assert [(each.lane, each.number) for each in app.picked] == [(0, 6)] * len(app.picked)
        assert not app.picked[0].open
        assert app.picked[-1].open


async def test_the_selection_moves_from_board_to_board_and_stops_at_the_edges() -> None:
    session = played(polgar(boards=8), MODES["sync"])
    async with drawn(session, TILE, (30, 7)) as (grid, _):  # 3 x 3, one of them missing
        assert grid.arrangement.columns == 3

        def move(right: int, down: int) -> int:
            session.selected = grid.move_selection(right, down)
            return session.selected

        assert [move(-1, 0), move(0, -1)] == [1, 1]
        assert [move(1, 0), move(1, 0), move(1, 0)] == [2, 3, 3]
        assert [move(0, 1), move(0, 1)] == [6, 6]  # below it there is none
        assert [move(-1, 0), move(0, 1), move(1, 0), move(0, 1)] == [5, 8, 8, 8]


@pytest.mark.slow
async def test_what_does_not_fit_is_scrolled_to_the_master_and_to_what_is_selected() -> None:
    session = played(polgar(), MODES["async"])
    async with drawn(session, SQUARES, (60, 20)) as (grid, pilot):
        assert not grid.arrangement.fits

        def in_view(number: int) -> bool:
            _, top = grid.arrangement.place_of(number - 1)
            return grid.scroll_offset.y <= top <= grid.scroll_offset.y + 10

        for time, board in ((60.0, 13), (119.0, 24), (120.0, 1)):
            session.lane.seek(time)
            grid.redraw()
            await pilot.pause()
            assert in_view(board), time
        session.selected = 20
        grid.redraw()
        await pilot.pause()
        assert in_view(20)
        grid.redraw()  # the master is elsewhere, but somebody looks at board 20
        assert in_view(20)
        grid._hands_off_until = 0.0
        grid.redraw()
        await pilot.pause()
        assert in_view(1)


# How it looks

REGIONS = [(1, 1), (9, 3), (19, 10), (40, 8), (60, 26), (120, 34)]


@pytest.mark.slow
@pytest.mark.parametrize("glyphs", [UNICODE, ASCII], ids=["unicode", "ascii"])
async def test_at_any_moment_and_size_it_is_as_wide_as_its_region(glyphs: Glyphs) -> None:
    session = played(polgar(), MODES["async"], at_s=1803.0, glyphs=glyphs)
    async with drawn(session) as (grid, pilot):
        for region in REGIONS:
            await pilot.resize_terminal(*region)
            await pilot.pause()
            for size in (0, *SIZES):
                session.board_size = size
                grid.redraw()
                await pilot.pause()
                strips = [grid.render_line(y) for y in range(grid.size.height)]
                assert {strip.cell_length for strip in strips} <= {grid.size.width}
                if glyphs.ascii:
                    assert all(strip.text.isascii() for strip in strips)


async def test_the_other_theme_is_taken_at_once() -> None:
    async with drawn(played(polgar(), MODES["async"]), MINIATURE) as (grid, pilot):
        dark = lines_of(grid)
        grid.app.theme = THEMES[1].name
        await pilot.pause()
        light = lines_of(grid)
        assert [[letter for letter, _ in line] for line in dark] == [
            [letter for letter, _ in line] for line in light
        ]
        assert dark != light


async def test_without_colours_shapes_tell_the_sides_apart() -> None:
    async with drawn(played(polgar(), MODES["async"]), SQUARES, no_color=True) as (grid, _):
        text = text_of(grid)
        assert all(man in text for man in UNICODE.outlined + UNICODE.solid)
    session = played(polgar(), MODES["async"])
    async with drawn(session, 0, (59, 28), no_color=True) as (grid, _):
        assert grid.arrangement.size == TILE  # half blocks would say nothing


async def test_scrolled_boards_leave_a_column_for_the_scrollbar() -> None:
    async with drawn(played(polgar(), MODES["async"]), SQUARES, (57, 20)) as (grid, pilot):
        for _ in range(3):  # the scrollbar has come, and nothing moves for it
            grid.redraw()
            await pilot.pause()
            assert grid.show_vertical_scrollbar
            assert grid.arrangement.columns * grid.arrangement.box < 57


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("glyphs", [UNICODE, ASCII], ids=["unicode", "ascii"])
async def test_shapes_say_which_board_is_selected_and_where_the_master_is(
    size: int, glyphs: Glyphs
) -> None:
    session = played(polgar(boards=4), MODES["async"], at_s=2.0, glyphs=glyphs)
    async with drawn(session, size, (100, 34)) as (grid, _):
        texts = set()
        for selected in (1, 2, 3):
            session.selected = selected
            grid.redraw()
            texts.add(text_of(grid))
        session.lane.seek(7.0)  # she has gone from board 1 to board 2
        grid.redraw()
        texts.add(text_of(grid))
        assert len(texts) == 4
        assert text_of(grid).count(glyphs.here if size == CELL else f"{glyphs.here}2") == 1


@pytest.mark.parametrize("width", [40, 44, 60])
async def test_a_selected_tile_has_both_its_brackets(width: int) -> None:
    async with drawn(played(polgar(), MODES["async"], at_s=1803.0), TILE, (width, 14)) as (grid, _):
        for number in (1, 2, 16):  # the master is here; a reply is ready; the opponent thinks
            grid.session.selected = number
            grid.redraw()
            assert text_of(grid).count("[") == text_of(grid).count("]") == 2


@pytest.mark.slow
@pytest.mark.parametrize("size", SIZES)
async def test_every_size(
    size: int, snapshot: SnapshotAssertion, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain_scrollbars(monkeypatch)
    # 1803 s: she thinks at board 1; boards 2 to 13 have replied, the others think.
    async with drawn(played(polgar(), MODES["async"], at_s=1803.0), size, (60, 30)) as (_, pilot):
        await pilot.pause()
        assert picture(pilot.app) == snapshot
