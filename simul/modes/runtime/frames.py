"""Frames: finding the one that is in a mode's own file."""

from collections.abc import Iterator
from types import FrameType, TracebackType


def frames_in(source: str, frame: FrameType | None) -> Iterator[FrameType]:
    """Give the frames that are in the file `source`, from this one out to those that called it."""
    while frame is not None:
        if frame.f_code.co_filename == source:
            yield frame
        frame = frame.f_back


def tracebacks_in(source: str, traceback: TracebackType | None) -> list[TracebackType]:
    """Return the entries of a traceback that are in the file `source`, the innermost first."""
    found = []
    while traceback is not None:
        if traceback.tb_frame.f_code.co_filename == source:
            found.append(traceback)
        traceback = traceback.tb_next
    return found[::-1]


def first_argument(frame: FrameType) -> object:
    """Return what the first parameter of a frame's function holds; None where it has none."""
    code = frame.f_code
    return frame.f_locals.get(code.co_varnames[0]) if code.co_argcount else None
