"""The timeline pane: one scale for all lanes, and what the mouse and the keys do."""

import re
from itertools import pairwise

import pytest
from syrupy.assertion import SnapshotAssertion
from textual.events import MouseScrollDown, MouseScrollUp

from simul.tui.panes.timeline_pane import TimelinePane
from simul.tui.session.messages import BoardPicked, TimePicked
from simul.tui.style.glyphs import UNICODE
from tests.plans import plan_of
from tests.tui.driven import hall
from tests.tui.lanes import WAIT_S, session
from tests.tui.picture import picture
from tests.tui.stage import Stage, seen


def test_twelve_hours_against_one_are_seen_at_a_glance() -> None:
    with session(plan_of(24, 30), "sync", "async") as it:
        it.playhead.to_end()
        pane = TimelinePane(it)
        rows = ["".join(text for text, _ in line) for line in pane.content(130, 60)]
        of_master = [row for row in rows if "master" in row]
        sync, async_ = (row[10:].rstrip(UNICODE.playhead + " ") for row in of_master)
        assert len(sync) == 119  # and the playhead; a column is of 360 s
        assert len(async_) == 11  # 3,655 s are 10.2 columns


@pytest.mark.slow
@pytest.mark.parametrize("time", [0.4, 23.7, 59.96, 3600.6, 3654.6])
async def test_a_lanes_clock_is_that_of_the_playhead_in_every_pane(time: float) -> None:
    async with hall(at_s=time, size=(200, 40)) as driven:
        for key in "hlct":
            await driven.press(key)
            *lines, transport, _ = driven.text().splitlines()
            (clock,) = re.findall(r"(\d+:\d\d:\d\d) of", transport)
            heads = [line for line in lines if re.search(r"a?sync +\d", line)]
            assert all(re.findall(r"sync +([\d:.]+)", line)[0] == clock for line in heads), key
            assert heads or key == "h"  # there it is written in large digits


