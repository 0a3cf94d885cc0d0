"""Keys and clicks that come in one write: a screen opens and closes others only while it is active."""

import asyncio
import gc
import importlib
import pkgutil
from collections.abc import Sequence
from random import Random
from typing import Any

import pytest
from rich.style import Style
from textual._styles_cache import StylesCache
from textual.css.query import NoMatches
from textual.events import Click, Key, MouseDown, MouseUp, Resize
from textual.geometry import Size
from textual.screen import Screen

import simul.tui.screens
from simul.tui.app import INTERRUPTED
from simul.tui.screens import new
from simul.tui.screens.board import BoardScreen
from simul.tui.screens.hall import HallScreen
from simul.tui.screens.help import HelpScreen
from simul.tui.screens.modes_list import ModesList
from simul.tui.screens.new import NewScreen
from simul.tui.screens.on_top import OnTop, Palette
from simul.tui.screens.predicting import Prediction, predict
from simul.tui.session.playhead import Playhead
from tests.tui.driven import Driven, hall

pytestmark = pytest.mark.slow


def screens(driven: Driven) -> list[type[Screen[Any]]]:
    """What is open, over Textual's own screen."""
    return [type(each) for each in driven.app.screen_stack[1:]]


async def click_at_once(driven: Driven, x: int, y: int, times: int) -> None:
    """Click several times in one write."""
    for _ in range(times):
        for kind in (MouseDown, MouseUp):
            driven.app.post_message(
                kind(None, x, y, 0, 0, 1, False, False, False, screen_x=x, screen_y=y)
            )
    await driven.pilot.pause()


@pytest.mark.parametrize(
    ("keys", "pane"),
    [("cl", "timeline"), ("clt", "tasks"), ("   ", "hall"), ("...", "hall"), ("rh", "hall")],
)
async def test_keys_from_the_help_do_what_they_do_one_after_the_other(keys: str, pane: str) -> None:
    async with hall() as driven:
        playing = driven.session.playhead.playing
        await driven.press("question_mark")
        assert screens(driven) == [HallScreen, HelpScreen]
        await driven.press_at_once(*("space" if key == " " else key for key in keys))
        assert screens(driven) == [HallScreen]
        assert driven.hall.stage.pane == pane
        assert driven.session.playhead.playing == (playing ^ bool(keys.count(" ") % 2))


KEYS = ("question_mark", *"cltrhnp", "escape", "enter", "space", "full_stop", "tab", "right", "end")
"""Not ctrl+p: what the palette does depends on what its search has found by then."""


@pytest.mark.parametrize("seed", range(12))
async def test_keys_in_one_write_do_what_they_do_one_after_the_other(seed: int) -> None:
    keys = ["question_mark", "c", "l"] if seed == 0 else Random(seed).choices(KEYS, k=8)
    found = []
    for at_once in (False, True):
        async with hall() as driven:
            if at_once:
                await driven.press_at_once(*keys)
            else:
                for key in keys:
                    await driven.press(key)
                    await driven.come_to_rest()
            now = driven.session
            found.append(
                (screens(driven), driven.hall.stage.pane, now.playhead.playing, now.focused)
            )
    assert found[0] == found[1], keys


@pytest.mark.parametrize(
    ("keys", "left"),
    [
        (["question_mark"] * 4, [HallScreen]),
        (["question_mark"] * 5, [HallScreen, HelpScreen]),
        (["question_mark", *["escape"] * 4], [HallScreen]),
        (["question_mark", "n", "escape", "escape", "escape"], [HallScreen]),
        (["question_mark", "end", "home", "end"], [HallScreen, HelpScreen]),
        (["enter"] * 4, [HallScreen]),
        (["enter", *["escape"] * 4], [HallScreen]),
        (["enter", "c", "l", "t"], [HallScreen]),
        (["n", *["escape"] * 4], [HallScreen]),
        (["n", "ctrl+p", *["escape"] * 4], [HallScreen]),
        (["ctrl+p"] * 3, [HallScreen, Palette]),
        (["ctrl+p", *["escape"] * 4], [HallScreen]),
        (["enter", "ctrl+p", "escape", "escape", "escape"], [HallScreen]),
    ],
)
async def test_screens_open_and_close_once(
    keys: Sequence[str], left: list[type[Screen[Any]]]
) -> None:
    async with hall() as driven:
        await driven.press_at_once(*keys)
        assert screens(driven) == left


