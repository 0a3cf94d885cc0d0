"""What a runtime raises when a run has got stuck, with who is where."""

from collections.abc import Sequence

import msgspec

from simul.scenario.durations import duration

MOST_NAMED = 4
"""How many of those who are stuck a message names."""


class Stood(msgspec.Struct, frozen=True):
    """Somebody who is stuck: who, the line of the mode's source (0: none known), and what for, if known."""

    who: str
    line: int = 0
    wanted: str = ""


class Stuck(Exception):  # noqa: N818  (it is called what it is)
    """The run can never come to its end; `parties` are those who are stuck, in order."""

    def __init__(self, parties: Sequence[Stood]) -> None:
        super().__init__()
        self.parties = list(parties)

    def text(self, source: Sequence[str] = ()) -> str:
        """Say it in a sentence; with the lines of the mode's source, what stands there is quoted."""
        raise NotImplementedError

    def __str__(self) -> str:
        return self.text()


class Deadlock(Stuck):
    """Everybody is waiting and nothing is due."""

    def text(self, source: Sequence[str] = ()) -> str:
        """Say who waits at which line, and for what."""
        return "nobody can go on: " + _listed([_waits(each, source) for each in self.parties])


class Livelock(Stuck):
    """Some take step after step and nothing ever happens: not since `since_s`, in `steps` steps of each."""

    def __init__(self, parties: Sequence[Stood], since_s: float, steps: int) -> None:
        super().__init__(parties)
        self.since_s, self.steps = since_s, steps

    def text(self, source: Sequence[str] = ()) -> str:
        """Say who steps at which line."""
        who = _listed([f"{each.who} at line {each.line}" for each in self.parties])
        return (
            f"nothing has happened since {duration(self.since_s)}, though each of these has woken "
            f"{self.steps:,} times: {who}"
        )


def _waits(each: Stood, source: Sequence[str]) -> str:
    if not each.line:
        return f"{each.who} waits"
    waits = f"{each.who} waits at line {each.line}"
    if each.wanted:
        return f"{waits} for {each.wanted}"
    return f"{waits} ({source[each.line - 1].split('  #')[0].strip()})" if source else waits


def _listed(names: Sequence[str]) -> str:
    more = len(names) - MOST_NAMED
    return ", ".join(names[:MOST_NAMED]) + (f" and {more} more" if more > 0 else "")
