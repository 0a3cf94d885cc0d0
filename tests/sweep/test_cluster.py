"""A real Dask cluster, on loopback."""

import gc
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from simul.sweep import cluster as dask
from simul.sweep import working
from simul.sweep.cluster import NoCluster, NotAnAddress
from simul.sweep.executors import IN_HAND, installed_version
from simul.sweep.job import Done
from simul.sweep.rows import in_order, rows
from simul.sweep.working import WorkersLost, jobs, work
from tests.cli.interrupted import wait_for
from tests.sweep.dask_on_loopback import Cluster, cluster
from tests.sweep.sweeps import rows_here, sweep_of

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("default")]
pytest.importorskip("distributed")


def have_come(one: Cluster, workers: int) -> bool:
    from distributed import Client

    with Client(one.address, set_as_default=False) as client:
        client.wait_for_workers(workers, timeout=30)
        return len(client.nthreads()) == workers


def test_a_cluster_one_of_whose_workers_is_killed_gives_the_same_table(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(working, "BATCH_JOBS", 4)
    sweep = sweep_of(
        "sync,async,many-masters", repeat=4, boards="1:30", opponents="normal(40s, 9s)"
    )
    expected = rows_here(sweep)
    with cluster(tmp_path, 2) as one:
        wait_for(lambda: have_come(one, 2))
        done = []
        with dask.cluster(one.address) as ours:
            assert ours.in_hand == 2 * IN_HAND
            for some in work(sweep, jobs(sweep, 0, frozenset()), ours):
                done += some
                if some and one.workers[0].poll() is None:  # at the first that comes back
                    one.workers[0].kill()
                    one.workers[0].wait()
                    assert len(done) < sweep.jobs / 2
        assert one.workers[1].poll() is None
    assert [*rows(sweep, in_order(done))] == expected


def test_a_cluster_whose_last_worker_is_killed_is_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert working.ALONE_S <= 10
    monkeypatch.setattr(working, "ALONE_S", 0.5)
    monkeypatch.setattr(working, "BATCH_JOBS", 4)
    sweep = sweep_of("sync,async,many-masters", repeat=4, boards="1:30")
    with cluster(tmp_path, 1) as one:
        wait_for(lambda: have_come(one, 1))

        def killing(done: Iterator[list[Done]]) -> None:
            for some in done:
                if some:
                    one.workers[0].kill()
                    one.workers[0].wait()

        with dask.cluster(one.address) as ours, pytest.raises(WorkersLost, match="no worker is"):
            killing(work(sweep, jobs(sweep, 0, frozenset()), ours))


def test_a_scheduler_without_workers_says_so(tmp_path: Path) -> None:
    with (
        cluster(tmp_path, 0) as one,
        pytest.raises(NoCluster, match="has no worker; start some: dask worker tcp://127"),
        dask.cluster(one.address),
    ):
        pass


def test_where_nothing_answers_it_is_told_within_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    assert dask.CONNECT_S <= 5
    monkeypatch.setattr(dask, "CONNECT_S", 1.0)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{free.getsockname()[1]}"
    began = time.monotonic()
    with (
        pytest.raises(
            NoCluster, match=f"--cluster: {address} cannot be used: .*is a Dask scheduler"
        ),
        dask.cluster(address),
    ):
        pass
    assert time.monotonic() - began < 3


@contextmanager
def accepting_in_silence() -> Iterator[tuple[str, socket.socket]]:
    """A listener on loopback that takes what comes, and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield f"tcp://127.0.0.1:{listener.getsockname()[1]}", listener


def test_what_accepts_and_says_nothing_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dask, "CONNECT_S", 0.5)
    with (
        accepting_in_silence() as (address, _),
        pytest.raises(
            NoCluster, match=r"no answer within 0\.5 s; is a Dask scheduler running there"
        ),
        dask.cluster(address),
    ):
        pass


def test_ctrl_c_while_it_connects_ends_it() -> None:
    with accepting_in_silence() as (address, listener):
        command = [sys.executable, "-m", "simul", "sweep", "--boards", "1:3", "--cluster", address]
        with subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        ) as process:
            connection, _ = listener.accept()
            process.send_signal(signal.SIGINT)
            asked = time.monotonic()
            out, complaint = process.communicate(timeout=30)
            assert time.monotonic() - asked < 3  # a second, on a machine with nothing else to do
        connection.close()
    assert (process.returncode, out) == (130, "")
    assert complaint.splitlines() == ["0 of 6 exhibitions are finished", "stopped"]


@pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="the system stops no processes")
def test_workers_that_do_not_answer_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(working, "ALONE_S", 0.1)
    monkeypatch.setattr(working, "BATCH_JOBS", 4)
    sweep = sweep_of("sync,async,many-masters", repeat=4, boards="1:30")
    silent = r"no answer from worker tcp://127\.0\.0\.1:\d+; end what does not answer, or have it"
    with cluster(tmp_path, 1) as one:
        wait_for(lambda: have_come(one, 1))
        with dask.cluster(one.address) as ours:
            going_on = work(sweep, jobs(sweep, 0, frozenset()), ours)
            assert next(some for some in going_on if some)
            monkeypatch.setattr(dask, "CONNECT_S", 0.5)
            one.workers[0].send_signal(signal.SIGSTOP)
            with pytest.raises(WorkersLost, match=silent):
                for _ in going_on:
                    pass
        with (
            pytest.raises(NoCluster, match=f"{one.address}: {silent}"),
            dask.cluster(one.address),
        ):
            pass


@pytest.mark.parametrize(
    "address", ["", "foo", "tcp://host", "host:99999", "host:port", "tcp://:8786", "tcp://a://b"]
)
def test_what_is_no_address_is_told_at_once(address: str) -> None:
    with pytest.raises(NotAnAddress, match="is not an address; write one such as"):
        dask.cluster(address).__enter__()


@pytest.mark.parametrize("address", ["foo://x:1", "inproc://x:1", "://x:1"])
def test_an_address_of_an_unknown_kind_is_told_with_the_known_ones(address: str) -> None:
    kinds = "the kinds are tcp://, tls://, ucx://, ws://, wss://"
    with pytest.raises(
        NotAnAddress, match=f'"{address}" is not an address of a known kind; {kinds}'
    ):
        dask.cluster(address).__enter__()


@pytest.mark.filterwarnings("error")  # what a client says that could not be made, and goes
def test_a_client_that_cannot_be_made_goes_without_a_word() -> None:
    began = time.monotonic()
    with pytest.raises(NoCluster, match=r"tls://127\.0\.0\.1:1 cannot be used: TLS expects"):
        dask.cluster("tls://127.0.0.1:1").__enter__()
    gc.collect()
    assert time.monotonic() - began < 5


def test_workers_of_another_version_are_refused() -> None:
    with pytest.raises(NoCluster, match=r"workers with chess-simul 9\.9, and here is"):
        dask._same_version("tcp://host:1", 2, {"9.9", installed_version()})
