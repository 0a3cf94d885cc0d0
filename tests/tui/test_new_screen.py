"""Another exhibition: what is asked for is checked as it is typed, and what theory predicts is shown."""

import threading
from collections.abc import Sequence
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion
from textual.pilot import Pilot
from textual.widgets import Button, Input, OptionList, Select, Static

from simul.modes.pitfalls.registry import PITFALLS
from simul.modes.registry import MODES
from simul.scenario.files import load_scenario
from simul.tui.screens import new
from simul.tui.screens.modes_list import ModesList
from simul.tui.screens.new import A_FILE, NewExhibition, NewScreen
from simul.tui.screens.predicting import GivenUp, Prediction
from tests.tui.picture import picture
from tests.tui.stage import Stage, plain_scrollbars, seen

pytestmark = pytest.mark.slow

NOT_YET = "not yet"


@pytest.fixture(autouse=True)
def _predict_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(new, "PAUSE_S", 0.0)


class Asking(Stage):
    """Asks for an exhibition; `answer` is what came of it."""

    def __init__(
        self,
        source: str = "polgar",
        options: dict[str, str] | None = None,
        modes: Sequence[str] = ("sync", "async"),
        *,
        ascii: bool = False,  # noqa: A002
    ) -> None:
        super().__init__(ascii=ascii)
        self.asked = NewScreen(source, options or {}, modes)
        self.answer: NewExhibition | str | None = NOT_YET

    def on_mount(self) -> None:
        self.push_screen(self.asked, self._answered)

    def _answered(self, answer: NewExhibition | None) -> None:
        self.answer = answer

    @property
    def exhibition(self) -> NewExhibition:
        assert isinstance(self.answer, NewExhibition)
        return self.answer


async def settled(pilot: Pilot[object]) -> str:
    """What is on the screen when everything has been predicted."""
    await pilot.pause()
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()
    return seen(pilot.app)


def said_at(app: Asking, name: str) -> str:
    """What is said to be wrong with a field."""
    return str(app.asked.query_one(f"#field-{name} .wrong", Static).content)


# What theory predicts


async def test_a_prediction_does_not_hold_up_the_keyboard(monkeypatch: pytest.MonkeyPatch) -> None:
    began, given_up_by = threading.Event(), list[threading.Event]()

    def slow(scenario: object, given_up: threading.Event) -> Prediction:
        given_up_by.append(given_up)
        began.set()
        if len(given_up_by) == 1:
            given_up.wait(30)
            raise GivenUp
        return Prediction(2, 1, 1)

    monkeypatch.setattr(new, "predict", slow)
    app = Asking()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        while not began.is_set():
            await pilot.pause()
        assert "predicting..." in seen(app)
        app.asked.query_one("#boards").focus()
        await pilot.press("7")  # the keyboard goes on; the latest wins
        text = await settled(pilot)
        assert app.asked.query_one("#boards", Input).value == "7"
        assert "sync 2.0 s, async 1.0 s" in text
    assert given_up_by[0].is_set()


async def test_it_is_predicted_anew_where_the_scenario_changes_and_only_there() -> None:
    app = Asking()
    async with app.run_test(size=(80, 24)) as pilot:
        assert "sync 12:00:00, async 1:00:55; no schedule" in await settled(pilot)
        app.asked.query_one("#boards").focus()
        await pilot.press("6")
        assert "sync 3:00:00, async 0:30:25; no schedule" in await settled(pilot)
        app.asked.query_one("#modes").focus()
        await pilot.press("down", "space")
        assert not list(app.workers)
        assert "callbacks 0:30:25" in seen(app)


# The form


async def test_it_gives_what_was_asked_for_by_keyboard() -> None:
    app = Asking("classroom", {"seed": "5"}, ["async"])
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("tab", "8", "tab", "9", "enter")
        await settled(pilot)
    options = {"boards": "8", "pairs": "9", "seed": "5"}
    assert app.exhibition == NewExhibition(
        load_scenario("classroom", options), "classroom", options, (MODES["async"],)
    )


async def test_it_gives_what_was_asked_for_by_mouse() -> None:
    app = Asking(modes=["async"])
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.click("#preset")
        await pilot.pause()
        await pilot.click("SelectOverlay", offset=(4, 1))  # the second
        await pilot.pause()
        await pilot.click("#modes", offset=(6, [*MODES].index("callbacks")))
        await pilot.click("#modes", offset=(6, [*MODES].index("async")))
        await settled(pilot)
        await pilot.click("#start")
        await settled(pilot)
    assert app.exhibition.source == "ten-boards"
    assert [mode.name for mode in app.exhibition.modes] == ["callbacks"]


@pytest.mark.parametrize("how", ["escape", "#cancel"])
async def test_cancelling_gives_nothing(how: str) -> None:
    app = Asking()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await (pilot.click(how) if how.startswith("#") else pilot.press(how))
        await pilot.pause()
    assert app.answer is None


