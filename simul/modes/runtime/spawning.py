"""Starting processes that import little, and seeing to it that none is left."""

import multiprocessing
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, redirect_stderr
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from types import ModuleType

WAIT_S = 0.5
"""How long a process that has been asked to end may take over it, in seconds."""


def spawn(
    target: Callable[..., None], name: str, *arguments: object
) -> tuple[SpawnProcess, "Connection[object, object]"]:
    """Start a process that calls this with its end of a pipe and the arguments; return our end too."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=target, args=(theirs, *arguments), name=name, daemon=True)
    with theirs, little_inherited():
        process.start()
    return process, ours


def end(processes: Sequence[SpawnProcess]) -> None:
    """End all of these that have not ended, by force if need be, and wait until they have."""
    for process in processes:
        if process.is_alive():
            process.terminate()
    for process in processes:
        process.join(WAIT_S)
        if process.is_alive():
            process.kill()
        process.join()
        process.close()


@contextmanager
def little_inherited() -> Iterator[None]:
    """Start processes that do not import this one's __main__ again, and that Ctrl-C leaves alone."""
    main = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    can_block = hasattr(signal, "pthread_sigmask")
    if can_block:
        _start_tracker()  # now: starting it later would unblock the signal again
        usual = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        if can_block:
            signal.pthread_sigmask(signal.SIG_SETMASK, usual)
        sys.modules["__main__"] = main


def _start_tracker() -> None:
    """Have multiprocessing's own process running, which is given this one's stderr.

    A screen that has put something in the place of stderr that is no file would make that fail.
    """
    with redirect_stderr(sys.__stderr__ or sys.stderr):
        resource_tracker.ensure_running()
