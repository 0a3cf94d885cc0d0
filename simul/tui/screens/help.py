"""Help: the keys as they are bound, what the symbols mean, and what the words mean."""

import re
import textwrap
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import ActiveBinding, Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen

from simul.glossary import GLOSSARY
from simul.tui.screens.on_top import OnTop
from simul.tui.style.drawn import Drawn
from simul.tui.style.glyphs import Glyphs
from simul.tui.style.scroll import Scroll

GROUPS = {
    "time": ("play", "step", "step_back", "move", "start", "end", "slower", "faster"),
    "boards and lanes": ("board", "open", "size", "lane"),
    "what is seen": ("pane", "projector", "new", "help", "save", "next_theme"),
}
"""Under which heading the keys of an action stand; those of any other stand under OTHERS."""
ELSEWHERE = ("app", "hall", "leave")
"""What an action begins with that has somebody else do the rest."""
OTHERS = "more"
WIDE = 110
"""Columns from which the keys stand beside the rest."""

Row = tuple[str, str]
"""What stands to the left, and what it means."""


class HelpScreen(OnTop, ModalScreen[None]):
    """Shows the keys of `bindings`, as a screen's `active_bindings` has them, the symbols and the words.

    These keys work from here: what they do is done once this is left.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,question_mark", "dismiss", "Close", id="help-close", tooltip="Back"),
        Binding("home", "scroll(-1)", "Top", id="help-top", tooltip="To the top", show=False),
        Binding("end", "scroll(1)", "Bottom", id="help-bottom", tooltip="To the end", show=False),
    ]

    DEFAULT_CSS = """
    HelpScreen {
        align: center middle;
        & > Scroll {
            background: $surface; padding: 1 2; width: 100%; max-width: 150; height: 100%;
            layout: vertical; scrollbar-size-vertical: 1;
            & > Vertical { height: auto; width: 1fr; padding-right: 2; }
        }
        &.-wide > Scroll { layout: horizontal; }
        & Drawn { margin-bottom: 1; }
    }
    """

    def __init__(self, bindings: Mapping[str, ActiveBinding], glyphs: Glyphs) -> None:
        super().__init__()
        self._keys = dict(bindings)
        self._glyphs = glyphs

    def compose(self) -> ComposeResult:
        """Lay out the three parts."""
        with Scroll():
            with Vertical():
                yield Drawn(self._says_how)
                keys = grouped(self._keys.values(), self._key)
                widest = max((len(key) for group in keys.values() for key, _ in group), default=0)
                for heading, group in keys.items():
                    yield Drawn(partial(rows, heading, group, least=widest))
            with Vertical():
                yield Drawn(partial(rows, "what the symbols mean", symbols(self._glyphs)))
                yield Drawn(partial(rows, "what the words mean", list(GLOSSARY.items())))

    def on_resize(self) -> None:
        """Put the parts beside one another where there is room."""
        self.set_class(self.size.width >= WIDE, "-wide")

    def on_key(self, event: events.Key) -> None:
        """Leave, and do what the key does on the screen below; unless it does something here."""
        below, here = self._keys.get(event.key), self.active_bindings.get(event.key)
        if below is None or (here is not None and here.binding.id):  # Textual's own have no id
            return
        event.stop()
        self.dismiss()
        # By the app: this screen is no more when one that the action opens gives a result.
        self.app.call_later(self.app.run_action, below.binding.action, below.node)

    def action_scroll(self, direction: int) -> None:
        """Scroll to the top, or to the end."""
        part = self.query_one(Scroll)
        if direction < 0:
            part.scroll_home()
        else:
            part.scroll_end()

    def _says_how(self, width: int) -> Content:
        """Say which keys work here; in few words, for a small terminal."""
        active = [each.binding for each in self.active_bindings.values()]
        keys = ", ".join(self._key(each) for each in active if each.action == "dismiss")
        text = f"{keys}: back. Up, down, home and end scroll. Any other key goes back and does what it says."
        return Content.styled(textwrap.fill(text, max(12, width)), "$quiet")

    def _key(self, binding: Binding) -> str:
        shown = self.app.get_key_display(binding)
        return shown if shown.isascii() or not self._glyphs.ascii else binding.key


def rows(heading: str, pairs: Sequence[Row], width: int, least: int = 0) -> Content:
    """Return a heading and what stands under it, wrapped to `width` columns, `least` for what is left."""
    left = min(max(least, *(len(name) for name, _ in pairs)), max(9, width // 3)) + 2
    lines = [Content.styled(heading, "bold $accent")]
    for name, says in pairs:
        room = max(12, width - left)
        first, *rest = textwrap.wrap(says, room) or [""]
        if len(name) + 2 > left:
            lines.append(Content.styled(name, "bold"))
            name = ""
        lines.append(Content.assemble((name.ljust(left), "bold"), first))
        lines += [Content(" " * left + line) for line in rest]
    return Content("\n").join(lines)


def grouped(
    active: Iterable[ActiveBinding], display: Callable[[Binding], str]
) -> dict[str, list[Row]]:
    """Return the keys and what they do, by heading; keys that do the same stand together."""
    keys: dict[Row, list[str]] = {}
    for _, binding, _, tooltip in active:
        ours = binding.id or binding.priority  # Textual's own, such as to copy text, have none
        if binding.description and ours and not binding.system:
            words = re.findall(r"\w+", binding.action)
            action = next(word for word in words if word not in ELSEWHERE)
            heading = next((name for name, those in GROUPS.items() if action in those), OTHERS)
            keys.setdefault((heading, tooltip or binding.description), []).append(display(binding))
    return {
        name: [
            (", ".join(those), says) for (heading, says), those in keys.items() if heading == name
        ]
        for name in (*GROUPS, OTHERS)
        if any(heading == name for heading, _ in keys)
    }


def symbols(glyphs: Glyphs) -> list[Row]:
    """Return what each of the symbols means."""
    frames = (glyphs.frames[at : at + 2] for at in range(0, len(glyphs.frames), 2))
    found = [
        (glyphs.here, "here: the master thinks at this board"),
        (glyphs.thinking, "thinking: the opponent thinks, and this game waits for him"),
        (glyphs.ready, "ready: it is her turn here, and she does not think here yet"),
        (glyphs.held, "held: it is his turn, but something keeps him from beginning"),
        (glyphs.done, "done: this game is over"),
        (glyphs.selected, "the board that is selected"),
        (glyphs.master, "the master; among the lanes, where the keys go"),
        (" ".join(frames), "beside a board: she thinks there; is there or comes; it is selected"),
        (glyphs.bar_runs, "a stretch of time in which the game runs: she thinks"),
        (
            glyphs.bar_suspended,
            "in which the game waits for the opponent, who thinks; in her row, she waits",
        ),
        (glyphs.bar_ready, "in which it is her turn, and she does not think here yet"),
        (glyphs.bar_held, "in which something keeps an opponent from beginning"),
        (glyphs.bar_walks, "in which she walks"),
        (glyphs.bar_empty, "in which nothing happens, or that is still to come"),
        (glyphs.playhead, "the time that is shown; among the results, the limit"),
        (f"{glyphs.playing} {glyphs.paused}", "playing, paused"),
        (glyphs.pieces, "king, queen, rook, bishop, knight, pawn"),
        (f"{glyphs.origin} {glyphs.target}", "where the last move came from, and went to"),
    ]
    sides = f"{glyphs.outlined} {glyphs.solid}"
    return [*found, (sides, "White's, Black's, where no colours tell them apart")]
