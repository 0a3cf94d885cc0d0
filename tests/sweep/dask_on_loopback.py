"""A real Dask scheduler and workers, each a process of its own, which listen on this machine alone."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from tests.cli.interrupted import wait_for

LOOPBACK = ("--host", "127.0.0.1", "--no-dashboard", "--dashboard-address", "127.0.0.1:0")


class Cluster:
    """A scheduler at `address`, and its `workers`."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self._folder = folder
        self._stack = stack
        self._file = folder / "scheduler.json"
        self._start("scheduler", "--port", "0", "--scheduler-file", str(self._file))
        wait_for(lambda: self._file.exists() and bool(self._file.read_text()))
        self.address: str = json.loads(self._file.read_text())["address"]
        self.workers: list[subprocess.Popen[bytes]] = []

    def add_worker(self) -> None:
        """Start a worker of one thread, without a nanny that would start it again."""
        self.workers.append(
            self._start(
                "worker", self.address, "--nthreads", "1", "--no-nanny", "--memory-limit", "0"
            )
        )

    def _start(self, *words: str) -> "subprocess.Popen[bytes]":
        kind, *options = words
        module = f"distributed.cli.dask_{kind}"
        process = subprocess.Popen(
            [sys.executable, "-m", module, *options, *LOOPBACK],
            cwd=self._folder,
            env=os.environ | {"DASK_LOCAL_DIRECTORY": str(self._folder)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self._stack.callback(_end, process)
        return process


def _end(process: "subprocess.Popen[bytes]") -> None:
    process.kill()
    process.wait()


@contextmanager
def cluster(folder: Path, workers: int) -> Iterator[Cluster]:
    """Give a cluster of so many workers, all of whose processes are gone at the end."""
    with ExitStack() as stack:
        one = Cluster(folder, stack)
        for _ in range(workers):
            one.add_worker()
        yield one
