"""The tasks pane: what stands where, sorting, scrolling and picking."""

import re

import pytest
from syrupy.assertion import SnapshotAssertion

from simul.tui.panes.tasks_pane import TasksPane
from simul.tui.session.messages import BoardPicked
from tests.plans import plan_of
from tests.tui.lanes import session
from tests.tui.picture import picture
from tests.tui.stage import Stage, seen


def rows_of(pane: TasksPane, width: int = 120, height: int = 40) -> list[str]:
    return ["".join(text for text, _ in line) for line in pane.content(width, height)]


@pytest.mark.parametrize("ascii", [False, True])
def test_it_fits_at_every_size(ascii: bool) -> None:  # noqa: A002
    modes = ("sync", "async", "blocking-call", "many-masters", "deadlock")
    with session(plan_of(24, 2, walk=1.0), *modes, ascii=ascii) as it:
        it.playhead.to_end()
        it.playhead.seek(100.0)
        for index, lane in enumerate(it.lanes):
            pane = TasksPane(it, index)
            for width in (5, 20, 40, 60, 80, 120, 200):
                for height in (1, 2, 3, 4, 5, 8, 12, 24, 60):
                    rows = rows_of(pane, width, height)
                    assert len(rows) <= height
                    assert [row for row in rows if len(row) > width] == []
                    assert not ascii or "".join(rows).isascii()
                    if width >= 40 and height >= 12:
                        assert any("master" in row for row in rows), lane.mode.name


def test_what_stands_on_top() -> None:
    with session(plan_of(24, 30), "async") as it:
        it.playhead.seek(65.0)
        rows = rows_of(TasksPane(it, 0), 120, 40)
        assert rows[0] == "async  0:01:05   2 running  12 ready  11 waiting  0 done"
        # Board 14 is thought at; 15 to 24 have had no move yet, and 1 and 2 have replied.
        assert rows[1].startswith("ready now: 15 16 17 18 19 20 21 22 23 24 1 2")
        assert rows[1].endswith("(12 in all)")
        assert rows[2].startswith("due: master at 0:01:10, board 3 at 0:01:10, board 4 at 0:01:15,")
        assert rows[2].endswith("...  (12 in all)")


def test_warnings_stand_above_the_table() -> None:
    with session(plan_of(12, 2), "many-masters") as it:
        it.playhead.to_end()
        it.playhead.seek(1.0)
        rows = rows_of(TasksPane(it, 0), 120, 40)
        assert "TwoPlacesAtOnce" in rows[1]
        assert "she thinks at 12 boards at once" in rows[2]


class Listening(Stage):
    """Keeps what the pane says."""

    def __init__(self, pane: TasksPane) -> None:
        super().__init__(pane)
        self.told: list[object] = []

    def on_board_picked(self, message: BoardPicked) -> None:
        self.told.append((message.lane, message.number, message.open))


def numbers(text: str) -> list[int]:
    return [int(number) for number in re.findall(r"^.board (\d+)", text, re.MULTILINE)]


@pytest.mark.slow
async def test_sorting_scrolling_and_picking() -> None:
    with session(plan_of(24, 30), "async") as it:
        it.playhead.seek(65.0)
        pane = TasksPane(it, 0)
        app = Listening(pane)
        async with app.run_test(size=(120, 20)) as pilot:
            pane.focus()
            await pilot.pause()
            assert numbers(seen(app))[:3] == [1, 2, 3]
            await pilot.press("o")  # by state: running, ready, waiting
            await pilot.pause()
            assert numbers(seen(app))[:4] == [14, 1, 2, 15]
            await pilot.press("O")
            await pilot.pause()
            assert numbers(seen(app))[:2] == [13, 12]
            await pilot.click(pane, offset=(3, 3))  # the heading "task"
            await pilot.pause()
            assert numbers(seen(app))[:2] == [1, 2]
            await pilot.click(pane, offset=(3, 3))
            await pilot.pause()
            assert numbers(seen(app))[:2] == [24, 23]
            await pilot.press("pagedown")
            await pilot.pause()
            assert numbers(seen(app))[-1] < 13
            await pilot.click(pane, offset=(5, 5))  # the heading, the master, a board
            await pilot.pause()
            assert app.told == [(0, numbers(seen(app))[0], False)]
            it.selected = 24
            pane.redraw()
            await pilot.pause()
            assert "◉board 24" in seen(app)


async def test_only_rows_that_have_changed_are_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    with session(plan_of(24, 30), "async") as it:
        it.playhead.seek(65.0)
        pane = TasksPane(it, 0)
        app = Stage(pane)
        async with app.run_test(
            size=(80, 40)
        ) as pilot:  # too narrow for all but the time of waiting
            await pilot.pause()
            drawn: list[int] = []
            monkeypatch.setattr(
                pane, "refresh", lambda *regions: drawn.extend(region.y for region in regions)
            )
            pane.redraw()
            assert drawn == []
            it.playhead.step(it.lane)
            pane.redraw()
            assert 0 < len(drawn) < 20


@pytest.mark.parametrize(
    ("size", "mode"), [((140, 36), "async"), ((80, 24), "blocking-call"), ((40, 12), "sync")]
)
async def test_picture(size: tuple[int, int], mode: str, snapshot: SnapshotAssertion) -> None:
    with session(plan_of(24, 30), mode) as it:
        it.playhead.seek(300.0)
        app = Stage(TasksPane(it, 0))
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            assert picture(app) == snapshot
