"""Ctrl-C in the middle of a command that has started processes of its own."""

import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path


def _status(process: int) -> list[str]:
    """What the system says of a process behind its name: its state, its parent, ..."""
    with suppress(OSError):
        text = Path(f"/proc/{process}/stat").read_text(encoding="utf-8", errors="replace")
        return text.rpartition(")")[2].split()
    return []


def descendants(process: int) -> set[int]:
    """The children of a process, and theirs."""
    everybody = [int(path.name) for path in Path("/proc").iterdir() if path.name.isdecimal()]
    children = {one for one in everybody if _status(one)[1:2] == [str(process)]}
    return children.union(*map(descendants, children))


def alive(process: int) -> bool:
    """Whether it runs; one that has ended and waits for its parent to hear of it does not."""
    return _status(process)[:1] not in ([], ["Z"], ["X"])


def wait_for(done: Callable[[], bool], timeout_s: float = 30) -> None:
    """Wait until a call says yes."""
    end = time.monotonic() + timeout_s
    while not done():
        assert time.monotonic() < end, "it has not come"
        time.sleep(0.02)


def interrupted(*words: str, children: int) -> subprocess.CompletedProcess[str]:
    """Run `python -m simul` with these words, press Ctrl-C when it has so many descendants.

    Returns how it ended, within a second or so, and sees to it that none of them is left.
    """
    command = [sys.executable, "-m", "simul", *words]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        wait_for(lambda: len(descendants(process.pid)) >= children)
        started = descendants(process.pid)
        process.send_signal(signal.SIGINT)
        asked = time.monotonic()
        out, complaint = process.communicate(timeout=30)
        assert time.monotonic() - asked < 3  # a second, on a machine that has nothing else to do
    wait_for(lambda: not any(map(alive, started)), 3)
    return subprocess.CompletedProcess(command, process.returncode, out, complaint)
