"""Who does the jobs of a sweep, by one interface, Executor; here, this process itself."""

import os
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future
from contextlib import contextmanager
from importlib.metadata import PackageNotFoundError, version
from typing import Any, NamedTuple, TypeVar

T = TypeVar("T")

IN_HAND = 3
"""Jobs given to each worker at a time: the one that it does, and the next, so that it need not wait."""


class Workers(NamedTuple):
    """An executor, how many jobs it can have in hand, and what its futures raise when workers are lost.

    `trouble` is asked when nothing has come for long: it says why nothing is going to, and what to do, or ""
    where all is well.
    """

    executor: Executor
    in_hand: int
    lost: tuple[type[BaseException], ...] = (BrokenExecutor, CancelledError)
    trouble: Callable[[], str] = str


class _Here(Executor):
    """Does what it is asked to at once, in this process."""

    def submit(self, fn: Callable[..., T], /, *args: Any, **kwargs: Any) -> "Future[T]":
        future: Future[T] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future


def cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@contextmanager
def here() -> Iterator[Workers]:
    """Give workers that are this process."""
    yield Workers(_Here(), 1)


def installed_version() -> str:
    """Return the version of this program, in whichever process it is asked."""
    try:
        return version("chess-simul")
    except PackageNotFoundError:
        return "of no version"
