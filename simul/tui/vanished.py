"""A terminal that goes away without a signal: then nobody is left to show anything to."""

import os
import sys
import threading
from collections.abc import Callable

EVERY_S = 1.0
HUNG_UP = 129
"""The exit status of a program that SIGHUP has ended, which this is like."""


def leave_when_it_vanishes(close: Callable[[], None]) -> threading.Event:
    """Look every second whether the terminal is still there; end the process, after `close`, when it is not.

    A thread looks, because whoever writes to a terminal that is gone may wait for ever. It stops when the
    event that is returned is set.
    """
    enough = threading.Event()
    if sys.__stdin__ is not None:
        look = threading.Thread(
            target=_look, args=(sys.__stdin__.fileno(), close, enough), name="terminal", daemon=True
        )
        look.start()
    return enough


def _look(terminal: int, close: Callable[[], None], enough: threading.Event) -> None:
    while not enough.wait(EVERY_S):
        if not os.isatty(terminal):
            close()
            os._exit(HUNG_UP)
