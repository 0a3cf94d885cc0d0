"""Playing for a command: at once, or live with a line of progress for each mode."""

from collections.abc import Callable, Iterable
from typing import Any

import click

from simul.analysis.comparison import Comparison
from simul.analysis.run import Run
from simul.cli.numbers import Speed
from simul.cli.progress import Progress
from simul.hall.gates import PacedGate
from simul.modes.mode import Mode


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
