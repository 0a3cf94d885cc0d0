"""Exhibition time for processes: the parent keeps it, and answers the boards' processes over pipes.

It hears one process at a time, from its being woken to its resting again, so that every run is the same.
"""

import inspect
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from multiprocessing.connection import Connection
from subprocess import TimeoutExpired

from simul.hall.clock import Clock
from simul.hall.gates import Stopped
from simul.hall.hall import Board, Hall
from simul.hall.trace import MASTER
from simul.runtime.blame import Blamed, PartyFailed
from simul.runtime.frames import frames_in
from simul.runtime.parking import Parking
from simul.runtime.processes.process_child import ENDS, FAILED, RESTS, serve
from simul.runtime.processes.spawning import WAIT_S, Process, end, spawn
from simul.runtime.scheduler import Agenda

I_THINK, I_MOVE = "I think", "I move"
TIME_IS_OVER = "the time that you think is over"

LOOK_UP_S = 0.1
"""How often somebody who waits for a process looks up to see whether to stop, in seconds."""


class OpponentProcess:
    """The process of one board, as seen from the parent: what is sent to it wakes it."""

    def __init__(
        self, time: "ProcessTime", board: Board, process: Process, pipe: Connection
    ) -> None:
        self.board = board
        self.pipe = pipe
        self.process = process
        self._time = time

    def send(self, words: str) -> None:
        """Tell it something for which it waits; it goes on in this instant."""
        self._time.tell_soon(self, words)


class ProcessTime:
    """Keeps time for the master, who is in this process, and for the processes of the boards."""

    def __init__(self, hall: Hall, clock: Clock, source: str) -> None:
        self.parking = Parking(hall)
        self._gate = clock.gate
        self._source = source
        self._agenda = Agenda(clock)
        self._opponents: list[OpponentProcess] = []
        self._running = 0
        self._somebody_replied = False

    def start(
        self, opponent: Callable[..., None], board: Board, *arguments: object
    ) -> OpponentProcess:
        """Start a process that calls this, with these arguments and its end of a pipe."""
        if self._gate.stopped:
            raise Stopped
        process, pipe = spawn(
            serve, board.name, opponent, arguments, self._source, self.parking.wanted
        )
        started = OpponentProcess(self, board, process, pipe)
        self._opponents.append(started)
        self._running += 1
        self._agenda.soon(partial(self._hear, started))
        return started

    def sleep(self, seconds: float) -> None:
        """Let seconds of exhibition time pass, and hear the processes meanwhile."""
        awake: list[bool] = []
        self._agenda.later(seconds, partial(awake.append, True))
        self._rest(lambda: bool(awake))

    def wait_for_reply(self) -> None:
        """Hear the processes until somebody has replied."""
        self._somebody_replied = False
        self._rest(lambda: self._somebody_replied)

    def join(self) -> None:
        """Hear the processes until all have ended."""
        self._rest(lambda: not self._running)

    def tell_soon(self, opponent: OpponentProcess, words: str) -> None:
        """Tell a process something in this instant, and hear it until it rests."""
        self._agenda.soon(partial(self._tell, opponent, words))

    def end(self) -> None:
        """End every process that is left."""
        for opponent in self._opponents:
            opponent.pipe.close()
        end([opponent.process for opponent in self._opponents])

    def _rest(self, is_over: Callable[[], bool]) -> None:
        if self.parking.wanted:
            frame = next(frames_in(self._source, sys._getframe(2)))
            self.parking.park(MASTER, frame.f_lineno)
        while not is_over():
            if not self._agenda.step():
                raise self.parking.deadlock()

    def _tell(self, opponent: OpponentProcess, words: str) -> None:
        with suppress(OSError):  # it has ended: that is heard next
            opponent.pipe.send(words)
        self._hear(opponent)

    def _hear(self, opponent: OpponentProcess) -> None:
        """Do what a process says, until it rests."""
        board = opponent.board
        while True:
            words, line, more = self._receive(opponent)
            if words == RESTS:
                if self.parking.wanted:
                    self.parking.park(board.number, line)
                return
            if words == ENDS:
                self.parking.leave(board.number)
                self._running -= 1
                return
            if words == FAILED:
                raise PartyFailed(board.number, line, self._source, more)
            with Blamed(self._source, board.number, line):
                if words == I_THINK:
                    tell = partial(self._tell, opponent, TIME_IS_OVER)
                    self._agenda.later(board.opponent_thinks(), tell)
                elif words == I_MOVE:
                    board.opponent_moves()
                    self._somebody_replied = True
                else:
                    raise ValueError(f"it says {words!r}, and nobody understands that")

    def _receive(self, opponent: OpponentProcess) -> tuple[str, int, str]:
        while not opponent.pipe.poll(LOOK_UP_S):
            if self._gate.stopped:
                raise Stopped
        try:
            message: tuple[str, int, str] = opponent.pipe.recv()
        except (EOFError, OSError):
            number = opponent.board.number
            line = self.parking.lines.get(number, 0)
            with suppress(TimeoutExpired):
                opponent.process.wait(WAIT_S)
            what = f"its process has ended, with exit code {opponent.process.returncode}"
            raise PartyFailed(number, line, self._source, what) from None
        return message


def run(play: Callable[[Hall, ProcessTime], None], hall: Hall, clock: Clock) -> None:
    """Play a mode whose opponents have processes. Raises PartyFailed, LawBroken, Stopped, Deadlock."""
    source = inspect.getfile(play)
    time = ProcessTime(hall, clock, source)
    try:
        with Blamed(source):
            play(hall, time)
            time.parking.leave(MASTER)
    finally:
        time.end()
