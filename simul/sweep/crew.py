"""Who does the jobs: this process, processes of our own, or a cluster; all by one interface, Executor."""

import logging
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager, suppress
from importlib.metadata import PackageNotFoundError, version
from multiprocessing.connection import Connection
from typing import Any, NamedTuple, TypeVar
from urllib.parse import urlsplit

from simul.exhibition.mistakes import written
from simul.modes.runtime.spawning import little_inherited

T = TypeVar("T")

IN_HAND = 3
"""What a worker has in hand: what it does, and the next, so that it need not wait for us."""
KINDS = ("tcp", "tls", "ucx", "ws", "wss")
"""The kinds of addresses that Dask knows, but for that of a scheduler in the same process."""
CONNECT_S = 5.0
"""So long a cluster may take to answer, in seconds."""


def _leave(future: "Future[Any]") -> None:
    """Do nothing about a job that nobody waits for any longer: who does it is about to be ended."""


class Crew(NamedTuple):
    """An executor, how many jobs it can have in hand, and what its futures raise when workers are lost.

    `give_up` is called with each future that nobody waits for any longer; `somebody_left` says whether
    there is a worker at the moment.
    """

    executor: Executor
    in_hand: int
    lost: tuple[type[BaseException], ...] = (BrokenExecutor, CancelledError)
    give_up: Callable[["Future[Any]"], object] = _leave
    somebody_left: Callable[[], bool] = lambda: True


class NotAnAddress(ValueError):  # noqa: N818
    """No cluster can be at such an address; the message says what is wrong and what to write."""


class NoCluster(Exception):  # noqa: N818
    """A cluster cannot be used; the message says why, and what to do."""


class _Processes(ProcessPoolExecutor):
    """Processes that Ctrl-C leaves alone from the first on: it is for us to see to."""

    def submit(self, fn: Callable[..., T], /, *args: Any, **kwargs: Any) -> "Future[T]":
        with little_inherited():  # this is where they are started
            return super().submit(fn, *args, **kwargs)


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
def here() -> Iterator[Crew]:
    """Give a crew that is this process."""
    yield Crew(_Here(), 1)


@contextmanager
def processes(workers: int) -> Iterator[Crew]:
    """Give a crew of so many processes, of which none is left when the block is left, however it is.

    Each listens to a pipe of which only we have the other end: when we close it, or are killed, it ends.
    """
    context = multiprocessing.get_context("spawn")
    theirs, ours = context.Pipe(duplex=False)
    executor = _Processes(workers, context, initializer=_settle, initargs=(theirs,))
    try:
        yield Crew(executor, IN_HAND * workers)
    finally:
        # None of its futures may be cancelled: Python 3.11 cannot tell a cancelled one that its worker
        # has ended, and complains.
        ours.close()
        theirs.close()
        executor.shutdown(wait=True)


def _settle(pipe: "Connection[Any, Any]") -> None:
    """Have this process, and what it starts, end with the one that has the other end of the pipe."""
    if hasattr(os, "setsid"):
        os.setsid()
    else:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with, args=(pipe,), daemon=True).start()


def _end_with(pipe: "Connection[Any, Any]") -> None:
    with suppress(EOFError, OSError):
        pipe.recv()
    if hasattr(os, "killpg"):
        os.killpg(os.getpgrp(), signal.SIGKILL)
    os._exit(1)


@contextmanager
def cluster(address: str) -> Iterator[Crew]:
    """Give a crew that is the workers of a Dask scheduler at this address, such as tcp://host:8786.

    Raises NotAnAddress, and NoCluster where it does not answer within CONNECT_S seconds, has no worker,
    or other versions of this program than ours.
    """
    _check_address(address)
    from distributed import Client, KilledWorker

    # Without its __del__, which for a client that could not be made takes ten seconds, and fails.
    connect: type[Client] = type("OurClient", (Client,), {"__del__": lambda client: None})
    usual = logging.root.manager.disable
    logging.disable()  # what it has to say comes to us as exceptions
    client: Client | None = None
    try:
        try:
            client = connect(address, timeout=CONNECT_S, set_as_default=False)
            threads = sum(client.nthreads().values())
            versions = set(client.run(installed_version).values())
        except Exception as error:  # of the network, of the address, of what answers there
            what = str(error).strip().partition("\n")[0] or type(error).__name__
            raise NoCluster(
                f"--cluster: {address} cannot be used: {what}; is a Dask scheduler running there?"
            ) from None
        _same_version(address, threads, versions)
        executor = client.get_executor(pure=False)
        try:
            lost = (BrokenExecutor, CancelledError, KilledWorker)
            yield Crew(
                executor,
                IN_HAND * threads,
                lost,
                give_up=lambda future: future.cancel(),
                somebody_left=lambda: bool(client.nthreads()),
            )
        finally:
            executor.shutdown(wait=False)
    finally:
        if client is not None:
            with suppress(Exception):
                client.close(timeout=0.5)
        logging.disable(usual)


def _check_address(address: str) -> None:
    kind, there, _ = address.partition("://")
    if there and kind not in KINDS:
        raise NotAnAddress(
            f"--cluster: {written(address)} is not an address of a known kind; "
            f"the kinds are {', '.join(f'{known}://' for known in KINDS)}"
        )
    try:
        parts = urlsplit(address if there else f"tcp://{address}")
        known = bool(parts.hostname and parts.port)
    except ValueError:  # a port that is none
        known = False
    if not known:
        raise NotAnAddress(
            f"--cluster: {written(address)} is not an address; write one such as tcp://scheduler:8786"
        )


def _same_version(address: str, threads: int, versions: set[str]) -> None:
    if not threads:
        raise NoCluster(f"--cluster: {address} has no worker; start some: dask worker {address}")
    ours = installed_version()
    if others := sorted(versions - {ours}):
        raise NoCluster(
            f"--cluster: {address} has workers with chess-simul {' and '.join(others)}, "
            f"and here is {ours}; install the same on all"
        )


def installed_version() -> str:
    """Return the version of this program, in whichever process it is asked."""
    try:
        return version("chess-simul")
    except PackageNotFoundError:
        return "of no version"
