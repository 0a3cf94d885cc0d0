"""The line of keys: what works now, as many as fit, and what a click does."""

import pytest

from simul.tui.panes.key_line import KeyLine
from simul.tui.screens.board import BoardScreen
from tests.tui.driven import Driven, hall


def line_of(driven: Driven) -> str:
    return driven.text().splitlines()[-1]


async def test_it_says_what_the_space_bar_does() -> None:
    async with hall(at_s=60.0) as driven:
        assert "space Play" in line_of(driven)
        await driven.press("space")
        assert "space Pause" in line_of(driven)
        await driven.press("space", "enter")
        assert isinstance(driven.app.screen, BoardScreen)
        assert "space Play" in line_of(driven)


@pytest.mark.parametrize("columns", [41, 80, 97, 120, 200])
async def test_keys_are_shown_whole_or_not_at_all(columns: int) -> None:
    async with hall(size=(columns, 40)) as driven:
        line = driven.hall.query_one(KeyLine)
        shown, every = line.keys(columns), line.keys(1000)
        assert shown == every[: len(shown)]
        assert all(key.end <= columns for key in shown)
        assert len(shown) == len(every) or every[len(shown)].end > columns
        assert line_of(driven).split()[-1] == shown[-1].description


async def test_it_says_more_of_the_key_that_is_pointed_at() -> None:
    async with hall() as driven:
        line = driven.hall.query_one(KeyLine)
        await driven.pilot.hover(KeyLine, offset=(line_of(driven).index("Code"), 0))
        assert line.tooltip == "The lines of the source at which everybody is"
        await driven.pilot.hover(KeyLine, offset=(119, 0))
        assert line.tooltip is None


async def test_it_follows_the_keys_that_work() -> None:
    async with hall() as driven:
        assert "Zoom in" not in line_of(driven)
        await driven.press("l")
        assert "Zoom in" in line_of(driven)
        await driven.press("h")
        assert "Zoom in" not in line_of(driven)
