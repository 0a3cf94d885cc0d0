"""The same computation in one thread, in an event loop and in threads; for processes see workers.py."""

import asyncio
import threading
from collections.abc import Awaitable, Callable

from simul.experiments.cores.lateness import Lateness
from simul.experiments.cores.search import think
from simul.experiments.cores.work import Found, Thoughts, Work
from simul.signals import uninterrupted


def sync(work: Work) -> Found:
    """Let one opponent after the other do all his thinking."""
    return Found(
        [[think(number, work.depth) for number in range(work.thinks)] for _ in range(work.boards)]
    )


def coroutines(work: Work) -> Found:
    """Let them take turns: each lets the next one go on after every think."""

    async def think_here(number: int, depth: int) -> tuple[int, int]:
        found = think(number, depth)
        await asyncio.sleep(0)
        return found

    return _in_an_event_loop(work, think_here)


def to_thread(work: Work) -> Found:
    """Give each think to a thread of asyncio's own pool, so that the event loop goes on meanwhile."""

    async def think_there(number: int, depth: int) -> tuple[int, int]:
        return await asyncio.to_thread(think, number, depth)

    return _in_an_event_loop(work, think_there)


def _in_an_event_loop(
    work: Work, think_somewhere: Callable[[int, int], Awaitable[tuple[int, int]]]
) -> Found:
    async def opponent(thoughts: Thoughts) -> None:
        for number in range(work.thinks):
            if pressed():
                return
            thoughts.append(await think_somewhere(number, work.depth))

    async def exhibition() -> Found:
        boards: list[Thoughts] = [[] for _ in range(work.boards)]
        async with Lateness() as lateness, asyncio.TaskGroup() as opponents:
            for thoughts in boards:
                opponents.create_task(opponent(thoughts))
        return Found(boards, late_s=lateness.longest_s)

    # An exception in the middle of asyncio's loop can lose a task that was about to be resumed, for which
    # asyncio.run would then wait for ever.
    with uninterrupted() as pressed:
        return asyncio.run(exhibition())


def threads(work: Work) -> Found:
    """Give each a thread: the system runs as many at once as it can."""
    stopped = threading.Event()

    def opponent(thoughts: Thoughts) -> None:
        for number in range(work.thinks):
            if not stopped.is_set():
                thoughts.append(think(number, work.depth))

    boards: list[Thoughts] = [[] for _ in range(work.boards)]
    opponents = [threading.Thread(target=opponent, args=(thoughts,)) for thoughts in boards]
    try:
        for each in opponents:
            each.start()
        for each in opponents:
            each.join()
    finally:
        stopped.set()  # after Ctrl-C, each ends with the think that he is at
    return Found(boards)