def test_a_long_trace_is_read_bit_by_bit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("simul.tui.panes.timeline_pane.READ_AT_ONCE", 40)
    with session(plan_of(6, 6), "async") as it:
        it.playhead.to_end()
        later: list[object] = []
        pane = TimelinePane(it)
        monkeypatch.setattr(pane, "call_after_refresh", later.append)
        bars = [rows_of(pane, 80, 20)[2].rstrip("│ ")]
        while later:
            later.clear()
            bars.append(rows_of(pane, 80, 20)[2].rstrip("│ "))
        assert len(bars) == -(-len(it.lane.view.trace) // 40)
        assert all(len(one) < len(two) for one, two in pairwise(bars))
        whole = TimelinePane(it)
        monkeypatch.setattr("simul.tui.panes.timeline_pane.READ_AT_ONCE", 10_000)
        assert rows_of(whole, 80, 20) == rows_of(pane, 80, 20)


def rows_of(pane: TimelinePane, width: int, height: int) -> list[str]:
    return ["".join(text for text, _ in line) for line in pane.content(width, height)]


@pytest.mark.parametrize("ascii", [False, True])
@pytest.mark.parametrize("boards", [1, 24])
def test_it_fits_at_every_size(boards: int, ascii: bool) -> None:  # noqa: A002
    modes = ("sync", "async", "blocking-call", "many-masters")
    with session(plan_of(boards, 2, walk=1.0), *modes, ascii=ascii) as it:
        it.playhead.to_end()
        it.playhead.seek(100.0)
        pane = TimelinePane(it)
        for width in (10, 20, 40, 60, 120, 200):
            for height in (1, 2, 3, 4, 5, 8, 12, 24, 60, 140):
                rows = rows_of(pane, width, height)
                assert len(rows) <= height
                assert not ascii or "".join(rows).isascii()
                if height > 8 and width >= 40:
                    assert all(any(mode in row for row in rows) for mode in modes)
                assert [row for row in rows if len(row) > width] == []


def test_what_comes_after_the_playhead_is_dimmed() -> None:
    with session(plan_of(3, 2), "async") as it:
        it.playhead.to_end()
        end = it.playhead.time
        pane = TimelinePane(it)
        roles = {role for line in pane.content(80, 10) for _, role in line}
        assert not any("future" in role for role in roles)
        it.playhead.seek(end / 2)
        lines = pane.content(80, 10)
        master = next(line for line in lines if "master" in line[0][0])
        at = next(index for index, (text, _) in enumerate(master) if text == UNICODE.playhead)
        assert not any("future" in role for _, role in master[:at])
        assert all("future" in role for text, role in master[at + 1 :] if text.strip())


def test_a_lane_that_is_ahead_of_the_playhead_grows() -> None:
    with session(plan_of(24, 30), "async") as it:
        pane = TimelinePane(it)
        for until in (80.0, 120.0, 140.0):  # in one column, and not in that of the playhead
            it.lane.release(until)
            it.lane.wait(WAIT_S)
            it.playhead.seek(10.0)
            assert pane.content(60, 30) == TimelinePane(it).content(60, 30)


def test_boards_that_do_not_fit_are_said_and_scrolled_to() -> None:
    with session(plan_of(24, 2), "sync", "async") as it:
        pane = TimelinePane(it)
        first = rows_of(pane, 80, 20)
        assert sum("boards 1–7 of 24 ↓" in row for row in first) == 2
        pane.action_scroll_rows(1)
        assert any("boards 8–14 of 24 ↑↓" in row for row in rows_of(pane, 80, 20))
        pane.action_scroll_rows(1, 100)
        assert any("boards 18–24 of 24 ↑" in row for row in rows_of(pane, 80, 20))


class Listening(Stage):
    """Keeps what the pane says."""

    def __init__(self, pane: TimelinePane) -> None:
        super().__init__(pane)
        self.told: list[object] = []

    def on_time_picked(self, message: TimePicked) -> None:
        self.told.append(message.at_s)

    def on_board_picked(self, message: BoardPicked) -> None:
        self.told.append((message.lane, message.number))


@pytest.mark.slow
async def test_the_mouse() -> None:
    with session(plan_of(3, 2), "async") as it:
        pane = TimelinePane(it)
        app = Listening(pane)
        async with app.run_test(size=(109, 12)) as pilot:  # 9 for the names, and 100 for the time
            await pilot.pause()
            assert "board 1" in seen(app)
            column_s = it.lane.theory_s / 100
            await pilot.click(pane, offset=(9 + 50, 3))
            await pilot.click(pane, offset=(9, 3))
            assert app.told == [pytest.approx(50.5 * column_s), 0.0]
            await pilot.click(pane, offset=(2, 4))  # ruler, heading, master, board 1, board 2
            assert app.told[2:] == [(0, 2)]
            app.told.clear()
            await pilot.mouse_down(pane, offset=(20, 0))
            await pilot.hover(pane, offset=(29, 0))
            await pilot.hover(pane, offset=(108, 5))
            await pilot.mouse_up(pane, offset=(108, 5))
            assert pytest.approx(20.5 * column_s) in app.told
            assert pytest.approx(99.5 * column_s) in app.told


@pytest.mark.slow
async def test_the_keys_and_the_wheel() -> None:
    with session(plan_of(24, 2), "async") as it:
        it.playhead.to_end()
        pane = TimelinePane(it)
        app = Stage(pane)
        async with app.run_test(size=(80, 12)) as pilot:
            pane.focus()
            await pilot.press("plus", "plus")
            await pilot.pause()
            assert seen(app).startswith("4×")
            before = seen(app)
            await pilot.press("ctrl+left")
            await pilot.pause()
            assert seen(app) != before
            await pilot.press("minus")
            await pilot.pause()
            assert seen(app).startswith("2×")
            await pilot.press("z")
            await pilot.pause()
            assert seen(app).startswith(" ")
            await pilot.press("pagedown")
            await pilot.pause()
            assert "board  1" not in seen(app)
            for kind, ctrl, expected in (
                (MouseScrollUp, True, "2×"),
                (MouseScrollDown, True, " "),
                (MouseScrollUp, False, " "),
            ):
                event = kind(pane, 20, 5, 0, 0, 0, False, False, ctrl, 20, 5)
                pane.post_message(event)
                await pilot.pause()
                assert seen(app).startswith(expected)


async def test_only_rows_that_have_changed_are_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    with session(plan_of(24, 30), "sync", "async") as it:
        it.playhead.seek(10_000.0)
        pane = TimelinePane(it)
        app = Stage(pane)
        async with app.run_test(size=(120, 40)) as pilot:
            await pilot.pause()
            drawn: list[int] = []
            monkeypatch.setattr(
                pane, "refresh", lambda *regions: drawn.extend(region.y for region in regions)
            )
            it.playhead.seek(10_010.0)  # in the same column: the clock of one heading
            pane.redraw()
            assert drawn == [1]
            it.playhead.seek(10_500.0)
            pane.redraw()
            assert len(set(drawn)) > 30


@pytest.mark.slow
@pytest.mark.parametrize(
    ("size", "ascii"), [((120, 30), False), ((80, 24), True), ((40, 12), False)]
)
async def test_picture(size: tuple[int, int], ascii: bool, snapshot: SnapshotAssertion) -> None:  # noqa: A002
    with session(plan_of(8, 30, walk=2.0), "sync", "async", ascii=ascii) as it:
        it.playhead.seek(9000.0)
        it.playhead.seek(8000.0)
        pane = TimelinePane(it)
        app = Stage(pane)
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            assert picture(app) == snapshot
            if size[1] > 12:
                pane.focus()
                await pilot.press("plus", "plus", "plus", "plus")
                await pilot.pause()
                assert picture(app) == snapshot


async def test_it_takes_the_colours_of_another_theme() -> None:
    with session(plan_of(3, 2), "async") as it:
        it.playhead.seek(30.0)
        pane = TimelinePane(it)
        app = Stage(pane)
        async with app.run_test(size=(60, 10)) as pilot:
            await pilot.pause()
            before = pane.render_line(2)
            app.theme = "simul-light"
            await pilot.pause()
            after = pane.render_line(2)
            assert before.text == after.text
            assert all(
                one.style != two.style
                for one, two in zip(before, after, strict=True)
                if one.text.strip()
            )
