"""What Ctrl-C, SIGTERM and SIGHUP do to the program, from its first moment to its last.

`uninterrupted` is for what they must not come in the middle of.

Where it was started with one of them switched off, that stays: a shell does so to Ctrl-C for what runs in
the background, and nohup to SIGHUP.
"""

import _thread
import atexit
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

STOPPING = (
    signal.SIGINT,
    signal.SIGTERM,
    *([signal.SIGHUP] if hasattr(signal, "SIGHUP") else []),  # not on Windows
)
"""The signals that stop the program, Ctrl-C first."""
AGAIN_S = 0.01
"""Delay of a Ctrl-C that comes at a bad time, in seconds."""

_here = False
_stopped_by: int = signal.SIGINT


def starting() -> None:
    """See to them from here on; the program has nothing yet that has to be tidied."""
    global _here
    _here = True
    atexit.register(_hear_nothing)  # before anybody else's, so that it is called behind them
    leaving()


def leaving() -> None:
    """Have each of them end the program at once and in silence: there is nothing to tidy."""
    if _here:
        _hear(_leave)


def working() -> None:
    """Have Ctrl-C raise KeyboardInterrupt, and the others do what Ctrl-C does; after `starting` alone."""
    if _here:
        _hear(_terminate)
        _hear(_interrupt, (signal.SIGINT,))
        sys.unraisablehook = _do_not_lose_ctrl_c


@contextmanager
def noting(note: Callable[[int], None]) -> Iterator[None]:
    """Have each of them do nothing but call `note`, with its number, until the block is left."""

    def hear(number: int, frame: FrameType | None) -> None:
        global _stopped_by
        _stopped_by = number
        note(number)

    usual = {number: signal.getsignal(number) for number in STOPPING}
    _hear(hear)
    try:
        yield
    finally:
        for number, handler in usual.items():
            signal.signal(number, handler)


def ending(status: int) -> None:
    """Let nothing change how it ends: all is done but Python's own tidying; a second signal ends that."""

    def leave(number: int, frame: FrameType | None) -> None:
        os._exit(status)

    def hear_once(number: int, frame: FrameType | None) -> None:
        signal.signal(number, leave)

    _hear(hear_once)


def stopped() -> int:
    """Return the exit status of a program that was stopped: 130 after Ctrl-C, 128 and a signal's number."""
    return 128 + _stopped_by


def hung_up() -> bool:
    """Return whether the program was stopped because its terminal has gone, and nobody reads it any more."""
    return hasattr(signal, "SIGHUP") and _stopped_by == signal.SIGHUP


def _hear(handler: "signal._HANDLER", numbers: tuple[signal.Signals, ...] = STOPPING) -> None:
    for number in numbers:
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, handler)


def _leave(number: int, frame: FrameType | None) -> None:
    os._exit(128 + number)


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
    global _stopped_by
    _stopped_by = number
    on_ctrl_c = signal.getsignal(signal.SIGINT)
    if callable(on_ctrl_c):
        on_ctrl_c(signal.SIGINT, frame)
    else:
        _interrupt(number, frame)


def _do_not_lose_ctrl_c(unraisable: "sys.UnraisableHookArgs") -> None:
    """Press Ctrl-C again where it came in a __del__ or a weak reference's callback, which lets none out."""
    if issubclass(unraisable.exc_type, KeyboardInterrupt):
        _thread.start_new_thread(_press, (AGAIN_S,))  # here and now it would be lost again
    else:
        sys.__unraisablehook__(unraisable)


def _press(after_s: float) -> None:
    time.sleep(after_s)
    if hasattr(signal, "pthread_kill"):
        signal.pthread_kill(threading.main_thread().ident or 0, _stopped_by)
    else:
        _thread.interrupt_main()


def _hear_nothing() -> None:
    """Switch all off: when Python takes its handlers away, right before its end, this stays."""
    for number in STOPPING:
        signal.signal(number, signal.SIG_IGN)


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
