"""A real Dask cluster, on loopback."""

import gc
import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from simul.sweep import crew, working
from simul.sweep.crew import NoCluster, NotAnAddress
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
        with crew.cluster(one.address) as ours:
            assert ours.in_hand == 2 * crew.IN_HAND
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

        with crew.cluster(one.address) as ours, pytest.raises(WorkersLost, match="no worker is"):
            killing(work(sweep, jobs(sweep, 0, frozenset()), ours))


def test_a_scheduler_without_workers_says_so(tmp_path: Path) -> None:
    with (
        cluster(tmp_path, 0) as one,
        pytest.raises(NoCluster, match="has no worker; start some: dask worker tcp://127"),
        crew.cluster(one.address),
    ):
        pass


def test_where_nothing_answers_it_is_told_within_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    assert crew.CONNECT_S <= 5
    monkeypatch.setattr(crew, "CONNECT_S", 1.0)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{free.getsockname()[1]}"
    began = time.monotonic()
    with (
        pytest.raises(
            NoCluster, match=f"--cluster: {address} cannot be used: .*is a Dask scheduler"
        ),
        crew.cluster(address),
    ):
        pass
    assert time.monotonic() - began < 3


@pytest.mark.parametrize(
    "address", ["", "foo", "tcp://host", "host:99999", "host:port", "tcp://:8786", "tcp://a://b"]
)
def test_what_is_no_address_is_told_at_once(address: str) -> None:
    with pytest.raises(NotAnAddress, match="is not an address; write one such as"):
        crew.cluster(address).__enter__()


@pytest.mark.parametrize("address", ["foo://x:1", "inproc://x:1", "://x:1"])
def test_an_address_of_an_unknown_kind_is_told_with_the_known_ones(address: str) -> None:
    kinds = "the kinds are tcp://, tls://, ucx://, ws://, wss://"
    with pytest.raises(
        NotAnAddress, match=f'"{address}" is not an address of a known kind; {kinds}'
    ):
        crew.cluster(address).__enter__()


@pytest.mark.filterwarnings("error")  # what a client says that could not be made, and goes
def test_a_client_that_cannot_be_made_goes_without_a_word() -> None:
    began = time.monotonic()
    with pytest.raises(NoCluster, match=r"tls://127\.0\.0\.1:1 cannot be used: TLS expects"):
        crew.cluster("tls://127.0.0.1:1").__enter__()
    gc.collect()
    assert time.monotonic() - began < 5


def test_workers_of_another_version_are_refused() -> None:
    with pytest.raises(NoCluster, match=r"workers with chess-simul 9\.9, and here is"):
        crew._same_version("tcp://host:1", 2, {"9.9", crew.installed_version()})
