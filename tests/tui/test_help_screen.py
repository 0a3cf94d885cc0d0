"""Help: keys as they are bound at the moment, symbols as they are drawn, words as they are meant."""

import pytest
from syrupy.assertion import SnapshotAssertion
from textual.events import MouseScrollDown
from textual.screen import Screen

from simul.glossary import GLOSSARY
from simul.tui.screens.asking import ask
from simul.tui.screens.board import BoardScreen
from simul.tui.screens.help import HelpScreen, symbols
from simul.tui.screens.keys import HALL_KEYS
from simul.tui.screens.new import NewScreen
from simul.tui.style.glyphs import ASCII, UNICODE, Glyphs
from tests.tui.driven import hall
from tests.tui.picture import picture
from tests.tui.stage import Stage, plain_scrollbars, seen


class Keys(Screen[None]):
    BINDINGS = HALL_KEYS
    AUTO_FOCUS = ""


class Helped(Stage):
    """Has the keys of the hall, and help on them."""

    def __init__(self, glyphs: Glyphs = UNICODE) -> None:
        super().__init__(ascii=glyphs.ascii)
        self.glyphs = glyphs

    async def ask(self) -> HelpScreen:
        await self.push_screen(Keys())
        asked = HelpScreen(self.screen.active_bindings, self.glyphs)
        await self.push_screen(asked)
        return asked


@pytest.mark.slow
async def test_every_key_of_the_hall_is_there_with_what_it_does() -> None:
    app = Helped()
    async with app.run_test(size=(160, 120)) as pilot:
        await app.ask()
        await pilot.pause()
        text = " ".join(seen(app).split())
    for binding in HALL_KEYS:
        assert not isinstance(binding, tuple)
        assert binding.tooltip in text
    assert "h, esc Back to the boards" in text
    assert "? Keys, words and symbols" in text


@pytest.mark.slow
async def test_a_key_that_was_remapped_is_shown_as_it_is_now() -> None:
    app = Helped()
    app.set_keymap({"pause": "p,f2"})
    async with app.run_test(size=(120, 120)) as pilot:
        await app.ask()
        await pilot.pause()
        text = " ".join(seen(app).split())
    assert "p, f2 Pause, or go on" in text
    assert "space" not in text.split("what the symbols mean")[0].split()


@pytest.mark.slow
async def test_all_words_and_symbols_are_there() -> None:
    app = Helped()
    async with app.run_test(size=(100, 140)) as pilot:
        await app.ask()
        await pilot.pause()
        text = " ".join(seen(app).split())
    for word, meaning in GLOSSARY.items():
        assert f"{word} {meaning}" in text
    for symbol, meaning in symbols(UNICODE):
        assert f"{symbol} {meaning}" in text


@pytest.mark.parametrize("glyphs", [ASCII, UNICODE], ids=["ascii", "unicode"])
def test_every_glyph_is_explained(glyphs: Glyphs) -> None:
    shown = "".join(symbol for symbol, _ in symbols(glyphs)).replace(" ", "")
    speak_for_themselves = {
        "edges",
        "partial",
        "tick",
        "cut",
        "times",
        "up",
        "down",
        "dash",
        "ascii",
    }
    for name in {*glyphs.__struct_fields__} - speak_for_themselves:
        assert getattr(glyphs, name) in shown


def test_the_glossary_is_in_sentences_that_end() -> None:
    for meaning in GLOSSARY.values():
        assert meaning[0].isupper()
        assert meaning.endswith(".")
        assert len(meaning) < 170


@pytest.mark.slow
async def test_in_ascii_everything_is(monkeypatch: pytest.MonkeyPatch) -> None:
    plain_scrollbars(monkeypatch)
    app = Helped(ASCII)
    async with app.run_test(size=(80, 140)) as pilot:
        await app.ask()
        await pilot.pause()
        text = seen(app)
    assert text.isascii()
    assert "shift+left" in text


@pytest.mark.parametrize("key", ["escape", "q", "question_mark"])
async def test_it_closes(key: str) -> None:
    app = Helped()
    async with app.run_test(size=(80, 24)) as pilot:
        await app.ask()
        await pilot.press(key)
        assert isinstance(app.screen, Keys)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("key", "pane"), [("l", "timeline"), ("c", "code"), ("t", "tasks"), ("r", "results")]
)
async def test_the_keys_of_the_panes_leave_it_and_show_the_pane(key: str, pane: str) -> None:
    async with hall(at_s=120.0) as driven:
        await driven.press("question_mark", key)
        assert driven.app.screen is driven.hall
        assert driven.hall.stage.pane == pane


@pytest.mark.slow
async def test_any_key_that_it_lists_works_from_it() -> None:
    async with hall(at_s=120.0, keys={"pause": "p"}) as driven:
        await driven.press("question_mark", "full_stop")
        assert (driven.app.screen, driven.time) == (driven.hall, 125.0)
        await driven.press("question_mark", "p")
        assert driven.session.playhead.playing
        await driven.press("question_mark", "tab")
        assert driven.session.focused == 1
        await driven.press("l", "question_mark", "plus")  # one of the pane's own
        assert "2×" in driven.text()
        await driven.press("enter", "question_mark", "left")
        assert isinstance(driven.app.screen, BoardScreen)
        assert driven.app.screen.stepped is not None


@pytest.mark.slow
async def test_what_is_asked_for_from_it_arrives() -> None:
    async with hall() as driven:
        await driven.press("question_mark", "n")
        screen = driven.app.screen
        assert isinstance(screen, NewScreen)
        screen.dismiss(ask("classroom", {"boards": "6"}, ["async"]).exhibition)
        await driven.pilot.pause()
        assert len(driven.session.lanes[0].plan.boards) == 6


@pytest.mark.slow
async def test_its_own_keys_stay_and_nothing_is_played() -> None:
    async with hall(size=(40, 12), at_s=120.0) as driven:
        await driven.press("question_mark", "end", "pagedown", "down", "x")
        assert isinstance(driven.app.screen, HelpScreen)
        (part,) = driven.app.screen.query("Scroll")
        assert part.scroll_y == part.max_scroll_y
        await driven.press("home")
        assert part.scroll_y == 0
        await driven.press("q")
        assert driven.app.screen_stack[-1] is driven.hall
        assert driven.time == 120.0


@pytest.mark.slow
async def test_it_scrolls_by_keys_and_wheel() -> None:
    app = Helped()
    async with app.run_test(size=(40, 12)) as pilot:
        screen = await app.ask()
        await pilot.pause()
        await pilot.press("pagedown")
        await pilot.pause()
        (part,) = screen.query("Scroll")
        assert (by_key := part.scroll_y) > 0
        await pilot._post_mouse_events([MouseScrollDown], offset=(10, 5))
        await pilot.pause()
        assert part.scroll_y > by_key


@pytest.mark.slow
async def test_how_it_looks(snapshot: SnapshotAssertion) -> None:
    app = Helped()
    async with app.run_test(size=(40, 12)) as pilot:
        await app.ask()
        await pilot.pause()
        assert picture(app) == snapshot
