"""The terminal that the hall is shown in: given back whatever happens, and left when it has gone away."""

import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

try:
    import termios
except ImportError:  # Windows
    termios = None  # type: ignore[assignment]

LOOK_S = 0.5
"""How often the guard looks, in seconds."""
PATIENCE_S = 1.0
"""How long the hall may take to end once it is told to, in seconds; then it is ended."""
HUNG_UP = 129
"""The exit status of a program that SIGHUP has ended, which one whose terminal has gone is like."""
GIVE_BACK = (
    "\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l"  # the mouse
    "\x1b[?2004l\x1b[?7h\x1b[?2048l\x1b[?1016l\x1b[<u"  # pasting, line wrap, sizes, keys
    "\x1b[?1049l\x1b[?25h\x1b[?1004l"  # the screen, the cursor, the focus
)
"""What undoes everything that Textual asks of a terminal."""


class Terminal:
    """The terminal that this process reads from, as it is now; without one, it does nothing."""

    def __init__(self) -> None:
        self._fd = -1 if sys.__stdin__ is None else sys.__stdin__.fileno()
        self._settings = self._now()

    @property
    def gone(self) -> bool:
        """Whether it was there, and is not any more."""
        return self._settings is not None and not os.isatty(self._fd)

    @property
    def changed(self) -> bool:
        """Whether its settings are others than they were."""
        return self._settings is not None and self._now() not in (None, self._settings)

    def give_back(self) -> None:
        """Give it the settings and the screen that it had."""
        if self._settings is not None:
            with suppress(OSError, termios.error):
                termios.tcflush(self._fd, termios.TCOFLUSH)  # it may take no more of what is due
                termios.tcsetattr(self._fd, termios.TCSANOW, self._settings)
                os.write(self._fd, GIVE_BACK.encode())

    def _now(self) -> list[Any] | None:
        if termios is not None and self._fd >= 0:
            with suppress(termios.error):
                return termios.tcgetattr(self._fd)
        return None


class Guard:
    """Ends the process where the hall does not: its terminal is gone, or it was told to end and has not.

    `close` stops what plays; it is called before the process ends. A thread looks, because whoever writes
    to a terminal that is gone, or that takes nothing, may wait for ever.
    """

    def __init__(self, close: Callable[[], None]) -> None:
        self._close = close
        self._terminal = Terminal()
        self._enough = threading.Event()
        self._told: tuple[int, float] | None = None

    def tell(self, status: int) -> None:
        """Have the process end soon, at the latest by force, with this exit status; signals may call it."""
        if self._told is None:
            self._told = status, time.monotonic()

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Watch while the block lasts; whatever it raises, the terminal is given back."""
        threading.Thread(target=self._look, name="guard", daemon=True).start()
        try:
            yield
        except BaseException:
            self._terminal.give_back()
            raise
        finally:
            self._enough.set()
            if self._terminal.changed:
                self._terminal.give_back()

    def _look(self) -> None:
        while not self._enough.wait(LOOK_S):
            if self._terminal.gone:
                self._close()
                os._exit(HUNG_UP)
            if self._told is not None and time.monotonic() - self._told[1] >= PATIENCE_S:
                self._terminal.give_back()
                os._exit(self._told[0])
