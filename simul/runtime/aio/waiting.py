"""What a task waits for, in words: told by the frames at which it is suspended."""

import asyncio
from collections.abc import Mapping
from types import CoroutineType
from typing import Any

from simul.hall.trace import party_name
from simul.runtime.frames import first_argument, suspended_at
from simul.runtime.parking import party_told_by
from simul.runtime.stuck import MOST_NAMED, Stood

Task = asyncio.Task[Any]


def name_of(task: Task) -> str:
    """Return what a task is called: as the party that it is, or else by its own name."""
    party = _party_of(task)
    return task.get_name() if party is None else party_name(party)


def who_waits(loop: asyncio.AbstractEventLoop, source: str) -> list[Stood]:
    """Return who waits, at which line of the file `source`, and for what; boards first, in order.

    After the first MOST_NAMED, where and for what is left out.
    """
    tasks = sorted(asyncio.all_tasks(loop), key=_by_board)
    return [
        Stood(name_of(task), suspended_at(task, source), _for_what(task, source))
        for task in tasks[:MOST_NAMED]
    ] + [Stood(name_of(task)) for task in tasks[MOST_NAMED:]]


def _party_of(task: Task) -> int | None:
    frame = getattr(task.get_coro(), "cr_frame", None)
    return None if frame is None else party_told_by(first_argument(frame))


def _by_board(task: Task) -> tuple[bool, int, str]:
    party = _party_of(task)
    return not party, party or 0, task.get_name()


def _for_what(task: Task, source: str) -> str:
    """Return "pen (Lock)" or the like; "" where it cannot be told."""
    coroutine: Any = task.get_coro()
    frame, wanted = None, None
    while isinstance(coroutine, CoroutineType) and coroutine.cr_frame is not None:
        names = coroutine.cr_frame.f_locals
        if coroutine.cr_code.co_filename == source:
            frame, wanted = names, None
        elif wanted is None:
            wanted = names.get("self")  # of a lock, an event, a task group
        coroutine = coroutine.cr_await
    if wanted is None:
        wanted = getattr(
            task, "_fut_waiter", None
        )  # the only way to learn it; it is read, never set
    if isinstance(wanted, asyncio.Task):
        return f"{name_of(wanted)} to end"
    if wanted is None:
        return ""
    kind = type(wanted).__name__
    name = _name_in(frame or {}, wanted)
    return f"{name} ({kind})" if name else f"{'an' if kind[0] in 'AEIOU' else 'a'} {kind}"


def _name_in(names: Mapping[str, object], wanted: object) -> str:
    """Return what a frame calls this; "" where it has no name for it."""
    for name, value in names.items():
        if value is wanted:
            return name
        if isinstance(value, dict) and any(each is wanted for each in value.values()):
            return f"one of {name}"
    return ""
