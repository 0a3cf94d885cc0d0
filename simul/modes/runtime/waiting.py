"""What a task waits for, in words: told by the frames at which it is suspended."""

import asyncio
from collections.abc import Mapping
from types import CoroutineType
from typing import Any

from simul.modes.runtime.deadlock import MOST_NAMED
from simul.modes.runtime.party_task import PartyTask


def who_waits(loop: asyncio.AbstractEventLoop, source: str) -> list[str]:
    """Return who waits, at which line of the file `source`, and for what; boards first, in order.

    After the first MOST_NAMED it is only their names.
    """
    tasks: list[Any] = sorted(asyncio.all_tasks(loop), key=_by_board)
    return [
        f"{task.get_name()} waits at line {getattr(task, 'line', 0)}{_for_what(task, source)}"
        for task in tasks[:MOST_NAMED]
    ] + [task.get_name() for task in tasks[MOST_NAMED:]]


def _by_board(task: Any) -> tuple[bool, int, str]:
    party = getattr(task, "party", None)
    return not party, party or 0, task.get_name()


def _for_what(task: Any, source: str) -> str:
    """Return " for pen (Lock)" or the like; "" where it cannot be told."""
    coroutine, frame, wanted = task.get_coro(), None, None
    while isinstance(coroutine, CoroutineType) and coroutine.cr_frame is not None:
        names = coroutine.cr_frame.f_locals
        if coroutine.cr_code.co_filename == source:
            frame, wanted = names, None
        elif wanted is None:
            wanted = names.get("self")  # of a lock, an event, a task group
        coroutine = coroutine.cr_await
    if wanted is None and isinstance(task, PartyTask):
        wanted = task.waits_for
    if isinstance(wanted, PartyTask):
        return f" for {wanted.get_name()} to end"
    if wanted is None or isinstance(wanted, list):
        return ""
    kind = type(wanted).__name__
    name = _name_in(frame or {}, wanted)
    return f" for {name} ({kind})" if name else f" for {'an' if kind[0] in 'AEIOU' else 'a'} {kind}"


def _name_in(names: Mapping[str, object], wanted: object) -> str:
    """Return what a frame calls this; "" where it has no name for it."""
    for name, value in names.items():
        if value is wanted:
            return name
        if isinstance(value, dict) and any(each is wanted for each in value.values()):
            return f"one of {name}"
    return ""
