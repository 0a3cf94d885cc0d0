"""A field of a form: what it is called, where to type or choose, and what is wrong with what is there."""

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widget import Widget
from textual.widgets import Label, Static


class Field(Vertical):
    """Has a label beside an entry; the lines under it are there where it is wrong.

    `called` is what it is known by, `entry` takes what is typed or chosen.
    """

    DEFAULT_CSS = """
    Field {
        height: auto;
        & > Horizontal { height: auto; }
        & Label { width: 11; color: $text-muted; }
        & Input, & Select { width: 1fr; }
        &#field-modes > Horizontal { layout: vertical; height: 1fr; }
        &#field-modes Label { width: 1fr; }
        & .wrong { color: $text-error; height: auto; margin: 0 0 0 2; display: none; }
        &.-wrong .wrong { display: block; }
        &.-wrong Label { color: $text-error; text-style: bold; }
    }
    """

    def __init__(self, name: str, entry: Widget, label: str = "", hint: str = "") -> None:
        super().__init__(id=f"field-{name}")
        self.called = name
        self.entry = entry
        if hint:
            self.tooltip = hint
        self._label = label or name
        self._wrong = Static(classes="wrong", markup=False)

    def compose(self) -> ComposeResult:
        """Lay it out."""
        with Horizontal():
            yield Label(self._label, markup=False)
            yield self.entry
        yield self._wrong

    def say(self, lines: list[str]) -> None:
        """Show what is wrong, a line a mistake; with none, it is right."""
        self.set_class(bool(lines), "-wrong")
        self._wrong.update("\n".join(f"! {line}" for line in lines))
