"""Eager tasks, of Python 3.12 and later, change nothing in the hall, and the lines stay right."""

import asyncio
import sys

import pytest
from hypothesis import HealthCheck, given, settings

from simul.analysis.run import play
from simul.modes.mode import Mode
from simul.modes.registry import MODES
from simul.runtime.aio import coroutines
from simul.runtime.aio.event_loop import ExhibitionLoop
from simul.scenario.plan import Plan
from tests.modes.concurrent import happenings
from tests.plans import plans

pytestmark = pytest.mark.skipif(
    sys.version_info < (3, 12), reason="eager tasks came with Python 3.12"
)

ON_ASYNCIO = [
    mode
    for mode in MODES.values()
    if mode.family == "coroutine" and mode.scheduler == "the library"
]


class EagerLoop(ExhibitionLoop):
    """Starts each task at once."""

    def __init__(self, *arguments: object) -> None:
        super().__init__(*arguments)  # type: ignore[arg-type]
        self.set_task_factory(asyncio.eager_task_factory)  # type: ignore[attr-defined,unused-ignore]


@pytest.mark.parametrize("mode", ON_ASYNCIO, ids=lambda mode: mode.name)
@given(plan=plans())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_same_happens(mode: Mode, monkeypatch: pytest.MonkeyPatch, plan: Plan) -> None:
    usual = play(mode, plan)
    with monkeypatch.context() as patch:
        patch.setattr(coroutines, "ExhibitionLoop", EagerLoop)
        eager = play(mode, plan)
    assert happenings(eager.trace) == happenings(usual.trace)
    assert eager.summary == usual.summary
    code = eager.code.text.splitlines()
    for line in set(eager.trace.lines) - {0}:
        assert (
            "await " in code[line - 1] or "async " in code[line - 1] or "sleep(" in code[line - 1]
        )
