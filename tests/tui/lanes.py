"""Lanes for tests of the panes: played as far as a test releases them, to exact times."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from simul.analysis.comparison import Comparison
from simul.hall.gates import ReleasedGate
from simul.modes.registry import find_mode
from simul.scenario.plan import Plan
from simul.tui.session.lane import Lane
from simul.tui.session.playhead import Playhead
from simul.tui.session.session import Session
from simul.tui.style.glyphs import ASCII, UNICODE

WAIT_S = 20.0


@contextmanager
def session(
    plan: Plan,
    *modes: str,
    ascii: bool = False,  # noqa: A002
    gate: Callable[[Lane], ReleasedGate] | None = None,
) -> Iterator[Session]:
    """The plan in these modes, all at time 0; `gate`, where given, makes the gate of each lane."""
    comparison = Comparison(plan)
    lanes = []
    for mode in map(find_mode, modes):
        theory = comparison.round if mode.concurrent else comparison.sync
        lane = Lane(mode, plan, theory.elapsed_s)
        lane._gate = lane._gate if gate is None else gate(lane)
        lanes.append(lane)
    playhead = Playhead(lanes, 60.0)
    if gate is None:  # one of its own may be there to keep a lane waiting
        playhead.wait_s = WAIT_S
    try:
        for lane in lanes:
            lane.start()
        playhead.seek(0.0)
        yield Session(comparison, lanes, playhead, ASCII if ascii else UNICODE)
    finally:
        for lane in lanes:
            lane.close()
