"""The hall as a web server runs it: packets go in and out through pipes."""

import json
import os
import re
import select
import subprocess
import time
from collections.abc import Mapping
from types import TracebackType

import pyte

from tests.tui.terminal import _UNKNOWN_TO_PYTE as UNKNOWN_TO_PYTE
from tests.tui.terminal import CLEAN, SIMUL

READY = b"__GANGLION__\n"
"""What a program that talks in packets says first."""


class Browser:
    """A page of a server, with a command in it: `output` draws on it, `told` is what it has told the server.

    A packet is a letter (D: input or output, M: a message in JSON), the size in 4 bytes, and so many bytes.
    """

    def __init__(self, *words: str, columns: int = 100, rows: int = 30) -> None:
        self.screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self.screen)
        self.output = b""
        self.told: list[Mapping[str, object]] = []
        self._came = b""
        environ = {
            "TEXTUAL_DRIVER": "textual.drivers.web_driver:WebDriver",
            "TEXTUAL_FPS": "60",
            "TEXTUAL_COLOR_SYSTEM": "truecolor",
            "COLUMNS": str(columns),
            "ROWS": str(rows),
            "TERM": "dumb",  # whatever the server runs in
        }
        self.process = subprocess.Popen(
            [str(SIMUL), *words],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**CLEAN, **environ},
        )
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        assert self.process.stderr is not None
        self._in, self._out, self._err = (
            self.process.stdin,
            self.process.stdout,
            self.process.stderr,
        )

    def __enter__(self) -> "Browser":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.process.kill()
        self.process.wait()
        for stream in (self._in, self._out, self._err):
            stream.close()

    def press(self, keys: bytes) -> None:
        """Send what is typed."""
        self._send(b"D", keys)

    def tell(self, kind: str) -> None:
        """Send a message."""
        self._send(b"M", json.dumps({"type": kind}).encode())

    def hang_up(self) -> None:
        """Be gone, without a word, as a server that is killed."""
        self._in.close()

    def until(self, wanted: str, timeout_s: float = 30.0) -> str:
        """Read until the screen has a match of `wanted`, a regular expression; return it."""
        deadline = time.monotonic() + timeout_s
        while not (match := re.search(wanted, text := "\n".join(self.screen.display))):
            assert time.monotonic() < deadline, f"no {wanted!r} in\n{text}"
            self.read()
        return match[0]

    def read(self, timeout_s: float = 0.05) -> None:
        """Take in what has come."""
        if not select.select([self._out], [], [], timeout_s)[0]:
            return
        self._came += os.read(self._out.fileno(), 1 << 16)
        if not self.output and READY in self._came:
            self._came = self._came.partition(READY)[2]
        while len(self._came) >= 5:
            size = int.from_bytes(self._came[1:5], "big")
            if len(self._came) < 5 + size:
                break
            kind, payload = self._came[:1], self._came[5 : 5 + size]
            self._came = self._came[5 + size :]
            if kind == b"D":
                self.output += payload
                self._stream.feed(UNKNOWN_TO_PYTE.sub(b"", payload))
            else:
                self.told.append(json.loads(payload))

    def end(self, timeout_s: float = 30.0) -> tuple[int, str]:
        """Wait until the command has ended; return its exit status, and what it complained of."""
        deadline = time.monotonic() + timeout_s
        while self.process.poll() is None:
            assert time.monotonic() < deadline, "it has not ended"
            self.read()
        self.read()
        return self.process.returncode, self._err.read().decode()

    def _send(self, kind: bytes, payload: bytes) -> None:
        self._in.write(kind + len(payload).to_bytes(4, "big") + payload)
        self._in.flush()
