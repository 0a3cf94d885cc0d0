"""The list of modes and pitfalls to choose from, with what theory predicts of each."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from simul.modes.mode import Mode
from simul.modes.pitfalls.registry import PITFALLS
from simul.modes.registry import MODES
from simul.scenario.scenario import Scenario
from simul.tui.screens.predicting import Prediction

NAMES = max(map(len, [*MODES, *PITFALLS])) + 1


class ModesList(OptionList):
    """Lists all modes; `chosen` has the names of those chosen, in the order of the lanes."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "select", "Choose", id="mode-choose", tooltip="Choose this mode, or not"),
        Binding("enter", "screen.start", "Start", id="mode-start", tooltip="Start", show=False),
    ]

    @dataclass
    class Chosen(Message):
        """Other modes are chosen now."""

    @dataclass
    class LookedAt(Message):
        """Somebody looks at a mode."""

        mode: Mode

    def __init__(self, chosen: Sequence[str]) -> None:
        super().__init__(id="modes", compact=True)
        self.chosen = list(chosen)
        self._prediction: Prediction | None = None

    def on_mount(self) -> None:
        """Fill in the modes, the pitfalls below."""
        for mode in MODES.values():
            self.add_option(Option(self._line(mode), id=mode.name))
        self.add_option(Option(Content("pitfalls: modes with a mistake"), disabled=True))
        for mode in PITFALLS.values():
            self.add_option(Option(self._line(mode), id=mode.name))
        first = self.chosen[0] if self.chosen else next(iter(MODES))
        self.highlighted = self.get_option_index(first) if first in MODES | PITFALLS else 0

    def predicted(self, prediction: Prediction | None) -> None:
        """Show what is predicted of each."""
        self._prediction = prediction
        self._fill()

    def _fill(self) -> None:
        for mode in (MODES | PITFALLS).values():
            self.replace_option_prompt(mode.name, self._line(mode))

    def _line(self, mode: Mode) -> Content:
        at = self.chosen.index(mode.name) + 1 if mode.name in self.chosen else 0
        total = ""
        if mode.missing():
            total = "not installed"
        elif self._prediction is not None and not mode.pitfall:
            total = self._prediction.of(mode)
        box = f"[{at}]" if at else "[ ]"
        return Content.assemble(
            (f"{box} {mode.name.ljust(NAMES)}", "bold" if at else ""), f"{total:>13}"
        )

    @on(OptionList.OptionSelected)
    def _toggle(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        name = str(event.option.id)
        if name in self.chosen:
            self.chosen.remove(name)
        else:
            self.chosen.append(name)
        self._fill()
        self.post_message(self.Chosen())

    @on(OptionList.OptionHighlighted)
    def _look(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        if event.option.id is not None:
            self.post_message(self.LookedAt((MODES | PITFALLS)[event.option.id]))


def about(mode: Mode, scenario: Scenario | None, prediction: Prediction | None) -> str:
    """Return what there is to know of a mode before it is chosen."""
    parts = [mode.sentence]
    if mode.pitfall:
        parts.append(f"Instead: {mode.instead}.")
        if prediction is not None:
            words = prediction.of(mode)
            parts.append(f"{words[0].upper()}{words[1:]}.")
    problem = mode.missing() or (mode.too_many(scenario.boards) if scenario else "")
    if problem:
        parts.append(f"{problem[0].upper()}{problem[1:]}.")
    return " ".join(parts)