async def test_mistakes_are_shown_at_once_and_keep_it_from_starting() -> None:
    app = Asking()
    async with app.run_test(size=(80, 40)) as pilot:
        await settled(pilot)
        app.asked.query_one("#walk").focus()
        await pilot.press("x")
        text = await settled(pilot)
        assert said_at(app, "walk") == '! "x" is not a length of time; write 2, "2s" or "1m30s"'
        assert "Correct the fields marked with !: walk." in text
        assert app.asked.query_one("#start", Button).disabled
        await pilot.press("enter")
        await settled(pilot)
        assert app.answer == NOT_YET
        await pilot.press("backspace", "2", "enter")
        await settled(pilot)
    assert app.exhibition.scenario.master.walk == 2


async def test_a_file_is_asked_for_by_its_path(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text("boards = 3\n[master]\nthink = 'slow'\n")
    app = Asking(str(path))
    async with app.run_test(size=(160, 40)) as pilot:
        await settled(pilot)
        assert app.asked.query_one("#preset", Select).value == A_FILE
        assert "master.think" in said_at(app, "source")
        path.write_text("boards = 3\n[master]\nthink = 4\n")
        app.asked.query_one("#seed").focus()
        await pilot.press("2")
        await settled(pilot)
        assert said_at(app, "source") == ""
        await pilot.press("enter")
        await settled(pilot)
    assert app.exhibition.source == str(path)
    assert app.exhibition.scenario.boards == 3


async def test_games_that_cannot_be_read_are_told_at_their_field(tmp_path: Path) -> None:
    path = tmp_path / "empty.pgn"
    path.write_text("")
    app = Asking(options={"games": str(path)})
    async with app.run_test(size=(160, 40)) as pilot:
        await pilot.pause()
        app.asked.query_one("#seed").focus()
        await pilot.press("enter")  # before the games have been read
        await settled(pilot)
        assert "empty.pgn" in said_at(app, "games")
        assert app.answer == NOT_YET
        app.asked.query_one("#modes").focus()
        await pilot.press("space")  # other modes do not make the games readable
        await settled(pilot)
        assert "empty.pgn" in said_at(app, "games")
        assert app.asked.query_one("#start", Button).disabled


async def test_the_mode_that_is_looked_at_is_explained() -> None:
    app = Asking(options={"boards": "300"})
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        modes = app.asked.query_one("#modes", OptionList)
        for name, words in (
            ("async", MODES["async"].sentence),
            ("processes", "300 boards are too many"),
            ("many-masters", PITFALLS["many-masters"].instead),
            ("many-masters", "if it were right"),
        ):
            modes.highlighted = modes.get_option_index(name)
            said = " ".join((await settled(pilot)).split())
            about = str(app.asked.query(".about").first(Static).content)
            assert words in about
            assert about[:20] in said


async def test_too_large_to_predict_starts_all_the_same() -> None:
    app = Asking(options={"boards": "1000000"})
    async with app.run_test(size=(80, 24)) as pilot:
        assert "nothing is predicted" in await settled(pilot)
        await pilot.press("ctrl+s")
        await pilot.pause()
    assert app.exhibition.scenario.boards == 1_000_000


def test_every_key_of_its_own_has_an_id_and_a_tooltip() -> None:
    for binding in (*NewScreen.BINDINGS, *ModesList.BINDINGS):
        assert not isinstance(binding, tuple)
        assert binding.id
        assert binding.tooltip


async def test_in_ascii_everything_is(monkeypatch: pytest.MonkeyPatch) -> None:
    plain_scrollbars(monkeypatch)
    app = Asking(options={"walk": "x"}, ascii=True)
    async with app.run_test(size=(80, 24)) as pilot:
        assert (await settled(pilot)).isascii()
        for name in ("preset", "policy"):
            app.asked.query_one(f"#{name}").focus()
            await pilot.press("enter")
            text = await settled(pilot)
            assert text.isascii()
            assert "ready" in text or "classroom" in text
            await pilot.press("escape")


async def test_on_a_small_terminal_everything_is_reached_by_scrolling() -> None:
    app = Asking(modes=["async"])
    async with app.run_test(size=(40, 12)) as pilot:
        await settled(pilot)
        app.asked.query_one("#modes").focus()
        await pilot.press("end")
        text = " ".join((await settled(pilot)).split())
        assert "[ ] small-pool" in text
        assert "Opponents think on a pool of six threads" in text
        assert "Start" in text


async def test_how_it_looks(snapshot: SnapshotAssertion) -> None:
    app = Asking(options={"boards": "300", "walk": "abc"}, modes=["sync", "processes"])
    async with app.run_test(size=(40, 12)) as pilot:
        await settled(pilot)
        assert picture(app) == snapshot(name="wrong")
        app.asked.query_one("#walk", Input).value = "2"
        app.asked.query_one("#boards", Input).value = "30"
        await settled(pilot)
        assert picture(app) == snapshot(name="right")
