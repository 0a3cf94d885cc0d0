"""Processes, and what they started: found by a mark in their environment, whoever their parent is by now."""

import os
import time
from pathlib import Path
from uuid import uuid4

VARIABLE = "SIMUL_SURVIVAL"


def marked() -> tuple[str, dict[str, str]]:
    """Return a mark, and an environment that has it."""
    mark = uuid4().hex
    environment = os.environ | {VARIABLE: mark, "PYTHONPATH": str(Path(__file__).parents[2])}
    return mark, environment


def alive(mark: str) -> set[int]:
    """The processes with this mark in their environment, those that have ended left out."""
    found = set()
    for path in Path("/proc").iterdir():
        if path.name.isdecimal():
            try:
                has_it = f"{VARIABLE}={mark}".encode() in (path / "environ").read_bytes()
                ended = (path / "stat").read_text().rpartition(")")[2].split()[0] in "ZX"
            except OSError:
                continue
            if has_it and not ended:
                found.add(int(path.name))
    return found


def gone(mark: str, within_s: float) -> bool:
    """Wait until none of them is left; tell whether that came about in time."""
    end = time.monotonic() + within_s
    while alive(mark):
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True
