"""`simul cores`: the arithmetic and the words on rounds that are given, and the real thing once."""

import asyncio
import gc
import json
import signal
import sys
import threading
from collections.abc import Callable, Mapping, Sequence

import pytest
from syrupy.assertion import SnapshotAssertion

from simul.cli.commands import cores as command_file
from simul.experiments.cores import report as parallel
from simul.experiments.cores.figures import Timed, figures
from simul.experiments.cores.lateness import TICK_S, Lateness
from simul.experiments.cores.search import POSITIONS, think
from simul.experiments.cores.ways import coroutines, sync, threads, to_thread
from simul.experiments.cores.work import Found, Thoughts, Work, sized
from simul.experiments.cores.workers import Workers, processes
from simul.experiments.costs.samples import Spread
from tests.cli.interrupted import interrupted
from tests.cli.typed import printed, typed
from tests.modes.stock_loop import JumpingTime, StockLoop

WORK = Work(boards=4, thinks=2, depth=3)
THOUGHTS: list[Thoughts] = [[(1, 1443), (2, 3740)]] * 4
TO_THREAD = "async, asyncio.to_thread"
GIVEN = {
    "sync": [(0.40, 0.40), (0.42, 0.42), (0.44, 0.44)],
    "async": [(0.42, 0.42), (0.42, 0.42), (0.42, 0.42)],
    TO_THREAD: [(0.43, 0.43), (0.43, 0.43), (0.45, 0.44)],
    "threads": [(0.42, 0.42), (0.441, 0.441), (0.50, 0.49)],
    "processes": [(0.31, 0.62), (0.32, 0.608), (0.35, 0.56)],
}
STARTING_S = {"processes": [0.10, 0.11, 0.12]}
LATE_S = {"async": [0.40, 0.41, 0.42], TO_THREAD: [0.009, 0.01, 0.02]}
MACHINE = "2 cores, CPython 3.11.7 with a GIL, Linux"

Given = Mapping[str, Sequence[tuple[float, float]]]


def rounds(
    given: Given = GIVEN, late_s: Mapping[str, Sequence[float]] = LATE_S
) -> dict[str, list[Timed]]:
    nothing = [None] * 3
    return {
        way: [
            Timed(wall_s, cpu_s, Found(THOUGHTS, starting_s, late))
            for (wall_s, cpu_s), starting_s, late in zip(
                found, STARTING_S.get(way, nothing), late_s.get(way, nothing), strict=True
            )
        ]
        for way, found in given.items()
    }


@pytest.fixture
def fake_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    found = figures(WORK, rounds(), cores=2, gil=True)
    monkeypatch.setattr(command_file, "measured", lambda boards: found)
    monkeypatch.setattr("simul.experiments.costs.machine.described", lambda: MACHINE)


@pytest.mark.usefixtures("fake_machine")
@pytest.mark.parametrize("form", ["table", "json", "markdown"])
def test_it_says_what_it_said(form: str, snapshot: SnapshotAssertion) -> None:
    assert printed(f"cores --format {form}") == snapshot


@pytest.mark.parametrize("boards", ["0", "65", "four"])
def test_a_wrong_number_of_boards_is_told_what_to_do(
    boards: str, snapshot: SnapshotAssertion
) -> None:
    said = typed(f"cores --boards {boards}")
    assert said.endswith("exit 2\n")
    assert said == snapshot


def test_figures_are_worked_out_from_the_rounds() -> None:
    found = figures(WORK, rounds(), cores=2, gil=True)
    sync, _, in_threads, _, processes = found.ways
    assert found.think_s == pytest.approx(0.42 / 8)  # 4 boards, 2 thinks at each
    assert processes.ratio == pytest.approx(0.32 / 0.42)
    assert processes.cores_used.median == pytest.approx(1.9)  # 0.608 / 0.32; 2.0 and 1.6 beside it
    assert processes.nodes == 4 * (1443 + 3740)
    assert processes.starting_s == Spread(0.11, 0.10, 0.12)
    assert in_threads.late_s == Spread(0.01, 0.009, 0.02)
    assert sync.starting_s is sync.late_s is processes.late_s is None
    assert found.same


