"""What the widgets tell the app."""

from dataclasses import dataclass

from textual.message import Message


@dataclass
class BoardPicked(Message):
    """Somebody has picked a board: `number`, in the lane with this index; `open` to see it large."""

    lane: int
    number: int
    open: bool = False


@dataclass
class TimePicked(Message):
    """Somebody has pointed at a time, in seconds, to go to."""

    time: float
