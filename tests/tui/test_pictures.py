"""Pictures of the hall at exact times: every pane and screen, themes, ASCII; what other sizes must keep."""

import pytest
from syrupy.assertion import SnapshotAssertion
from textual.widget import Widget

from simul.tui.style.themes import THEMES
from tests.tui.driven import Driven, hall
from tests.tui.picture import picture

pytestmark = pytest.mark.slow
SIZES = ((80, 24), (120, 40), (200, 60), (61, 17))
PANES = ("timeline", "code", "tasks", "results")


async def show(driven: Driven, pane: str) -> str:
    """Show a pane, and return a picture of it, once its layout has come to rest."""
    driven.hall.stage.show(pane)
    await driven.app.workers.wait_for_complete()
    await driven.pilot.pause()
    before, now = "", picture(driven.app)
    while now != before:  # a scroll bar takes room, and another layout
        await driven.pilot.pause()
        before, now = now, picture(driven.app)
    return now


async def test_the_hall_at_the_times_that_tell_the_story(snapshot: SnapshotAssertion) -> None:
    async with hall() as driven:
        # 120 s: her second lap begins; 3600 s: her last move; 3655 s: the last reply; then the end of sync.
        for time in (0.0, 120.0, 3600.0, 3655.0, 43_200.0):
            await driven.seek(time)
            assert picture(driven.app) == snapshot(name=f"{time:.0f} s")


def overlapping(driven: Driven) -> list[str]:
    """The parts of the screen that stand on one another, or beyond its edge."""
    screen = driven.app.screen
    parts = [
        each
        for each in screen.walk_children(Widget)
        if each.is_on_screen and each.region and not each.displayed_children
    ]
    found = [f"{each}: beyond" for each in parts if not screen.region.contains_region(each.region)]
    for number, one in enumerate(parts):
        found += [
            f"{one.css_identifier} on {other.css_identifier}"
            for other in parts[:number]
            if one.layer == other.layer and one.region.intersection(other.region)
        ]
    return found


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_at_every_size_nothing_overlaps_and_nothing_is_empty(size: tuple[int, int]) -> None:
    async with hall(size=size, at_s=3600.0) as driven:
        for pane in ("hall", *PANES):
            assert len(await show(driven, pane)) > 200
            assert overlapping(driven) == []
        driven.hall.stage.show("hall")
        for key in ("f", "enter", "question_mark", "n"):
            await driven.press(key)
            await driven.app.workers.wait_for_complete()
            await driven.pilot.pause()
            if key in ("f", "enter"):
                assert overlapping(driven) == []
            await driven.press("escape")


async def test_every_pane_and_screen(snapshot: SnapshotAssertion) -> None:
    async with hall(at_s=3600.0) as driven:
        for pane in ("hall", *PANES):
            assert await show(driven, pane) == snapshot(name=pane)
        driven.hall.stage.show("hall")
        driven.hall.action_projector()
        await driven.pilot.pause()
        assert picture(driven.app) == snapshot(name="projector")
        driven.hall.action_projector()
        await driven.press("enter")
        await driven.app.workers.wait_for_complete()
        await driven.pilot.pause()
        assert picture(driven.app) == snapshot(name="board")


@pytest.mark.parametrize("theme", [theme.name for theme in THEMES[1:]])
async def test_other_themes(theme: str, snapshot: SnapshotAssertion) -> None:
    async with hall(theme=theme, at_s=130.0) as driven:
        assert picture(driven.app) == snapshot(name="hall")
        assert await show(driven, "code") == snapshot(name="code")


async def test_in_ascii_every_pane_and_screen_is_drawn_with_letters(
    snapshot: SnapshotAssertion,
) -> None:
    async with hall(ascii=True, at_s=130.0) as driven:
        for pane in ("hall", *PANES):
            text = await show(driven, pane)
            assert text.isascii()
            assert text == snapshot(name=pane)
        driven.hall.stage.show("hall")
        for key in ("enter", "question_mark", "n", "f"):
            await driven.press(key)
            await driven.app.workers.wait_for_complete()
            await driven.pilot.pause()
            assert picture(driven.app).isascii(), key
            if key != "f":
                await driven.press("escape")


async def test_in_ascii_what_comes_with_textual_is_drawn_with_letters_too() -> None:
    async with hall(ascii=True, at_s=130.0, notices=True) as driven:

        async def ascii_with(words: str, *keys: str) -> None:
            await driven.press(*keys)
            while words not in driven.text():
                await driven.pilot.pause()
            assert driven.text().isascii(), driven.text()

        for severity in ("information", "warning", "error"):
            driven.app.notify(f"some {severity}", title="a notice", severity=severity)
            await ascii_with(f"some {severity}")
        await ascii_with("a command", "ctrl+p")
        await ascii_with("The next theme", *"theme")
        await driven.press("escape", "escape")
        await ascii_with("[1] sync", "n")
        await ascii_with("ghaem-maghami-2011", "enter")
        await ascii_with("! ", "escape", "tab", "x")


async def test_four_lanes_and_a_famous_mistake(snapshot: SnapshotAssertion) -> None:
    modes = ("sync", "async", "threads", "many-masters")
    async with hall(modes=modes, at_s=62.0) as driven:
        assert picture(driven.app) == snapshot


async def test_the_smallest_terminal(snapshot: SnapshotAssertion) -> None:
    async with hall(size=(40, 12), at_s=130.0) as driven:
        for pane in ("hall", *PANES):
            assert await show(driven, pane) == snapshot(name=pane)