def test_ways_that_find_different_things_are_not_the_same() -> None:
    given = rounds()
    given["threads"][1] = Timed(0.4, 0.4, Found([[(1, 1443), (2, 3741)]] * 4))
    assert not figures(WORK, given, cores=2, gil=True).same


@pytest.mark.parametrize(
    ("boards", "processes", "cores", "gil", "begins"),
    [
        (
            4,
            (0.21, 0.42),
            2,
            True,
            "While the opponents compute, coroutines and threads only take turns",
        ),
        (4, (0.42, 0.42), 2, True, "The processes may use several cores, but had only 1.00 cores"),
        (4, (0.42, 0.42), 1, True, "This machine lets us have one core"),
        (1, (0.42, 0.42), 2, True, "With one board there is one computation"),
        (4, (0.21, 0.42), 2, False, "This interpreter has no GIL"),
    ],
)
def test_the_sentence_goes_by_what_was_measured(
    boards: int, processes: tuple[float, float], cores: int, gil: bool, begins: str
) -> None:
    given = rounds(GIVEN | {"processes": [processes] * 3})
    found = figures(Work(boards, 2, 3), given, cores, gil)
    assert parallel.meaning(found).startswith(begins)


@pytest.mark.parametrize(
    ("processes", "says"),
    [
        ((0.32, 0.6), "took 0.76 of the time, the 110 ms of starting them included"),
        ((0.42, 0.8), "and yet took 1.00 times as long, the 110 ms of starting them included"),
    ],
)
def test_what_starting_costs_is_counted(processes: tuple[float, float], says: str) -> None:
    found = figures(WORK, rounds(GIVEN | {"processes": [processes] * 3}), cores=2, gil=True)
    assert says in parallel.meaning(found)


@pytest.mark.parametrize(
    ("to_thread_s", "gil", "says"),
    [
        (0.01, True, "a thread takes the thinking off the loop, though with a GIL not the work."),
        (0.01, False, "a thread takes the thinking off the loop."),
        (
            0.30,
            True,
            "The event loop was up to 410 ms late, and with asyncio.to_thread up to 300 ms.",
        ),
    ],
)
def test_how_late_the_loop_was_goes_by_what_was_measured(
    to_thread_s: float, gil: bool, says: str
) -> None:
    found = figures(WORK, rounds(late_s=LATE_S | {TO_THREAD: [to_thread_s] * 3}), 2, gil)
    assert parallel.meaning(found).endswith(says)


@pytest.mark.parametrize(
    ("blocked_s", "late_s"),
    [
        ([], 0.0),
        ([0.3], 0.3 - TICK_S),  # it was due a tick after 0
        ([0.1, 0.4], 0.5 - TICK_S),  # one after the other, before it has its turn
    ],
)
def test_the_loop_is_late_while_somebody_blocks_it(blocked_s: list[float], late_s: float) -> None:
    time = JumpingTime()

    async def block(seconds: float) -> None:
        time.sleep(seconds)
        await asyncio.sleep(0)

    async def main() -> float:
        async with Lateness() as lateness:
            await asyncio.gather(*map(block, blocked_s))
        return lateness.longest_s

    with asyncio.Runner(loop_factory=lambda: StockLoop(time)) as runner:
        assert runner.run(main()) == pytest.approx(late_s)


def test_a_loop_whose_tasks_sleep_is_never_late() -> None:
    time = JumpingTime()

    async def main() -> float:
        async with Lateness() as lateness:
            await asyncio.sleep(3.3 * TICK_S)
        return lateness.longest_s

    with asyncio.Runner(loop_factory=lambda: StockLoop(time)) as runner:
        assert runner.run(main()) == pytest.approx(0)


