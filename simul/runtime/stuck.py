"""What a runtime raises when a run has got stuck."""

from collections.abc import Sequence

MOST_NAMED = 4
"""So many of those who wait are named."""


class Stuck(Exception):  # noqa: N818  (it is called what it is)
    """The run can never come to its end; the message says who is where."""


class Deadlock(Stuck):
    """Everybody is waiting and nothing is due; the message says who waits where."""


class Livelock(Stuck):
    """Some take step after step and nothing ever happens; the message says who, and where."""


def nobody_can_go_on(waits: Sequence[str]) -> Deadlock:
    """Return what to raise where these wait, each "NAME waits at line LINE" and, where known, for what."""
    return Deadlock(f"nobody can go on: {listed(waits)}")


def listed(names: Sequence[str]) -> str:
    """Return the first of these, with commas between them, and how many more there are."""
    more = len(names) - MOST_NAMED
    return ", ".join(names[:MOST_NAMED]) + (f" and {more} more" if more > 0 else "")
