"""How every concurrent mode ends before its time: stopped, interrupted, failed, or stuck."""

import gc
import pickle
import re
import threading
from math import inf

import pytest

from simul.analysis.run import play
from simul.hall.gates import Gate, ReleasedGate, Stopped
from simul.hall.hall import Board, Hall
from simul.hall.laws import LawBroken, OutOfTurn
from simul.modes.mode import Mode
from simul.modes.pitfalls.registry import PITFALLS
from simul.runtime.blame import PartyFailed
from tests.modes.concurrent import CONCURRENT, HER_OWN, nothing_left_over, source_line
from tests.plans import plan_of

modes = pytest.mark.parametrize("mode", CONCURRENT)


class Playing(threading.Thread):
    """Plays in a thread of its own; `error` is what it ended by."""

    def __init__(self, mode: Mode, gate: Gate) -> None:
        super().__init__()
        self.mode, self.gate = mode, gate
        self.error: BaseException | None = None
        self.start()

    def run(self) -> None:
        try:
            play(self.mode, plan_of(24, 30), self.gate)
        except BaseException as error:
            self.error = error


class InterruptedGate(Gate):
    """A gate at which Ctrl-C is pressed, for the second time, when the clock wants to move on to 700 s."""

    def __init__(self) -> None:
        super().__init__(699.0)

    def wait(self, when: float) -> None:
        self.open_until = inf
        raise KeyboardInterrupt


@modes
def test_a_stop_in_the_middle_leaves_nothing(mode: Mode) -> None:
    with nothing_left_over():
        gate = ReleasedGate()
        playing = Playing(mode, gate)
        gate.release(1800)
        assert gate.wait_until_wanted(30) == 1805
        gate.stop()
        playing.join(1)
        assert not playing.is_alive()
        assert isinstance(playing.error, Stopped)


@modes
def test_a_stop_before_the_first_move_leaves_nothing(mode: Mode) -> None:
    gate = ReleasedGate()
    gate.stop()
    with nothing_left_over(), pytest.raises(Stopped):
        play(mode, plan_of(3, 2), gate)


@modes
def test_an_interruption_leaves_nothing(mode: Mode) -> None:
    with nothing_left_over(), pytest.raises(KeyboardInterrupt):
        play(mode, plan_of(24, 30), InterruptedGate())


def break_third_board(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    opponent_moves = Board.opponent_moves

    def opponent_moves_but_not_there(board: Board) -> None:
        if board.number == 3 and board.replies_left == 1:
            raise error
        opponent_moves(board)

    monkeypatch.setattr(Board, "opponent_moves", opponent_moves_but_not_there)


@modes
def test_an_error_in_one_boards_code_names_the_board_and_the_line(
    mode: Mode, monkeypatch: pytest.MonkeyPatch
) -> None:
    break_third_board(monkeypatch, ValueError("the pen is empty"))
    with nothing_left_over(), pytest.raises(PartyFailed) as failed:
        play(mode, plan_of(4, 2))
    assert failed.value.party == 3
    assert re.search(r"opponent_moves\(\)|I move", source_line(mode, failed.value.line))
    assert str(failed.value) == (
        f"board 3 failed at line {failed.value.line} of {mode.source.name}: ValueError: the pen is empty"
    )
    assert isinstance(failed.value.__cause__, ValueError)


@pytest.mark.parametrize("mode", HER_OWN)
def test_an_error_in_the_masters_code_names_her(
    mode: Mode, monkeypatch: pytest.MonkeyPatch
) -> None:
    def master_moves(board: Board) -> None:
        raise KeyError("queen")

    monkeypatch.setattr(Board, "master_moves", master_moves)
    with nothing_left_over(), pytest.raises(PartyFailed, match="master failed at line") as failed:
        play(mode, plan_of(4, 2))
    assert failed.value.party == 0
    assert "master_moves()" in source_line(mode, failed.value.line)


def test_what_failed_can_be_told_to_another_process() -> None:
    failed = pickle.loads(pickle.dumps(PartyFailed(3, 47, "/home/she/async_.py", "ValueError")))
    assert str(failed) == "board 3 failed at line 47 of async_.py: ValueError"
    assert (failed.party, failed.line) == (3, 47)


@modes
def test_a_broken_law_is_told_as_it_is(mode: Mode, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = OutOfTurn("OutOfTurn: for the test")
    break_third_board(monkeypatch, broken)
    with nothing_left_over(), pytest.raises(LawBroken) as raised:
        play(mode, plan_of(4, 2))
    assert raised.value is broken


@pytest.mark.parametrize("mode", HER_OWN)
def test_a_deadlock_says_who_waits_at_which_line(
    mode: Mode, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Hall, "next_board", lambda hall: None)
    with nothing_left_over():
        run = play(mode, plan_of(2, 2))
    assert [warning.kind for warning in run.warnings] == ["deadlock"]
    waits = dict(re.findall(r"(master|board \d+) waits at line (\d+)", str(run.ended)))
    assert waits.keys() == {"master", "board 1", "board 2"}
    for line in waits.values():
        assert source_line(mode, int(line))


ALL_PITFALLS = pytest.mark.parametrize("mode", PITFALLS.values(), ids=lambda mode: mode.name)


@ALL_PITFALLS
@pytest.mark.parametrize("until", [0.0, 70.0, 130.0])
def test_a_famous_mistake_that_is_stopped_leaves_nothing_that_complains(
    mode: Mode, until: float, caplog: pytest.LogCaptureFixture
) -> None:
    with nothing_left_over():
        gate = ReleasedGate()
        playing = Playing(mode, gate)
        gate.release(until)
        gate.wait_until_wanted(0.5)
        gate.stop()
        playing.join(5)
        assert not playing.is_alive()
        assert playing.error is None or isinstance(playing.error, Stopped)
    gc.collect()  # what is not closed complains when it goes; here, complaints are errors
    assert not caplog.records