@pytest.mark.parametrize(
    ("boards", "think_s", "work"),
    [
        (4, {3: 0.035}, Work(4, 4, 3)),  # 0.14 s for a think at each; 0.5 / 0.14 = 3.6
        (64, {3: 0.035, 2: 0.006}, Work(64, 1, 2)),  # 2.2 s is too long; 0.5 / 0.384 = 1.3
        (64, {3: 0.3, 2: 0.05, 1: 0.02}, Work(64, 1, 1)),  # a slow machine: there is nothing less
        (1, {3: 0.0001}, Work(1, 100, 3)),  # a fast one: there is an end to it
    ],
)
def test_the_work_is_sized_to_the_machine(
    boards: int, think_s: dict[int, float], work: Work
) -> None:
    assert sized(boards, think_s.__getitem__) == work


def test_thinking_is_always_the_same() -> None:
    assert think(0, 1) == (1, 28)  # 27 moves, the best of which takes a pawn
    assert think(len(POSITIONS), 1) == think(0, 1)


@pytest.mark.slow
@pytest.mark.parametrize("boards", [1, 3])
def test_every_way_finds_the_same(boards: int) -> None:
    work = Work(boards, thinks=5, depth=1)
    found = sync(work)
    assert [len(thoughts) for thoughts in found.thoughts] == [5] * boards
    for way in (coroutines, to_thread, threads):
        assert way(work).thoughts == found.thoughts
    by_processes = processes(work, 2)
    assert by_processes.thoughts == found.thoughts
    assert by_processes.starting_s is not None
    assert by_processes.starting_s > 0
    assert by_processes.cpu_s > 0


@pytest.mark.slow
def test_it_ends_and_has_every_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("simul.experiments.cores.work.DEPTHS", (1,))
    monkeypatch.setattr("simul.experiments.cores.work.ROUND_S", 0.01)
    monkeypatch.setattr("simul.experiments.cores.measuring.ROUNDS", 2)
    document = json.loads(printed("cores --boards 2 --format json"))
    assert [way["way"] for way in document["ways"]] == [*GIVEN]
    assert len({(way["nodes"], way["checksum"]) for way in document["ways"]}) == 1
    assert (document["work"]["boards"], document["rounds"]) == (2, 2)


@pytest.mark.slow
def test_no_round_is_begun_that_would_end_too_late(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("simul.experiments.cores.work.DEPTHS", (1,))
    monkeypatch.setattr("simul.experiments.cores.measuring.LONGEST_S", 0.0)
    assert json.loads(printed("cores --boards 2 --format json"))["rounds"] == 1


def test_a_process_that_ends_too_early_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def ended(workers: Workers) -> Workers:
        raise EOFError

    monkeypatch.setattr("simul.experiments.cores.work.DEPTHS", (1,))
    monkeypatch.setattr(Workers, "__enter__", ended)
    said = typed("cores")
    assert said.endswith("! a process that was to think has ended too early; try again\nexit 1\n")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends no signal to a thread")
@pytest.mark.parametrize("way", [coroutines, to_thread])
def test_ctrl_c_in_an_event_loop_is_no_traceback(
    way: Callable[[Work], Found], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def press(number: int, depth: int) -> tuple[int, int]:
        if not thoughts:
            signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)
        thoughts.append((number, depth))
        return number, depth

    def interrupt(number: int, frame: object) -> None:
        raise KeyboardInterrupt

    thoughts: list[tuple[int, int]] = []
    monkeypatch.setattr("simul.experiments.cores.ways.think", press)
    usual = signal.signal(signal.SIGINT, interrupt)
    try:
        with pytest.raises(KeyboardInterrupt):
            way(WORK)
        assert signal.getsignal(signal.SIGINT) is interrupt
    finally:
        signal.signal(signal.SIGINT, usual)
    gc.collect()
    assert caplog.records == []
    assert set(thoughts) == {(0, 3)}  # none was cut short, and nobody began another


@pytest.mark.slow
def test_ctrl_c_leaves_no_process() -> None:
    done = interrupted("cores", children=2)
    assert (done.returncode, done.stdout, done.stderr.strip()) == (130, "", "stopped")
