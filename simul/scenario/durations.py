"""How long an exhibition can be, and how a length of time is written."""

from typing import Annotated

import msgspec

LATEST_S = 1e20
"""The latest time, in seconds, that a file is believed to have of an exhibition.

A million games of a thousand move pairs, each move as long as can be asked for, take 2e16 s, one by one.
"""
Seconds = Annotated[float, msgspec.Meta(ge=0, le=LATEST_S)]
"""Seconds of exhibition time, in what is read from a file."""
Count = Annotated[int, msgspec.Meta(ge=0, lt=2**53)]
"""How many there are of something, in what is read from a file."""


def duration(seconds: float) -> str:
    """Write seconds as "1:00:55"; below a minute as "23.4 s", below a tenth of a second as "5.9 ms".

    It is rounded once, at the end.
    """
    if seconds < 0:
        return f"-{duration(-seconds)}"
    if seconds < 59.95:
        return f"{seconds * 1000:.1f} ms" if 0 < seconds < 0.09995 else f"{seconds:.1f} s"
    whole = int(seconds + 0.5)
    return f"{whole // 3600}:{whole // 60 % 60:02}:{whole % 60:02}"


def clock_text(seconds: float) -> str:
    """Write exhibition time as a clock does, "1:00:55", rounded down to a second."""
    whole = int(seconds + 1e-6)
    return f"{whole // 3600}:{whole // 60 % 60:02}:{whole % 60:02}"
