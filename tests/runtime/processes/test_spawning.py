"""Processes that are started: they hear no signal that is for us, and live as long as their pipe."""

import os
import signal
import subprocess
import sys
from multiprocessing import Pipe
from typing import Any

import pytest

from simul.runtime.processes.spawned import begin
from simul.runtime.processes.spawning import end, running, spawn
from simul.sweep import worker


def tell_mask(pipe: Any) -> None:
    pipe.send(signal.pthread_sigmask(signal.SIG_BLOCK, ()))


@pytest.mark.skipif(sys.platform == "win32", reason="the system has no such masks")
def test_a_process_never_hears_the_signals_that_are_for_us() -> None:
    process, pipe = spawn(tell_mask, "mask")
    with pipe:
        assert pipe.recv() >= {signal.SIGINT, signal.SIGTERM, signal.SIGHUP}
    end([process])
    assert signal.SIGINT not in signal.pthread_sigmask(signal.SIG_BLOCK, ())
    assert running() == []


@pytest.mark.skipif(sys.platform == "win32", reason="handles of pipes there are others")
def test_where_whoever_started_it_is_gone_a_process_ends_in_silence() -> None:
    ours, theirs = Pipe()
    ours.close()
    begin(os.dup(theirs.fileno()))  # raises nothing: there is nobody to tell
    theirs.close()


def test_a_worker_ends_with_its_pipe_in_the_middle_of_a_call_too() -> None:
    process, pipe = spawn(worker.serve, "worker")
    pipe.send((signal.pause, (), {}))
    pipe.close()
    assert process.wait(20) == 0
    end([process])


def test_a_call_that_cannot_be_read_is_told_and_the_next_one_is_done() -> None:
    process, pipe = spawn(worker.serve, "worker")
    with pipe:
        pipe.send_bytes(b"no pickle")
        well, error = pipe.recv()
        assert (well, isinstance(error, Exception)) == (False, True)
        pipe.send((divmod, (7, 2), {}))
        assert pipe.recv() == (True, (3, 1))
    end([process])


def test_a_mistake_in_a_process_is_printed() -> None:
    code = (
        "from simul.runtime.processes.spawning import end, spawn\n"
        "process, pipe = spawn(divmod, 'mistaken')\nprocess.wait()\nend([process])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stderr.splitlines()[-1] == "TypeError: divmod expected 2 arguments, got 1"
