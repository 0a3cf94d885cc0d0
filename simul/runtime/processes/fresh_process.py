"""Ask a fresh process of our own: a JSON question in, a JSON answer back."""

import os
import signal
import subprocess
import sys
from typing import Any

import msgspec

_START = (
    "import sys; from importlib import import_module; "
    "sys.path[:] = sys.argv[2:]; import_module(sys.argv[1]).main()"
)
"""Runs `main` of a module that is found where this process would find it, whatever folder we are in."""


class FreshProcessFailed(RuntimeError):  # noqa: N818  (it is called what it is)
    """The process ended without an answer; the message says how it ended, and its last word."""


def ask(module: str, question: Any) -> Any:
    """Start a process that runs `main` of this module, and return what it answers.

    `main` reads the question, in JSON, from its stdin, and writes the answer to its stdout. It has a group
    of processes of its own, which is ended whatever happens here, so that Ctrl-C leaves nothing behind.
    Raises FreshProcessFailed.
    """
    with subprocess.Popen(
        [sys.executable, "-P", "-c", _START, module, *sys.path],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    ) as process:
        try:
            answer, complaint = process.communicate(msgspec.json.encode(question))
        finally:
            _end_group(process)
    if process.returncode:
        raise FreshProcessFailed(_last_word(process.returncode, complaint))
    return msgspec.json.decode(answer)


def _end_group(process: "subprocess.Popen[bytes]") -> None:
    """End the process, and all that it has started, by force, if it has not ended."""
    if process.poll() is None:
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
    process.wait()


def _last_word(status: int, complaint: bytes) -> str:
    how = f"was ended by signal {-status}" if status < 0 else f"ended with status {status}"
    lines = complaint.decode(errors="replace").strip().splitlines()
    return f"its process {how}{f': {lines[-1]}' if lines else ''}"
