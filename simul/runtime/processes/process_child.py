"""What runs in the process of one board. It imports next to nothing: there is a process for every board."""

import sys
from collections.abc import Callable
from multiprocessing.connection import Connection

from simul.runtime.frames import frames_in, tracebacks_in

RESTS, ENDS, FAILED = "rests", "ends", "failed"
"""What a process says of itself, besides what its code says: (what, line, more)."""


class _Left(BaseException):
    """Raised when nobody is there any more at the other end."""


class Wire:
    """The opponent's end of the pipe; what he says goes with the line at which he says it."""

    def __init__(self, pipe: Connection, source: str, lines: bool) -> None:
        self._pipe = pipe
        self._source = source
        self._lines = lines

    def send(self, words: str) -> None:
        """Say something."""
        self._say(words)

    def recv(self) -> str:
        """Wait until something is said; return it."""
        self._say(RESTS)
        try:
            return str(self._pipe.recv())
        except (EOFError, OSError):
            raise _Left from None

    def _say(self, words: str) -> None:
        frame = next(frames_in(self._source, sys._getframe(2)), None) if self._lines else None
        say(self._pipe, words, 0 if frame is None else frame.f_lineno)


def say(pipe: Connection, words: str, line: int = 0, more: str = "") -> None:
    """Send a message, if there is still anybody to read it."""
    try:
        pipe.send((words, line, more))
    except OSError:
        raise _Left from None


def serve(
    pipe: Connection,
    opponent: Callable[..., None],
    arguments: tuple[object, ...],
    source: str,
    lines: bool,
) -> None:
    """Run the opponent's code to its end, and say how it ended."""
    try:
        try:
            opponent(*arguments, Wire(pipe, source, lines))
            say(pipe, ENDS)
        except Exception as error:
            entries = tracebacks_in(source, error.__traceback__)
            what = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
            say(pipe, FAILED, entries[0].tb_lineno if entries else 0, what)
    except _Left:
        pass
    finally:
        pipe.close()
