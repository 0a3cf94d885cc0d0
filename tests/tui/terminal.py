"""A real pseudo-terminal with a program in it, and its screen as a person sees it."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from types import TracebackType

import pyte

SIMUL = Path(sys.executable).with_name("simul")
"""The command as it was installed."""

QUIET_S = 0.3
"""After so long without output, all has been drawn."""

CLEAN = {
    name: value
    for name, value in os.environ.items()
    if name not in ("NO_COLOR", "COLUMNS", "LINES") and not name.startswith("TEXTUAL_")
}
_UNKNOWN_TO_PYTE = re.compile(rb"\x1b\[[<>=?][0-9;]*[a-zA-Z]|\x1bP.*?\x1b\\\\|\x1b_.*?\x1b\\\\")


class Terminal:
    """A terminal of `columns` x `rows`, with a command in it; leaving the context ends the command.

    `output` is all that has come from it, `settings` what the terminal's were before.
    """

    def __init__(
        self,
        *words: str,
        columns: int = 120,
        rows: int = 40,
        environ: Mapping[str, str] | None = None,
        command: Path = SIMUL,
        cwd: Path | None = None,
    ) -> None:
        self.screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self.screen)
        self.output = b""
        self._ours, theirs = pty.openpty()
        self._resize_to(columns, rows)
        self.settings = termios.tcgetattr(theirs)
        self._theirs = theirs  # kept open, so that its settings can be looked at afterwards
        # Not pty.fork: libraries that patch the system complain of a fork without an exec.
        self.process = subprocess.Popen(
            [str(command), *words],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env={**CLEAN, "TERM": "xterm-256color", "COLORTERM": "truecolor", **(environ or {})},
            cwd=cwd,
            start_new_session=True,
        )

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.vanish()

    @property
    def text(self) -> str:
        """What is on the screen, a line a row."""
        return "\n".join(line.rstrip() for line in self.screen.display)

    def read(self, timeout_s: float = 0.05) -> bytes:
        """Take in what has come, waiting so long at the most for the first of it."""
        came = self.come(timeout_s)
        self.output += came
        self._stream.feed(_UNKNOWN_TO_PYTE.sub(b"", came))
        return came

    def come(self, timeout_s: float) -> bytes:
        """Return what has come, waiting so long at the most, and do not look at it."""
        if not select.select([self._ours], [], [], timeout_s)[0]:
            return b""
        return os.read(self._ours, 1 << 16)

    def until(self, wanted: str, timeout_s: float = 30.0) -> str:
        """Read until the screen has a match of `wanted`, a regular expression; return it."""
        deadline = time.monotonic() + timeout_s
        while not (match := re.search(wanted, self.text)):
            assert time.monotonic() < deadline, f"no {wanted!r} in\n{self.text}"
            self.read()
        return match[0]

    def settle(self) -> None:
        """Read until nothing comes any more: what moves by itself has to be paused."""
        while self.read(QUIET_S):
            pass

    def press(self, keys: str | bytes) -> None:
        """Press keys, given as what a terminal sends."""
        os.write(self._ours, keys.encode() if isinstance(keys, str) else keys)

    def never_block(self) -> None:
        """Have `press` raise BlockingIOError where the command does not take what is typed."""
        os.set_blocking(self._ours, False)

    def press_when_taken(self, keys: str) -> None:
        """Press keys as soon as the command takes what was typed before, after `never_block`."""
        deadline = time.monotonic() + 30
        while True:
            self.read()
            assert time.monotonic() < deadline, f"nothing is taken:\n{self.text}"
            with suppress(BlockingIOError):
                return self.press(keys)

    def resize(self, columns: int, rows: int) -> None:
        """Change the size of the terminal."""
        self.screen.resize(rows, columns)
        self._resize_to(columns, rows)
        os.killpg(self.process.pid, signal.SIGWINCH)

    def _resize_to(self, columns: int, rows: int) -> None:
        fcntl.ioctl(self._ours, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def end(self, timeout_s: float = 30.0) -> int:
        """Wait until the command has ended, and return its exit status; below 0, the signal's number."""
        deadline = time.monotonic() + timeout_s
        while self.process.poll() is None:
            assert time.monotonic() < deadline, f"it has not ended:\n{self.text}"
            self.read()
        while self.read():
            pass
        return self.process.returncode

    def hang_up(self) -> None:
        """Do what a terminal does when its window is closed."""
        os.killpg(self.process.pid, signal.SIGHUP)

    def vanish(self) -> None:
        """Be gone, without a signal to anybody."""
        for file in (self._ours, self._theirs):
            if file >= 0:
                os.close(file)
        self._ours = self._theirs = -1

    def is_as_it_was(self) -> bool:
        """Whether its settings are those from before, and the screen that the command took is given back."""
        last = dict(re.findall(rb"\x1b\[\?(\d+)([hl])", self.output))
        given_back = all(
            last.get(mode, b"l") == b"l" for mode in (b"1049", b"1000", b"1003", b"1006", b"2004")
        )
        return (
            given_back
            and last.get(b"25", b"h") == b"h"
            and termios.tcgetattr(self._theirs) == self.settings
        )
