"""Starting processes that import little, and seeing to it that none is left.

A process lives as long as its pipe: it ends when the other end is closed, as it is when whoever started it is
killed. There is nothing else to tidy: no semaphores, no process that watches over them.
"""

import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from multiprocessing import Pipe
from typing import Any, TypeAlias

WAIT_S = 0.5
"""Seconds to wait for a process that has closed its pipe."""
_START = (
    "import sys; sys.path[:] = sys.argv[3:]; "
    "from simul.runtime.processes.spawned import begin; begin(int(sys.argv[2]))"
)
"""Runs `begin` as it is found in the path of this process; the first argument, a name, is for `ps` alone."""
_OURS = {getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)}
"""Signals for whoever starts a process, which are sent to all processes of a terminal or a group at once."""

Process: TypeAlias = "subprocess.Popen[bytes]"
_running: set[Process] = set()


def spawn(target: Callable[..., object], name: str, *arguments: object) -> tuple[Process, Any]:
    """Start a process that calls this with its end of a pipe and the arguments; return our end too.

    What it is to call goes through the pipe, pickled: a function is named by its module, which it imports.
    """
    ours, theirs = Pipe()
    handle = theirs.fileno()
    with theirs, _signals_held_back():
        process = subprocess.Popen(
            [sys.executable, "-P", "-c", _START, name, str(handle), *sys.path],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            **_with_handle(handle),
        )
    _running.add(process)
    with suppress(OSError):  # it has ended: whoever listens to it hears that next
        ours.send((target, arguments))
    return process, ours


def running() -> list[Process]:
    """Return the processes that were started and have not ended."""
    return [process for process in [*_running] if process.poll() is None]


def end(processes: Sequence[Process]) -> None:
    """End these by force, and wait until they have ended."""
    for process in processes:
        process.kill()
    for process in processes:
        process.wait()
        _running.discard(process)


@contextmanager
def _signals_held_back() -> Iterator[None]:
    """Start processes that never hear the signals that are for us, not even in their first moment."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    usual = signal.pthread_sigmask(signal.SIG_BLOCK, _OURS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, usual)


def _with_handle(handle: int) -> dict[str, Any]:
    """Return how a process is told to inherit a pipe's end."""
    if sys.platform == "win32":
        import os

        os.set_handle_inheritable(handle, True)
        return {"startupinfo": subprocess.STARTUPINFO(lpAttributeList={"handle_list": [handle]})}
    return {"pass_fds": (handle,)}
