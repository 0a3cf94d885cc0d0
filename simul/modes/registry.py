"""The registry of modes: what the commands list, and how each is started."""

from collections.abc import Callable
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Literal

import msgspec

from simul.exhibition.clock import Clock
from simul.exhibition.hall import Hall

Family = Literal["blocking", "callback", "coroutine", "green thread", "thread", "process"]


class Mode(msgspec.Struct, frozen=True):
    """One way to run an exhibition.

    `module` has the mode's `play`, `runtime` the `run` that starts it. `concurrent` says whether games
    go on side by side. `sentence` says in one sentence what it does.
    """

    name: str
    module: str
    runtime: str
    family: Family
    concurrent: bool
    sentence: str

    def load(self) -> Callable[[Hall, Clock], None]:
        """Import what this mode alone needs; return what plays it in a hall, on a clock."""
        runtime = import_module(self.runtime)
        return partial(runtime.run, import_module(self.module).play)

    @property
    def source(self) -> Path:
        """The path of the mode's own file."""
        return Path(str(import_module(self.module).__file__))


def _in_order(*modes: Mode) -> dict[str, Mode]:
    return {mode.name: mode for mode in modes}


MODES = _in_order(
    Mode(
        "sync",
        "simul.modes.sync",
        "simul.modes.runtime.blocking",
        "blocking",
        False,
        "She finishes a game before she starts the next; while one side thinks, nothing else happens.",
    ),
    Mode(
        "async",
        "simul.modes.async_",
        "simul.modes.runtime.coroutines",
        "coroutine",
        True,
        "She moves, leaves that opponent to think, and goes on; coroutines let go where they await.",
    ),
)
"""The modes by name, in the order in which they are listed."""
