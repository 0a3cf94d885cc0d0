"""Frames: finding the one that is in a mode's own file."""

from collections.abc import Iterator
from types import CoroutineType, FrameType, TracebackType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import asyncio


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


def innermost(coro: Any, source: str) -> Any:
    """Return the coroutine of the file `source` that is suspended, or runs, deepest inside this one.

    That is `coro` itself where what it awaits is not a coroutine of that file.
    """
    while (
        isinstance(awaited := getattr(coro, "cr_await", None), CoroutineType)
        and awaited.cr_code.co_filename == source
    ):
        coro = awaited
    return coro


def suspended_at(task: "asyncio.Task[Any]", source: str) -> int:
    """Return the line of the file `source` at which a task is suspended, or runs; 0 where it is done."""
    frame = getattr(innermost(task.get_coro(), source), "cr_frame", None)
    return 0 if frame is None else int(frame.f_lineno)
