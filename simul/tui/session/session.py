"""What is being shown, and how: what every pane looks at."""

from collections.abc import Mapping
from dataclasses import dataclass

from simul.analysis.comparison import Comparison
from simul.tui.session.lane import Lane
from simul.tui.session.playhead import Playhead
from simul.tui.style.glyphs import UNICODE, Glyphs


@dataclass
class Session:
    """The lanes, the playhead that moves them, and what a person has chosen to see.

    `focused` is the index of the lane that the keys go to, `selected` the number of a board. `board_size`
    is 1 (full) to 5 (cells), or 0 for the largest at which all boards fit. On a `projector` there are only
    clocks, factor and boards. `asked` is what the exhibition was asked for by: a preset's name or a file's
    path, and options over it.
    """

    comparison: Comparison
    lanes: list[Lane]
    playhead: Playhead
    glyphs: Glyphs = UNICODE
    focused: int = 0
    selected: int = 1
    board_size: int = 0
    projector: bool = False
    asked: tuple[str, Mapping[str, str]] = ("polgar", {})

    @property
    def lane(self) -> Lane:
        """The lane that the keys go to."""
        return self.lanes[self.focused]
