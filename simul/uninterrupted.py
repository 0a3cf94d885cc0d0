"""What Ctrl-C must not come in the middle of."""

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def uninterrupted() -> Iterator[Callable[[], bool]]:
    """Have Ctrl-C wait until the block, a short one, is done; a second one does not wait.

    Gives a function that tells whether one waits, for a block that can be shorter.
    """
    usual = signal.getsignal(signal.SIGINT)
    if usual == signal.SIG_IGN or threading.current_thread() is not threading.main_thread():
        yield lambda: False
        return
    waiting = False

    def wait(number: int, frame: object) -> None:
        nonlocal waiting
        if waiting:
            raise KeyboardInterrupt
        waiting = True

    signal.signal(signal.SIGINT, wait)
    try:
        yield lambda: waiting
    finally:
        signal.signal(signal.SIGINT, usual)
    if waiting:
        raise KeyboardInterrupt
