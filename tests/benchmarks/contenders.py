"""Who is measured: our modes, and the same exhibition in other libraries, each in its own idiom."""

from collections.abc import Callable
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from typing import NamedTuple

from simul.analysis.run import play
from simul.experiments.costs.ways import Way
from simul.hall.trace import Trace
from simul.modes.mode import Mode
from simul.scenario.plan import Plan
from tests.benchmarks.ends import Ends

Played = Trace | Ends


class Contender(NamedTuple):
    """A way to play an exhibition on virtual time; `package` is what it needs besides simul, if anything."""

    name: str
    package: str
    load: Callable[[], Callable[[Plan], Played]]

    @property
    def installed(self) -> bool:
        return not self.package or find_spec(self.package) is not None


def _ours(name: str, way: Way, *, lines: bool = False) -> Contender:
    def load() -> Callable[[Plan], Played]:
        mode: Mode = way.playable()
        return lambda plan: play(mode, plan, lines=lines).trace

    return Contender(name, "", load)


def _other(name: str, package: str, function: str = "play", **options: int) -> Contender:
    def load() -> Callable[[Plan], Played]:
        module = import_module(f"tests.benchmarks.{package}_exhibition")
        return partial(getattr(module, function), **options)

    return Contender(name, package, load)


ASYNC, GENERATORS, SIMPY = "async", "generators", "SimPy"

CONTENDERS = {
    contender.name: contender
    for contender in (
        _ours(GENERATORS, Way("generators")),
        _ours(ASYNC, Way("async", "exhibition")),
        _ours("async, with lines", Way("async", "exhibition"), lines=True),
        _ours("async, asyncio's loop", Way("async", "asyncio")),
        _other("looptime", "looptime"),
        _other("looptime, noop_cycles=0", "looptime", noop_cycles=0),
        _other("trio, MockClock", "trio"),
        _other(SIMPY, "simpy"),
        _other("SimPy, bare", "simpy", "play_bare"),
    )
}
