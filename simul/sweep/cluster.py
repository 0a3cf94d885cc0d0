"""A Dask cluster that does the jobs of a sweep. Whatever is asked of it has a deadline."""

import logging
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, CancelledError, Future, wait
from contextlib import contextmanager, suppress
from functools import partial
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import urlsplit

from simul.scenario.wording import shown, written
from simul.sweep.executors import IN_HAND, Workers, installed_version

if TYPE_CHECKING:
    from distributed import Client

T = TypeVar("T")

KINDS = ("tcp", "tls", "ucx", "ws", "wss")
"""The kinds of addresses that Dask knows, except that of a scheduler in the same process."""
CONNECT_S = 5.0
"""Seconds within which a cluster has to answer, all its workers included."""
LEAVE_S = 0.5
"""Seconds to wait for a cluster to take note that we have gone."""


class NotAnAddress(ValueError):  # noqa: N818
    """No cluster can be at such an address; the message says what is wrong and what to write."""


class NoCluster(Exception):  # noqa: N818
    """A cluster cannot be used; the message says why, and what to do."""


@contextmanager
def cluster(address: str) -> Iterator[Workers]:
    """Give the workers of a Dask scheduler at this address, such as tcp://host:8786.

    Raises NotAnAddress, and NoCluster where the scheduler or a worker does not answer within CONNECT_S
    seconds, where there is no worker, or where they have other versions of this program than ours.
    """
    _check_address(address)
    from distributed import KilledWorker

    usual = logging.root.manager.disable
    logging.disable()  # what it has to say comes to us as exceptions
    client: Client | None = None
    try:
        end = time.monotonic() + CONNECT_S
        try:
            client = _connected(address)
            workers = _within(end - time.monotonic(), client.nthreads)
            answers, silent = _asked(client, workers, end - time.monotonic())
            versions = {found for answer in answers for found in answer.result().values()}
        except Exception as error:  # of the network, of the address, of what answers there
            what = str(error).strip().partition("\n")[0] or type(error).__name__
            raise NoCluster(
                f"--cluster: {shown(address)} cannot be used: {what}; is a Dask scheduler running there?"
            ) from None
        if silent:
            raise NoCluster(f"--cluster: {shown(address)}: {_silence(silent)}")
        threads = sum(workers.values())
        _same_version(address, threads, versions)
        executor = client.get_executor(pure=False)
        yield Workers(
            executor,
            IN_HAND * threads,
            (BrokenExecutor, CancelledError, KilledWorker),
            partial(_trouble, client),
        )
    finally:
        if client is not None:
            with suppress(Exception):  # what is left to do there is cancelled when we have gone
                _within(LEAVE_S, partial(client.close, timeout=LEAVE_S))
        logging.disable(usual)


def _connected(address: str) -> "Client":
    from distributed import Client

    # Without its __del__, which for a client that could not be made takes ten seconds, and fails.
    connect: type[Client] = type("OurClient", (Client,), {"__del__": lambda client: None})
    return _within(CONNECT_S, partial(connect, address, timeout=CONNECT_S, set_as_default=False))


def _trouble(client: "Client") -> str:
    """Return why nothing is going to come from the cluster, "" where all its workers answer."""
    try:
        workers = _within(CONNECT_S, client.nthreads)
        _, silent = _asked(client, workers, CONNECT_S)
    except Exception:
        return "the scheduler does not answer any more; start it again, with workers, and go on"
    if not workers:
        return "no worker is left; start some, and go on"
    return _silence(silent) if silent else ""


def _asked(
    client: "Client", workers: Iterable[str], seconds: float
) -> "tuple[list[Future[dict[str, str]]], list[str]]":
    """Ask workers for their version; return the answers, and the workers that have not answered in time."""
    asked = {
        worker: _started(partial(client.run, installed_version, workers=[worker]))
        for worker in workers
    }
    wait(asked.values(), max(0.0, seconds))
    silent = [worker for worker, answer in asked.items() if not answer.done()]
    return [answer for answer in asked.values() if answer.done()], silent


def _silence(workers: list[str]) -> str:
    return (
        f"no answer from {'worker' if len(workers) == 1 else 'workers'} {', '.join(workers)}; "
        "end what does not answer, or have it go on, and try again"
    )


def _within(seconds: float, call: Callable[[], T]) -> T:
    """Return what a call returns. Raises TimeoutError where it takes longer; it is then left to itself."""
    answer = _started(call)
    try:
        return answer.result(max(0.0, seconds))
    except TimeoutError:
        if answer.done():
            raise
        raise TimeoutError(f"there was no answer within {CONNECT_S:g} s") from None


def _started(call: Callable[[], T]) -> "Future[T]":
    """Have a thread of its own do a call: what hangs there does not keep Ctrl-C or the end waiting."""
    answer: Future[T] = Future()

    def run() -> None:
        try:
            answer.set_result(call())
        except BaseException as error:
            answer.set_exception(error)

    threading.Thread(target=run, daemon=True).start()
    return answer


def _check_address(address: str) -> None:
    kind, there, _ = address.partition("://")
    if there and kind not in KINDS:
        raise NotAnAddress(
            f"--cluster: {written(address)} is not an address of a known kind; "
            f"the kinds are {', '.join(f'{known}://' for known in KINDS)}"
        )
    try:
        parts = urlsplit(address if there else f"tcp://{address}")
        known = bool(parts.hostname and parts.port and address.isprintable())
    except ValueError:  # a port that is none
        known = False
    if not known:
        raise NotAnAddress(
            f"--cluster: {written(address)} is not an address; write one such as tcp://scheduler:8786"
        )


def _same_version(address: str, threads: int, versions: set[str]) -> None:
    if not threads:
        raise NoCluster(
            f"--cluster: {shown(address)} has no worker; start some: dask worker {shown(address)}"
        )
    ours = installed_version()
    if others := sorted(versions - {ours}):
        raise NoCluster(
            f"--cluster: {shown(address)} has workers with chess-simul {' and '.join(others)}, "
            f"and here is {ours}; install the same on all"
        )
