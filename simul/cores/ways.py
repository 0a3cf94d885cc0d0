"""The same computation in one thread, in coroutines and in threads; for processes see crew.py."""

import asyncio
import threading

from simul.cores.search import think
from simul.cores.work import Thoughts, Work
from simul.uninterrupted import uninterrupted


def sync(work: Work) -> list[Thoughts]:
    """Let one opponent after the other do all his thinking."""
    return [
        [think(number, work.depth) for number in range(work.thinks)] for _ in range(work.boards)
    ]


def coroutines(work: Work) -> list[Thoughts]:
    """Let them take turns: each lets the next one go on after every think."""

    async def opponent(thoughts: Thoughts) -> None:
        for number in range(work.thinks):
            if pressed():
                return
            thoughts.append(think(number, work.depth))
            await asyncio.sleep(0)

    async def exhibition() -> list[Thoughts]:
        boards: list[Thoughts] = [[] for _ in range(work.boards)]
        async with asyncio.TaskGroup() as opponents:
            for thoughts in boards:
                opponents.create_task(opponent(thoughts))
        return boards

    # An exception in the middle of asyncio's loop can lose a task that was about to be resumed, for which
    # asyncio.run would then wait for ever.
    with uninterrupted() as pressed:
        return asyncio.run(exhibition())


def threads(work: Work) -> list[Thoughts]:
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
    return boards