@pytest.mark.parametrize(
    ("times", "left"), [(2, [HallScreen]), (3, [HallScreen, BoardScreen]), (4, [HallScreen])]
)
async def test_what_is_chosen_in_the_palette_is_done_once(
    times: int, left: list[type[Screen[Any]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    turned: list[float] = []
    monkeypatch.setattr(Playhead, "faster", lambda playhead: turned.append(playhead.speed))
    async with hall() as driven:
        await driven.press("ctrl+p")
        await driven.press(*"faster")
        await driven.app.workers.wait_for_complete()
        await driven.pilot.pause()
        await driven.press_at_once(*["enter"] * times)
        await driven.pilot.pause()
        assert screens(driven) == left  # those after the one that chooses go to the hall
        assert len(turned) == 1


async def test_ctrl_c_does_not_wait_for_the_key_before_it() -> None:
    async with hall() as driven:
        app = driven.app
        app._key_is_at = driven.hall  # a key that does not arrive
        await driven.press_at_once("c")
        assert driven.hall.stage.pane == "hall"
        app.post_message(Key("ctrl+c", None))
        await driven.pilot.pause()
        assert app.return_value == INTERRUPTED


async def test_clicks_beside_the_palette_close_it_alone() -> None:
    async with hall() as driven:
        await driven.press("enter", "ctrl+p")
        await click_at_once(driven, 1, 38, 3)
        assert screens(driven) == [HallScreen, BoardScreen]


async def test_a_click_where_the_palette_is_not_drawn_is_beside_it() -> None:
    async with hall(size=(80, 24)) as driven:
        await driven.press("ctrl+p")
        palette = driven.app.screen
        palette.post_message(
            Click(palette, 200, 90, 0, 0, 1, False, False, False, screen_x=200, screen_y=90)
        )
        await driven.come_to_rest()
        assert screens(driven) == [HallScreen]


async def test_clicks_on_a_board_open_it_once() -> None:
    async with hall() as driven:
        region = driven.hall.stage.grid.content_region
        await click_at_once(driven, region.x + 3, region.y + 2, 4)
        assert screens(driven) == [HallScreen, BoardScreen]


@pytest.mark.parametrize("key", ["ctrl+s", "enter"])
async def test_another_exhibition_is_asked_for_once(
    key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(new, "PAUSE_S", 0.0)
    async with hall() as driven:
        before = driven.session
        await driven.press("n")
        await driven.app.workers.wait_for_complete()
        driven.app.screen.query_one("#boards").focus()
        await driven.pilot.pause()
        await driven.press_at_once(key, key, key, "question_mark")
        await driven.pilot.pause()
        assert driven.session is not before
        assert screens(driven)[0] is HallScreen
        assert HallScreen not in screens(driven)[1:]
        assert driven.hall.session is driven.session


async def test_a_form_that_is_to_start_waits_for_what_lies_on_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(new, "PAUSE_S", 0.0)
    may = asyncio.Event()

    async def to_thread(*asked: Any) -> Prediction:
        await may.wait()
        return predict(*asked[1:])

    monkeypatch.setattr("simul.tui.screens.new.asyncio.to_thread", to_thread)
    async with hall() as driven:
        before = driven.session
        await driven.press("n", "ctrl+s", "ctrl+p")
        assert screens(driven) == [HallScreen, NewScreen, Palette]
        may.set()
        await driven.pilot.pause()
        assert screens(driven) == [HallScreen, NewScreen, Palette]
        await driven.press("escape")
        await driven.pilot.pause()
        assert driven.session is not before
        assert screens(driven) == [HallScreen]


async def test_two_sizes_do_not_alternate_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    laid_out: list[Size] = []
    lay_out = BoardScreen._screen_resized

    def counted(screen: BoardScreen, size: Size) -> None:
        assert len(laid_out) < 100
        laid_out.append(size)
        lay_out(screen, size)

    monkeypatch.setattr(BoardScreen, "_screen_resized", counted)
    async with hall() as driven:
        await driven.press("enter", "question_mark")
        below = driven.app.screen_stack[-2]
        for size in (Size(80, 24), Size(100, 30), driven.app.size):
            below.post_message(Resize(size, size))
            below.call_later(lambda: None)  # so that one does not take the other's place
        await driven.come_to_rest()
        assert set(laid_out) == {driven.app.size}


@pytest.mark.parametrize(("opens", "key"), [("help", "end"), ("new", "escape")])
async def test_keys_wait_for_a_screen_that_opens(opens: str, key: str) -> None:
    async with hall() as driven:
        await driven.hall.run_action(opens)
        assert not driven.app.screen.is_mounted
        pressed = Key(key, None)
        pressed._set_forwarded()  # as where it was pressed when the hall was the active screen still
        await driven.app.on_event(pressed)
        await driven.come_to_rest()


async def test_a_search_of_the_palette_that_fails_ends_nothing() -> None:
    async def fails() -> None:
        raise NoMatches("as when it has been closed")

    async with hall() as driven:
        await driven.press("ctrl+p")
        driven.app.screen.run_worker(fails())
        await driven.press("escape")
        assert screens(driven) == [HallScreen]


async def test_a_command_of_a_screen_that_is_closed_does_nothing() -> None:
    async with hall() as driven:
        await driven.press("question_mark")
        commands = list(driven.app.get_system_commands(driven.app.screen))
        await driven.press("escape")
        for command in commands:
            if not command.title.startswith("Theme "):
                await command.callback()
        assert screens(driven) == [HallScreen]


async def test_a_page_of_options_where_there_is_no_room_for_any() -> None:
    async with hall() as driven:
        await driven.press("n")
        modes = driven.app.screen.query_one(ModesList)
        modes.styles.width = 0
        await driven.pilot.pause()
        await driven.app.run_action("page_down", modes)


async def test_a_click_on_an_option_that_is_no_longer_there() -> None:
    async with hall() as driven:
        await driven.press("n")
        modes = driven.app.screen.query_one(ModesList)
        click = Click(modes, 0, 0, 0, 0, 1, False, False, False)
        click.style = Style.from_meta({"option": modes.option_count})
        await modes._on_click(click)


@pytest.mark.parametrize("key", ["question_mark", "enter", "n", "ctrl+p"])
async def test_screens_that_are_closed_leave_nothing_drawn_behind(key: str) -> None:
    async with hall() as driven:
        counts = []
        for _ in range(4):
            await driven.press(key)
            await driven.press("escape")
            gc.collect()
            counts.append(sum(isinstance(each, StylesCache) for each in gc.get_objects()))
        assert counts[-1] == counts[0]


@pytest.mark.parametrize("opens", ["new", "help", "open"])
async def test_it_can_be_left_while_a_screen_opens(opens: str) -> None:
    async with hall() as driven:
        await driven.hall.run_action(opens)
        assert not driven.app.screen.is_mounted
        driven.app.action_interrupt()
        while driven.app.is_running:
            await driven.pilot.pause()
        assert driven.app.return_value == INTERRUPTED
    assert driven.app.return_code == 0


def test_no_screen_is_without_the_guard() -> None:
    for module in pkgutil.iter_modules(simul.tui.screens.__path__):
        found = vars(importlib.import_module(f"simul.tui.screens.{module.name}"))
        for name, kind in found.items():
            if isinstance(kind, type) and issubclass(kind, Screen) and "simul" in kind.__module__:
                assert issubclass(kind, OnTop), name
