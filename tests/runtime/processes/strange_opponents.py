"""Opponents for processes of their own, none of whom does what he should."""

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from simul.hall.hall import Hall
    from simul.runtime.processes.process_child import Wire
    from simul.runtime.processes.process_time import ProcessTime


def fails(pipe: "Wire") -> None:
    pipe.recv()
    raise RuntimeError("no more paper")


def disappears(pipe: "Wire") -> None:
    pipe.recv()
    os._exit(7)


def mumbles(pipe: "Wire") -> None:
    pipe.recv()
    pipe.send("I wonder")
    pipe.recv()


def moves_too_soon(pipe: "Wire") -> None:
    pipe.send("I move")
    pipe.recv()


def never_stops(pipe: "Wire") -> None:
    while True:
        pass


def play_fails(hall: "Hall", time: "ProcessTime") -> None:
    _play(hall, time, fails)


def play_disappears(hall: "Hall", time: "ProcessTime") -> None:
    _play(hall, time, disappears)


def play_mumbles(hall: "Hall", time: "ProcessTime") -> None:
    _play(hall, time, mumbles)


def play_moves_too_soon(hall: "Hall", time: "ProcessTime") -> None:
    _play(hall, time, moves_too_soon)


def _play(hall: "Hall", time: "ProcessTime", opponent: object) -> None:
    processes = [time.start(opponent, board) for board in hall.boards]  # type: ignore[arg-type]
    time.sleep(1.0)
    processes[1].send("your turn")
    time.join()
