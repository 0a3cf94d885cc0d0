"""Playing for a command: at once, or live with a line of progress for each mode."""

import sys
from collections.abc import Callable, Iterable
from typing import Any

import click

from simul.analysis.comparison import Comparison
from simul.analysis.run import Run
from simul.cli.numbers import Speed
from simul.cli.stderr import tell, tell_over
from simul.hall.clock import PacedGate
from simul.hall.trace import Kind, Trace
from simul.modes.mode import Mode
from simul.scenario.durations import duration


class Progress:
    """One line on stderr: how far a mode has come. Off a terminal, only the line that it ends with."""

    def __init__(self, comparison: Comparison, mode: Mode, speed: float) -> None:
        self._name = mode.name
        self._total_s = comparison.theory(mode).elapsed_s
        self._moves = sum(len(board.moves) for board in comparison.plan.boards)
        self._speed = speed
        self._terminal = sys.stderr.isatty()
        self._trace = Trace()
        self._read = self._moved = 0

    def watch(self, trace: Trace) -> None:
        """Take the trace that is going to grow."""
        self._trace = trace

    def tick(self, now: float) -> None:
        """Say how far it is at `now`, in seconds of exhibition time."""
        if self._terminal:
            tell_over(self._line(now))

    def end(self, now: float, how: str) -> None:
        """Say how it ended, on a line that stays."""
        line = self._line(now) + how
        if self._terminal:
            tell_over(line, stays=True)
        else:
            tell(line)

    def _line(self, now: float) -> str:
        read, self._read = self._read, len(self._trace)
        for _, kind, _ in self._trace.rows(read, self._read):
            self._moved += kind in (Kind.MASTER_MOVES, Kind.OPPONENT_MOVES)
        left_s = max(0.0, self._total_s - now) / self._speed
        return (
            f"{self._name}: {duration(now)} of {duration(self._total_s)}, "
            f"{self._moved} of {self._moves} moves, {duration(left_s)} left"
        )


def play_all(
    comparison: Comparison,
    modes: Iterable[Mode],
    speed: float | None,
    play: Callable[..., Run] | None = None,
) -> bool:
    """Play each mode; live at `speed` times real time, where it is given. False where Ctrl-C ended it.

    What was finished by then is in the comparison. `play` stands for the comparison's own, and does more.
    """
    play = comparison.play if play is None else play
    for mode in modes:
        try:
            if speed is None:
                play(mode)
            else:
                _play_live(comparison, mode, speed, play)
        except KeyboardInterrupt:
            return False
    return True


def _play_live(comparison: Comparison, mode: Mode, speed: float, play: Callable[..., Run]) -> None:
    progress = Progress(comparison, mode, speed)
    gate = PacedGate(speed, progress.tick)
    try:
        run = play(mode, gate, progress.watch)
    except KeyboardInterrupt:
        progress.end(gate.position_s, ", stopped")
        raise
    progress.end(run.summary.elapsed_s, "")


def speed_option(function: Any) -> Any:
    """Give a command --live and --speed; it is called with `speed`, None where it is not live."""
    function = click.option(
        "--speed",
        type=Speed(),
        help="With --live: seconds of exhibition time per second.  [default: 3600]",
    )(function)
    return click.option(
        "--live", is_flag=True, help="Play it out in real time, with one line for each mode."
    )(function)


def asked_speed(live: bool, speed: float | None) -> float | None:
    """Return the speed to play at, None for at once.

    Raises UsageError for --speed without --live.
    """
    if speed is not None and not live:
        raise click.UsageError("--speed goes with --live; add --live, or leave --speed out")
    return (3600.0 if speed is None else speed) if live else None
