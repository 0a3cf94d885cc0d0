"""What the widgets tell the app."""

from dataclasses import dataclass

from textual.message import Message

from simul.tui.screens.asking import NewExhibition


@dataclass
class BoardPicked(Message):
    """Somebody has picked a board: `number`, in the lane with this index; `open` to see it large."""

    lane: int
    number: int
    open: bool = False


@dataclass
class LanePicked(Message):
    """Somebody has pointed at the lane with this index."""

    lane: int


@dataclass
class TimePicked(Message):
    """Somebody has pointed at a time, `at_s`, in seconds, to go to; `time` is when a message was sent."""

    at_s: float


@dataclass
class AnotherAsked(Message):
    """Somebody has asked for another exhibition."""

    exhibition: NewExhibition
