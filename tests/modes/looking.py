"""Looking where each party's code stands: at the frames themselves, whatever has been noted of them."""

import asyncio
import gc
import inspect
import linecache
import sys
import threading
from collections.abc import Callable, Iterator
from types import CoroutineType, FrameType, GeneratorType
from typing import Any

from simul.hall.hall import Board
from simul.hall.trace import MASTER

Look = Callable[[str], dict[int, int]]
"""Looks where each party's code stands in a file now: the line by party."""


def party_named(name: str) -> int:
    return int(name.removeprefix("board ")) if name.startswith("board ") else MASTER


def tasks(source: str) -> dict[int, int]:
    lines = {}
    for task in asyncio.all_tasks():
        inner = innermost(task.get_coro(), source)
        lines[party_named(task.get_name())] = inner.cr_frame.f_lineno
    return lines


def innermost(coro: Any, source: str) -> Any:
    """The coroutine in this file that is suspended, or runs, inside this one; or else this one."""
    while isinstance(coro.cr_await, CoroutineType) and coro.cr_await.cr_code.co_filename == source:
        coro = coro.cr_await
    return coro


def suspended_tasks(source: str) -> dict[int, int]:
    """As `tasks`, where some may not have begun, or one of them runs at this moment and calls this."""
    lines = {}
    for task in asyncio.all_tasks():
        coro: Any = task.get_coro()
        if inspect.getcoroutinestate(coro) == inspect.CORO_SUSPENDED:
            frame = innermost(coro, source).cr_frame
            lines[party_named(task.get_name())] = frame.f_lineno
    for frame in list(from_inside(sys._getframe(), source))[:1]:
        lines[party_in(frame)] = frame.f_lineno
    return lines


def one_frame(source: str) -> dict[int, int]:
    """Where the one program there is stands: that is where she is, and an opponent while he thinks."""
    running = list(from_inside(sys._getframe(), source))
    coros: list[Any] = [task.get_coro() for task in asyncio.all_tasks()] if not running else []
    frame: FrameType = running[0] if running else innermost(coros[0], source).cr_frame
    lines = {MASTER: frame.f_lineno}
    if "opponent_thinks" in linecache.getline(source, frame.f_lineno):
        lines[frame.f_locals["board"].number] = frame.f_lineno
    return lines


def games(source: str) -> dict[int, int]:
    """Where each game's own coroutine stands: where she thinks or walks, she is; where he thinks, he."""
    lines = {}
    for task in asyncio.all_tasks():
        frame = innermost(task.get_coro(), source).cr_frame
        if frame.f_code.co_name == "game":
            line, board = linecache.getline(source, frame.f_lineno), frame.f_locals["board"]
            if "opponent_thinks" in line:
                if not board.master_to_move:  # else he has replied, and the loop has not come to it
                    lines[board.number] = frame.f_lineno
            elif "master_thinks" in line:
                lines[MASTER] = frame.f_lineno
            elif "(walk)" in line:
                lines.setdefault(MASTER, frame.f_lineno)
    return lines


def from_inside(frame: FrameType | None, source: str) -> Iterator[FrameType]:
    while frame is not None:
        if frame.f_code.co_filename == source:
            yield frame
        frame = frame.f_back


def party_in(frame: FrameType) -> int:
    board = frame.f_locals.get("board") if frame.f_code.co_name == "opponent" else None
    return board.number if isinstance(board, Board) else MASTER


def generators(source: str) -> dict[int, int]:
    return {
        party_in(one.gi_frame): one.gi_frame.f_lineno
        for one in gc.get_objects()
        if isinstance(one, GeneratorType) and one.gi_frame and one.gi_code.co_filename == source
    }


def greenlets(source: str) -> dict[int, int]:
    import greenlet

    stacks = [
        list(from_inside(one.gr_frame, source))
        for one in gc.get_objects()
        if isinstance(one, greenlet.greenlet)
    ]
    return {party_in(stack[0]): stack[0].f_lineno for stack in stacks if stack}


def threads(source: str) -> dict[int, int]:
    names = {thread.ident: thread.name for thread in threading.enumerate()}
    stacks = {
        names[ident]: list(from_inside(frame, source))
        for ident, frame in sys._current_frames().items()
        if ident in names
    }
    return {party_named(name): stack[0].f_lineno for name, stack in stacks.items() if stack}


def threads_by_frame(source: str) -> dict[int, int]:
    """As `threads`, where any thread may be any opponent's."""
    stacks = [list(from_inside(frame, source)) for frame in sys._current_frames().values()]
    return {party_in(stack[0]): stack[0].f_lineno for stack in stacks if stack}


LOOKS: dict[str, Look] = {
    "async": tasks,
    "async-generators": tasks,
    "generators": generators,
    "greenlets": greenlets,
    "gevent": greenlets,
    "eventlet": greenlets,
    "threads": threads,
}

ALL_LOOKS: dict[str, Look] = LOOKS | {
    "sync": one_frame,
    "await-in-turn": one_frame,
    "per-game": games,
    "many-masters": games,
    "blocking-call": suspended_tasks,
    "cpu-hog": suspended_tasks,
    "cpu-hog-yielding": suspended_tasks,
    "cpu-hog-to-thread": suspended_tasks,
    "forgotten-reply": suspended_tasks,
    "deadlock": suspended_tasks,
    "livelock-backoff": suspended_tasks,
    "starvation": suspended_tasks,
    "lost-update": threads,
    "small-pool": threads_by_frame,
}
"""How to look at each mode and pitfall that lets time pass with frames to look at."""
