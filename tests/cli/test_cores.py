"""`simul cores`: the arithmetic and the words on rounds that are given, and the real thing once."""

import gc
import json
import signal
from collections.abc import Iterator, Mapping, Sequence

import pytest
from syrupy.assertion import SnapshotAssertion

from simul.cli import cores as command_file
from simul.cores.crew import Crew
from simul.cores.figures import Timed, figures
from simul.cores.search import POSITIONS, think
from simul.cores.ways import coroutines, sync, threads
from simul.cores.work import Thoughts, Work, sized
from simul.report import parallel
from tests.cli.interrupted import interrupted
from tests.cli.typed import printed, typed

WORK = Work(boards=4, thinks=2, depth=3)
THOUGHTS: list[Thoughts] = [[(1, 1443), (2, 3740)]] * 4
GIVEN = {
    "sync": [(0.40, 0.40), (0.42, 0.42), (0.44, 0.44)],
    "async": [(0.42, 0.42), (0.42, 0.42), (0.42, 0.42)],
    "threads": [(0.42, 0.42), (0.441, 0.441), (0.50, 0.49)],
    "processes": [(0.21, 0.42), (0.22, 0.418), (0.25, 0.40)],
}
MACHINE = "2 cores, CPython 3.11.7 with a GIL, Linux"


def rounds(given: Mapping[str, Sequence[tuple[float, float]]]) -> dict[str, list[Timed]]:
    return {
        way: [Timed(wall_s, cpu_s, THOUGHTS) for wall_s, cpu_s in found]
        for way, found in given.items()
    }


@pytest.fixture
def fake_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    found = figures(WORK, rounds(GIVEN), cores=2, gil=True)
    monkeypatch.setattr(command_file, "measured", lambda boards: found)
    monkeypatch.setattr("simul.costs.machine.described", lambda: MACHINE)


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
    found = figures(WORK, rounds(GIVEN), cores=2, gil=True)
    processes = found.ways[-1]
    assert found.think_s == pytest.approx(0.42 / 8)  # 4 boards, 2 thinks at each
    assert processes.ratio == pytest.approx(0.22 / 0.42)
    assert processes.cores_used.median == pytest.approx(1.9)  # 0.418 / 0.22; 2.0 and 1.6 beside it
    assert processes.nodes == 4 * (1443 + 3740)
    assert found.same


def test_ways_that_find_different_things_are_not_the_same() -> None:
    given = rounds(GIVEN)
    given["threads"][1] = Timed(0.4, 0.4, [[(1, 1443), (2, 3741)]] * 4)
    assert not figures(WORK, given, cores=2, gil=True).same


@pytest.mark.parametrize(
    ("boards", "processes", "cores", "gil", "begins"),
    [
        (4, (0.21, 0.42), 2, True, "Coroutines and threads only take turns"),
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


@pytest.fixture(scope="module")
def crew() -> Iterator[Crew]:
    with Crew(2) as members:
        yield members


@pytest.mark.slow
@pytest.mark.parametrize("boards", [1, 3])
def test_every_way_finds_the_same(boards: int, crew: Crew) -> None:
    work = Work(boards, thinks=5, depth=1)
    found = sync(work)
    assert [len(thoughts) for thoughts in found] == [5] * boards
    assert coroutines(work) == threads(work) == crew.think(work) == found


@pytest.mark.slow
def test_it_ends_and_has_every_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("simul.cores.work.DEPTHS", (1,))
    monkeypatch.setattr("simul.cores.work.ROUND_S", 0.01)
    monkeypatch.setattr("simul.cores.measuring.ROUNDS", 2)
    document = json.loads(printed("cores --boards 2 --format json"))
    assert [way["way"] for way in document["ways"]] == ["sync", "async", "threads", "processes"]
    assert len({(way["nodes"], way["checksum"]) for way in document["ways"]}) == 1
    assert (document["work"]["boards"], document["rounds"]) == (2, 2)


@pytest.mark.slow
def test_no_round_is_begun_that_would_end_too_late(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("simul.cores.work.DEPTHS", (1,))
    monkeypatch.setattr("simul.cores.measuring.LONGEST_S", 0.0)
    assert json.loads(printed("cores --boards 2 --format json"))["rounds"] == 1


def test_a_process_that_ends_too_early_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def ended(crew: Crew) -> Crew:
        raise EOFError

    monkeypatch.setattr("simul.cores.work.DEPTHS", (1,))
    monkeypatch.setattr(Crew, "__enter__", ended)
    said = typed("cores")
    assert said.endswith("! a process that was to think has ended too early; try again\nexit 1\n")


def test_ctrl_c_among_coroutines_is_no_traceback(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def press(number: int, depth: int) -> tuple[int, int]:
        if not thoughts:
            signal.raise_signal(signal.SIGINT)
        thoughts.append((number, depth))
        return number, depth

    def interrupt(number: int, frame: object) -> None:
        raise KeyboardInterrupt

    thoughts: list[tuple[int, int]] = []
    monkeypatch.setattr("simul.cores.ways.think", press)
    usual = signal.signal(signal.SIGINT, interrupt)
    try:
        with pytest.raises(KeyboardInterrupt):
            coroutines(WORK)
        assert signal.getsignal(signal.SIGINT) is interrupt
    finally:
        signal.signal(signal.SIGINT, usual)
    gc.collect()
    assert caplog.records == []
    assert thoughts == [(0, 3)]  # it was not cut short, and no other was begun


@pytest.mark.slow
def test_ctrl_c_leaves_no_process() -> None:
    done = interrupted("cores", children=2)
    assert (done.returncode, done.stdout, done.stderr.strip()) == (130, "", "stopped")
