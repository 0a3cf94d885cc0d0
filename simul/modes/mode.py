"""What the registry says of a mode: how it is started, and what distinguishes it."""

from collections.abc import Callable
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Literal

import msgspec

from simul.hall.clock import Clock
from simul.hall.hall import Hall

Family = Literal["blocking", "callback", "coroutine", "green thread", "thread", "process"]
Scheduler = Literal["the program", "the library", "the operating system"]
CodeOf = Literal["both", "master", "opponents"]
Suspends = Literal["nowhere", "at a keyword", "at a call", "anywhere"]

INSTALL = "pip install 'chess-simul[greenlets]'"
"""How to get what some modes need."""


class NotInstalled(ImportError):  # noqa: N818
    """A mode needs a distribution that is not installed; the message says which, and how to install it."""


class TooManyBoards(ValueError):  # noqa: N818
    """A mode cannot play this many boards; the message says how many it can, and what to do."""


class Mode(msgspec.Struct, frozen=True, kw_only=True):
    """One way to run an exhibition.

    `module` has the mode's `play`, `runtime` the `run` that starts it. `concurrent` says whether games
    go on side by side. `scheduler` is who decides what runs next, `suspends` where a party's code may be
    suspended, and `many_cores` whether it uses more than one core, on an interpreter with a GIL. `needs`
    are the distributions that it needs. `most_boards` is how many boards it can play, None for any
    number. `sentence` says in one sentence what it does. `policy` is the one by which she goes, whatever was
    asked for, None where she goes by what was asked for. `blocks` is one whose code blocks the event loop
    on purpose: opponents reply meanwhile, and nobody is warned of it.

    Of a pitfall, `sentence` says what is wrong and `instead` what to do instead; `lawless` is one that
    breaks a law of the hall, and goes on; `cure` is one that mends another, and what it costs is to be
    seen; `shown` is the module that has the code of its parties, where that is not its own. `mistaken_policy`
    is the name of a wrong policy by which she goes.

    `code_of` says who has code that runs: both; the `master` alone, whose code moves the opponents too; or
    the `opponents` alone, with the master's part in the code of each board.
    """

    name: str
    module: str
    runtime: str
    family: Family
    concurrent: bool = True
    scheduler: Scheduler
    suspends: Suspends
    many_cores: bool = False
    needs: tuple[str, ...] = ()
    most_boards: int | None = None
    sentence: str
    policy: str | None = None
    mistaken_policy: str = ""
    blocks: bool = False
    instead: str = ""
    lawless: bool = False
    cure: bool = False
    shown: str = ""
    code_of: CodeOf = "both"

    @property
    def pitfall(self) -> bool:
        """Whether it has a famous mistake in it."""
        return bool(self.instead)

    def missing(self) -> str:
        """Return what is not installed and how to install it; "" where it can be played."""
        missing = [name for name in self.needs if find_spec(name) is None]
        return f"needs {' and '.join(missing)}: {INSTALL}" if missing else ""

    def load(self) -> Callable[[Hall, Clock], None]:
        """Import what this mode alone needs; return what plays it in a hall, on a clock.

        Raises NotInstalled. What is returned raises TooManyBoards.
        """
        if missing := self.missing():
            raise NotInstalled(f"{self.name} {missing}")
        runtime = import_module(self.runtime)
        return partial(self._play, runtime.run, import_module(self.module).play)

    @property
    def source(self) -> Path:
        """The path of the file that has the code of the parties; it is not imported."""
        spec = find_spec(self.shown or self.module)
        assert spec is not None
        return Path(str(spec.origin))

    def too_many(self, boards: int) -> str:
        """Return why it cannot play this many boards, and what to do; "" where it can."""
        if self.most_boards is None or boards <= self.most_boards:
            return ""
        return (
            f"{boards} boards are too many, as it has a {self.family} for each: ask for "
            f"{self.most_boards} or fewer (--boards {self.most_boards}), or for another mode"
        )

    def _play(self, run: Callable[..., None], play: Any, hall: Hall, clock: Clock) -> None:
        if problem := self.too_many(len(hall.boards)):
            raise TooManyBoards(f"{self.name}: {problem}")
        run(play, hall, clock)


def in_order(*modes: Mode) -> dict[str, Mode]:
    """Return the modes by name."""
    return {mode.name: mode for mode in modes}
