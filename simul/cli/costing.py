"""What `simul compare --costs` asks for, and how it is shown. Nothing is imported unless it is asked for."""

from typing import TYPE_CHECKING, Any

import click

from simul.analysis.comparison import Comparison
from simul.cli.numbers import WholeNumber
from simul.cli.options import Failure
from simul.modes.mode import Mode
from simul.modes.registry import MODES

if TYPE_CHECKING:
    from simul.formats.result import Measured

ROUNDS = 5


def costs_option(function: Any) -> Any:
    """Give a command --costs and --rounds; it is called with `costs` and `rounds`."""
    function = click.option(
        "--rounds",
        type=WholeNumber(1, 1000),
        help=f"With --costs: times to measure each mode, 1 to 1,000.  [default: {ROUNDS}]",
    )(function)
    return click.option(
        "--costs", is_flag=True, help="Also measure what each mode costs on this machine."
    )(function)


def asked_rounds(costs: bool, rounds: int | None) -> int | None:
    """Return how often to measure, None for never; raises UsageError for --rounds without --costs."""
    if rounds is not None and not costs:
        raise click.UsageError("--rounds goes with --costs; add --costs, or leave --rounds out")
    return (ROUNDS if rounds is None else rounds) if costs else None


def measure(comparison: Comparison, modes: list[Mode] | None, rounds: int) -> "Measured":
    """Measure the modes, None for all, with a line of progress on a terminal. Raises Failure."""
    from simul.cli.progress import StatusLine
    from simul.experiments.costs.interleaved import measure_in_turns
    from simul.experiments.costs.machine import described
    from simul.experiments.costs.report import measured

    chosen = MODES.values() if modes is None else modes
    with StatusLine() as status:
        costs = measure_in_turns(
            comparison.plan,
            chosen,
            rounds,
            lambda number, mode: status.say(f"costs: round {number} of {rounds}, {mode}"),
        )
    if not costs.ways:
        reasons = [f"{mode}: {why}" for mode, why in costs.left_out.items()]
        raise Failure("\n".join(["the cost of none of the modes could be measured", *reasons]))
    return measured(costs, described())
