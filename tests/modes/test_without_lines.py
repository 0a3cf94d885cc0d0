"""Whether lines of the source are tracked is a choice of the run, and changes nothing else."""

import pytest

from simul.analysis.run import play
from simul.hall.trace import KIND_MASK, PARKS
from simul.modes.mode import Mode
from simul.modes.pitfalls.registry import PITFALLS
from simul.modes.registry import MODES
from tests.modes.concurrent import happenings
from tests.plans import plan_of

PLANS = [
    plan_of(3, 2),
    plan_of(4, 3, (5.0, 0.0, 2.5), (55.0, 3.0), 2.0, "ready", "alternate"),
]


@pytest.mark.parametrize("mode", (MODES | PITFALLS).values(), ids=lambda mode: mode.name)
def test_the_same_happens_without_them(mode: Mode) -> None:
    for plan in PLANS:
        with_lines, without = play(mode, plan), play(mode, plan, lines=False)
        assert happenings(without.trace) == happenings(with_lines.trace)
        assert without.summary == with_lines.summary
        assert without.broken == with_lines.broken
        assert without.ended == with_lines.ended
        if without.ended is None:
            assert set(without.trace.lines) == {0}
            assert not any(what & KIND_MASK in PARKS for what in without.trace.whats)
            assert len(without.trace) == len(without.trace.times)
