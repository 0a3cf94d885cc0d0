"""Processes that fail, disappear, or do not stop: what the parent makes of it."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from typing import Any

import pytest

from simul.hall.clock import Clock
from simul.hall.gates import Gate, Stopped
from simul.hall.hall import Hall
from simul.hall.laws import OutOfTurn
from simul.runtime.blame import PartyFailed
from simul.runtime.processes import process_time
from tests.modes.concurrent import nothing_left_over
from tests.plans import plan_of
from tests.runtime.processes import strange_opponents

pytestmark = pytest.mark.slow

CTRL_C = """
from simul.hall.gates import PacedGate
from simul.analysis.run import play
from simul.modes.registry import MODES
from tests.plans import plan_of

if __name__ == "__main__":
    gate = PacedGate(0.001, lambda now: print("going on", flush=True))
    try:
        play(MODES["processes"], plan_of(3, 2), gate)
    except KeyboardInterrupt:
        print("interrupted", flush=True)
"""


def run(play: Callable[[Hall, Any], None], gate: Gate | None = None) -> None:
    clock = Clock(gate)
    with nothing_left_over():
        process_time.run(play, Hall(plan_of(2, 1), clock), clock)


def line_of(opponent: Callable[..., None], after: int) -> int:
    return opponent.__code__.co_firstlineno + after


def test_an_error_in_a_process_names_the_board_and_the_line() -> None:
    with pytest.raises(
        PartyFailed, match=r"^board 2 failed.*: RuntimeError: no more paper$"
    ) as failed:
        run(strange_opponents.play_fails)
    assert failed.value.party == 2
    assert failed.value.line == line_of(strange_opponents.fails, 2)


def test_a_process_that_disappears_is_missed() -> None:
    with pytest.raises(PartyFailed, match=r"ended, with exit code 7$") as failed:
        run(strange_opponents.play_disappears)
    assert failed.value.party == 2
    assert failed.value.line == line_of(strange_opponents.disappears, 1)  # where it was last seen


def test_words_that_nobody_understands() -> None:
    with pytest.raises(PartyFailed, match=r"^board 2 failed.*'I wonder'") as failed:
        run(strange_opponents.play_mumbles)
    assert failed.value.line == line_of(strange_opponents.mumbles, 2)


def test_the_laws_hold_for_processes() -> None:
    with pytest.raises(OutOfTurn, match=r"board 1 at"):
        run(strange_opponents.play_moves_too_soon)


def test_a_process_that_never_rests_is_stopped() -> None:
    gate, started, errors = Gate(), threading.Event(), list[BaseException]()

    def play(hall: Hall, time: Any) -> None:
        for board in hall.boards:
            time.start(strange_opponents.never_stops, board)
        started.set()
        time.sleep(1.0)

    def play_until_stopped() -> None:
        try:
            run(play, gate)
        except BaseException as error:
            errors.append(error)

    thread = threading.Thread(target=play_until_stopped, daemon=True)
    thread.start()
    assert started.wait(20)
    gate.stop()
    thread.join(5)
    assert not thread.is_alive()
    assert [type(error) for error in errors] == [Stopped]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no process groups with signals")
def test_ctrl_c_at_the_keyboard_goes_to_all_and_is_answered_by_one() -> None:
    command = [sys.executable, "-c", CTRL_C]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as parent:
        assert parent.stdout is not None
        assert parent.stderr is not None
        assert parent.stdout.readline() == "going on\n"
        os.killpg(parent.pid, signal.SIGINT)
        assert parent.stdout.read().splitlines()[-1] == "interrupted"
        assert parent.stderr.read() == ""
    assert parent.returncode == 0
