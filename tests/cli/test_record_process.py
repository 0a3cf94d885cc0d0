"""Recording in a process of its own that is interrupted, killed, or runs out of room."""

import os
import pty
import re
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from simul.formats.recording import read_recording, recorder
from tests.cli.typed import in_a_process

SPEED = 240.0
LIVE = ("record", "polgar", "--modes", "sync,async", "--live", "--speed", f"{SPEED:g}", "-o")


class Watched:
    """A live recording, and what its line of progress has said so far."""

    def __init__(self, process: subprocess.Popen[str], terminal: int) -> None:
        self.process = process
        self._terminal = terminal
        self._said = ""

    def reach(self, seconds: float) -> None:
        """Read until it has said that it is so many seconds of exhibition time on, or more."""
        end = time.monotonic() + 20
        while self.said_s < seconds:
            ready, _, _ = select.select([self._terminal], [], [], max(0, end - time.monotonic()))
            assert ready, f"it has not come: {self._said!r}"
            self._said += os.read(self._terminal, 4096).decode()

    @property
    def said_s(self) -> float:
        """The latest time that it has said, in seconds of exhibition time."""
        times = re.findall(r"sync: (\d+):(\d+):(\d+) of ", self._said)
        return max((int(h) * 3600 + int(m) * 60 + int(s) for h, m, s in times), default=0)


@contextmanager
def recording(path: Path, *more: str) -> Iterator[Watched]:
    """Start to record live; polgar in sync, where something happens every 5 s or 55 s."""
    controller, terminal = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "simul", *LIVE, str(path), *more],
        stdout=subprocess.PIPE,
        stderr=terminal,
        text=True,
    ) as process:
        os.close(terminal)
        try:
            yield Watched(process, controller)
        finally:
            process.kill()
            os.close(controller)


@pytest.mark.slow
def test_a_crash_loses_a_second_at_the_most(tmp_path: Path) -> None:
    path, part = tmp_path / "class.simul", tmp_path / "class.simul.part"
    with recording(path) as watched:
        watched.reach(1.5 * SPEED)  # a second and a half
        watched.process.send_signal(signal.SIGKILL)
        watched.process.wait(20)
        said_s = watched.said_s
    assert [file.name for file in tmp_path.iterdir()] == ["class.simul.part"]
    found = read_recording(part)
    (run,) = found.comparison.runs
    # Up to 55 s before the time that was said, nothing need have happened.
    assert run.trace.times[-1] >= said_s - 55 - SPEED * 2 * recorder.EVERY_S
    assert len(run.trace) > 2
    assert "class.simul.part: is cut off, or damaged, after 0:0" in found.problems[0]

    shown = in_a_process("compare", str(part))
    assert shown.returncode == 1
    assert "(interrupted)" in shown.stdout
    again = in_a_process("record", "-n", "2", "-o", str(path))
    assert again.returncode == 2
    assert f"{part}: is what a recording that was cut off has left" in again.stderr
    over = in_a_process("record", "-n", "2", "-o", str(path), "--force")
    assert over.returncode == 0
    assert [file.name for file in tmp_path.iterdir()] == ["class.simul"]


@pytest.mark.slow
def test_ctrl_c_keeps_what_was_played(tmp_path: Path) -> None:
    path = tmp_path / "class.simul"
    with recording(path) as watched:
        watched.reach(100)
        watched.process.send_signal(signal.SIGINT)
        asked = time.monotonic()
        out, _ = watched.process.communicate(timeout=20)
        assert time.monotonic() - asked < 3  # a second, on a machine that has nothing else to do
        assert watched.process.returncode == 130
    assert out.startswith(f"{path}: no run in full, and what had happened when it was stopped; ")
    assert [file.name for file in tmp_path.iterdir()] == ["class.simul"]
    found = read_recording(path)
    assert found.problems == []
    (run,) = found.comparison.runs
    assert run.interrupted
    assert run.trace.times[-1] >= 60
    shown = in_a_process("compare", str(path))
    assert (shown.returncode, shown.stderr) == (0, "")
    assert "warning: sync: interrupted: it was stopped; " in shown.stdout


@pytest.mark.slow
@pytest.mark.parametrize("room", [3_000, 60_000])
def test_a_full_disk_leaves_what_was_there(room: int, tmp_path: Path) -> None:
    """A file may not be larger than so many bytes: the plan does not fit, or the run does not."""
    path = tmp_path / "class.simul"
    path.write_text("old")
    command = [sys.executable, "-m", "simul", "record", "-o", str(path), "--force"]
    code = (
        f"import os, resource; resource.setrlimit(resource.RLIMIT_FSIZE, ({room}, {room})); "
        f"os.execv({command[0]!r}, {command})"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == f"{path}: File too large; nothing was written there\n"
    assert path.read_text() == "old"
    assert [file.name for file in tmp_path.iterdir()] == ["class.simul"]
