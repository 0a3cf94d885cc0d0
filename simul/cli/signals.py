"""What Ctrl-C and SIGTERM do to the program, from its first moment to its last.

Where it was started with Ctrl-C switched off, as a shell does to what runs in the background, that stays.
"""

import _thread
import atexit
import os
import signal
import sys
import threading
import time
from types import FrameType

INTERRUPTED = 128 + signal.SIGINT
"""The exit status after Ctrl-C."""
TERMINATED = 128 + signal.SIGTERM
"""The exit status after SIGTERM."""
AGAIN_S = 0.01
"""A Ctrl-C that comes at a bad time is put off for so long, in seconds."""

_here = False
_terminated = False


def starting() -> None:
    """Have Ctrl-C end the program at once and in silence: it has done nothing yet that need be tidied."""
    global _here
    _here = True
    atexit.register(_hear_nothing)  # before anybody else's, so that it is called behind them
    _on_ctrl_c(_leave)


def working() -> None:
    """Have Ctrl-C raise KeyboardInterrupt, and SIGTERM do what Ctrl-C does; after `starting` alone."""
    if _here:
        _on_ctrl_c(_interrupt)
        signal.signal(signal.SIGTERM, _terminate)
        sys.unraisablehook = _do_not_lose_ctrl_c


def ending(status: int) -> None:
    """Let nothing change how it ends: all is done but Python's own tidying; a second Ctrl-C ends that."""

    def leave(number: int, frame: FrameType | None) -> None:
        os._exit(status)

    def hear_once(number: int, frame: FrameType | None) -> None:
        signal.signal(number, leave)

    _on_ctrl_c(hear_once)
    signal.signal(signal.SIGTERM, hear_once)


def stopped() -> int:
    """Return the exit status of a program that was stopped: by Ctrl-C, or by SIGTERM."""
    return TERMINATED if _terminated else INTERRUPTED


def _on_ctrl_c(handler: "signal._HANDLER") -> None:
    if signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:
        signal.signal(signal.SIGINT, handler)


def _leave(number: int, frame: FrameType | None) -> None:
    os._exit(INTERRUPTED)


def _interrupt(number: int, frame: FrameType | None) -> None:
    """Raise KeyboardInterrupt; where something is being imported, once that is done.

    Halfway through an import, Python turns it into errors of other kinds, or loses it.
    """
    while frame is not None:
        if frame.f_code.co_filename.startswith("<frozen importlib"):
            _thread.start_new_thread(_press, (AGAIN_S,))
            return
        frame = frame.f_back
    raise KeyboardInterrupt


def _terminate(number: int, frame: FrameType | None) -> None:
    global _terminated
    _terminated = True
    on_ctrl_c = signal.getsignal(signal.SIGINT)
    if not callable(on_ctrl_c):
        raise KeyboardInterrupt
    on_ctrl_c(signal.SIGINT, frame)


def _do_not_lose_ctrl_c(unraisable: "sys.UnraisableHookArgs") -> None:
    """Press Ctrl-C again where it came in a __del__ or a weak reference's callback, which lets none out."""
    if issubclass(unraisable.exc_type, KeyboardInterrupt):
        _thread.start_new_thread(_press, (AGAIN_S,))  # here and now it would be lost again
    else:
        sys.__unraisablehook__(unraisable)


def _press(after_s: float) -> None:
    time.sleep(after_s)
    if hasattr(signal, "pthread_kill"):
        signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)
    else:
        _thread.interrupt_main()


def _hear_nothing() -> None:
    """Switch both off: when Python takes its handlers away, right before its end, this stays."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
