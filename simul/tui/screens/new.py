"""Another exhibition: a form to ask for it, checked while somebody types, with what theory predicts."""

import asyncio
import threading
from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.events import ScreenResume
from textual.screen import ModalScreen
from textual.widgets import Button, Input, Select, Static

from simul.modes.mode import Mode
from simul.scenario.files import load_scenario, preset_names
from simul.scenario.games.game import GamesError
from simul.scenario.options import OPTIONS
from simul.scenario.policies import POLICIES
from simul.scenario.problems import ScenarioError
from simul.scenario.scenario import Scenario
from simul.tui.screens.asking import Asked, NewExhibition, ask, told_by
from simul.tui.screens.field import Field
from simul.tui.screens.modes_list import ModesList, about
from simul.tui.screens.on_top import OnTop
from simul.tui.screens.predicting import MOST_BOARDS, Prediction, predict, totals

__all__ = ["NewExhibition", "NewScreen"]

PAUSE_S = 0.15
"""Time without typing before anything is predicted, in seconds."""
A_FILE = "a TOML file"
NARROW = 72
"""With fewer columns, the modes stand below the fields."""


class NewScreen(OnTop, ModalScreen[NewExhibition | None]):
    """Asks for an exhibition, beginning with one; gives what was asked for, or None.

    `scenario_source` is a preset's name or a file's path, `options` are those of `load_scenario`, `modes`
    the names of the modes.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,ctrl+s", "start", "Start", id="new-start", tooltip="Start this exhibition"),
        Binding(
            "escape", "cancel", "Cancel", id="new-cancel", tooltip="Back, with nothing changed"
        ),
    ]

    DEFAULT_CSS = """
    NewScreen {
        align: center middle;
        & > #form {
            width: 100%; max-width: 110; height: 100%; max-height: 32;
            background: $surface; padding: 1 2;
        }
        & #body { height: 1fr; layout: horizontal; scrollbar-size-vertical: 1; }
        & #fields { width: 1fr; height: auto; margin-right: 3; }
        & #choice { width: 1fr; height: 100%; }
        & #field-modes { height: 1fr; }
        & .about { height: auto; margin-top: 1; color: $text-muted; }
        & #choice .about { display: none; }
        & #totals { height: auto; margin: 1 0; text-style: bold; }
        & #buttons { height: 1; }
        & Button { margin-right: 2; min-width: 12; }
        & #hint { color: $text-muted; width: 1fr; }
        &.-narrow #form { padding: 0 1; }
        &.-narrow #body { layout: vertical; }
        &.-narrow #fields { width: 100%; margin: 0 0 1 0; padding-right: 1; }
        &.-narrow #fields .about { display: none; }
        &.-narrow #choice { width: 100%; height: auto; padding-right: 1; }
        &.-narrow #choice .about { display: block; margin: 0; }
        &.-narrow #field-modes { height: auto; }
        &.-narrow #field-modes > Horizontal { height: auto; }
        &.-narrow ModesList { height: 5; }
        &.-narrow #totals { margin: 0; }
        &.-narrow #hint { display: none; }
        & ModesList { height: 1fr; scrollbar-size-vertical: 1; }
        &.-ascii .arrow { display: none !important; }
        &.-ascii SelectOverlay { border: ascii $border; }
    }
    """

    def __init__(
        self, scenario_source: str, options: Mapping[str, str], modes: Sequence[str]
    ) -> None:
        super().__init__()
        self._preset = scenario_source if scenario_source in preset_names() else A_FILE
        self._path = "" if self._preset != A_FILE else scenario_source
        self._options = {name: str(options.get(name, "")) for name in OPTIONS}
        self._asked = Asked({})
        self._modes = ModesList(modes)
        self._totals = Static(id="totals", markup=False)
        self._start = Button("Start", variant="primary", compact=True, id="start")
        self._looked_at: Mode | None = None
        self._predicted: Scenario | None = None
        self._prediction: Prediction | None = None
        self._unreadable: list[str] = []
        self._starting = False

    def compose(self) -> ComposeResult:
        """Lay out the fields, the modes beside or below them, and the totals."""
        with Vertical(id="form"):
            with VerticalScroll(id="body", can_focus=False):
                with Vertical(id="fields"):
                    presets = Select(
                        [(name, name) for name in (*preset_names(), A_FILE)],
                        value=self._preset,
                        allow_blank=False,
                        compact=True,
                        id="preset",
                    )
                    yield Field("preset", presets, "scenario")
                    yield Field("source", Input(self._path, compact=True, id="path"), "file")
                    for name, option in OPTIONS.items():
                        yield Field(name, self._entry(name), hint=option.help)
                    yield Static(classes="about", markup=False)
                with Vertical(id="choice"):
                    yield Field("modes", self._modes, "modes: the lanes, in this order")
                    yield Static(classes="about", markup=False)
            yield self._totals
            with Horizontal(id="buttons"):
                yield self._start
                yield Button("Cancel", compact=True, id="cancel")
                yield Static("enter starts, space chooses a mode", id="hint", markup=False)

    def _entry(self, name: str) -> Input | Select[str]:
        value = self._options[name]
        if name != "policy":
            return Input(value, compact=True, id=name)
        policies = [(policy, policy) for policy in POLICIES]
        if value in POLICIES:
            return Select(policies, value=value, compact=True, id=name)
        return Select(policies, compact=True, id=name)

    def on_mount(self) -> None:
        """Check what is there to begin with."""
        self.set_class(self.app.has_class("-ascii"), "-ascii")
        self._source_changed()

    def on_resize(self) -> None:
        """Lay it out for what the terminal is now."""
        self.set_class(self.size.width < NARROW, "-narrow")

    # What is asked for

    @property
    def _source(self) -> str:
        preset = self.query_one("#preset", Select).value
        return self.query_one("#path", Input).value if preset == A_FILE else str(preset)

    @on(Select.Changed, "#preset")
    @on(Input.Changed, "#path")
    def _source_changed(self) -> None:
        """Say what holds where nothing is typed."""
        self.query_one("#field-source").display = self.query_one("#preset", Select).value == A_FILE
        try:
            told = told_by(load_scenario(self._source))
        except ScenarioError:
            told = {}
        for name in OPTIONS:
            entry = self.query_one(f"#{name}")
            if isinstance(entry, Input):
                entry.placeholder = told.get(name, "")
            elif isinstance(entry, Select):
                entry.prompt = told.get(name, "")
        self._changed()

    @on(Select.Changed)
    @on(Input.Changed)
    @on(ModesList.Chosen)
    def _changed(self) -> None:
        """Check everything, and predict anew where the scenario is another one."""
        for name in OPTIONS:
            entry = self.query_one(f"#{name}")
            if isinstance(entry, Input):
                self._options[name] = entry.value
            elif isinstance(entry, Select):
                self._options[name] = "" if entry.is_blank() else str(entry.value)
        self._asked = ask(self._source, self._options, self._modes.chosen)
        self._starting = False
        if self._asked.scenario != self._predicted:
            self._predict_anew()
        self._say()

    @on(ModesList.LookedAt)
    def _look(self, event: ModesList.LookedAt) -> None:
        self._looked_at = event.mode
        self._say()
        if (
            self._modes.has_focus
        ):  # where it has to scroll, what is said of the mode comes into view
            self.call_after_refresh(self.query_one("#choice").scroll_visible)

    # What theory predicts

    def _predict_anew(self) -> None:
        self._predicted, self._prediction, self._unreadable = self._asked.scenario, None, []
        self._modes.predicted(None)
        self.workers.cancel_group(self, "predict")
        scenario = self._predicted
        if scenario is not None and scenario.boards <= MOST_BOARDS:
            self.run_worker(self._predict(scenario), group="predict", exclusive=True)

    async def _predict(self, scenario: Scenario) -> None:
        given_up = threading.Event()
        try:
            await asyncio.sleep(PAUSE_S)
            prediction = await asyncio.to_thread(predict, scenario, given_up)
        except GamesError as error:
            self._unreadable = str(error).splitlines()
            self._starting = False
        else:
            self._prediction = prediction
            self._modes.predicted(prediction)
        finally:
            given_up.set()  # where this was cancelled, nobody waits for the thread
        self._say()
        self._start_where_wanted()

    @on(ScreenResume)
    def _start_where_wanted(self) -> None:
        """Give what was asked for, once its totals are there and no other screen lies on this one."""
        if self._starting and self._prediction is not None:
            self.dismiss(self._asked.exhibition)

    def _say(self) -> None:
        """Show what is known; nothing where it was closed while that was computed."""
        if self.closed:
            return
        if self._unreadable:
            self._asked = self._asked.wrong_too("games", self._unreadable)
        for field in self.query(Field):
            field.say(self._asked.mistakes.get(field.called, []))
        exhibition = self._asked.exhibition
        self._start.disabled = exhibition is None
        self._totals.update(totals(self._asked, self._prediction, self._starting))
        if self._looked_at is not None:
            scenario = self._asked.scenario
            words = about(self._looked_at, scenario, self._prediction)
            for static in self.query(".about").results(Static):
                static.update(words)

    # How it ends

    @on(Input.Submitted)
    @on(Button.Pressed, "#start")
    def action_start(self) -> None:
        """Give what is asked for, as soon as its games have been read and its totals are there."""
        exhibition = self._asked.exhibition
        if exhibition is None:
            self.app.bell()
            for name in self._asked.mistakes:
                self.query_one(f"#field-{name}", Field).entry.focus()
                break
        elif self._prediction is None and exhibition.scenario.boards <= MOST_BOARDS:
            self._starting = True
            self._say()
        else:
            self.dismiss(exhibition)

    @on(Button.Pressed, "#cancel")
    def action_cancel(self) -> None:
        """Leave, with nothing asked for."""
        self.dismiss(None)
