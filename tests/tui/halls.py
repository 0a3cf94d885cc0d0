"""Showings over lanes that play, for tests: released to exact times."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from simul.analysis.comparison import Comparison
from simul.modes.mode import Mode
from simul.modes.registry import find_mode
from simul.scenario.files import load_scenario
from simul.scenario.plan import Plan, make_plan
from simul.tui.session.lane import Lane
from simul.tui.session.playhead import Playhead
from simul.tui.session.session import Session
from simul.tui.style.glyphs import ASCII, UNICODE

WAIT_S = 30.0


@contextmanager
def playing(
    plan: Plan,
    modes: Sequence[str | Mode] = ("sync", "async"),
    *,
    at_s: float = 0.0,
    speed: float = 600.0,
    ascii: bool = False,  # noqa: A002
) -> Iterator[Session]:
    """Give a session whose lanes play, paused at a time; afterwards nothing plays any more."""
    comparison = Comparison(plan)
    lanes = []
    for name in modes:
        mode = find_mode(name) if isinstance(name, str) else name
        theory = comparison.round if mode.concurrent else comparison.sync
        lanes.append(Lane(mode, plan, theory.elapsed_s))
    playhead = Playhead(lanes, speed)
    playhead.wait_s = WAIT_S
    for lane in lanes:
        lane.start()
    try:
        playhead.seek(at_s)
        yield Session(comparison, lanes, playhead, ASCII if ascii else UNICODE)
    finally:
        for lane in lanes:
            lane.close()


def polgar(**options: str | int | float) -> Plan:
    """The plan of polgar, with options over it."""
    return make_plan(load_scenario("polgar", options))
