"""The registry of modes: what the commands list, and how each is started."""

from collections.abc import Callable
from difflib import get_close_matches
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Literal

import msgspec

from simul.exhibition.clock import Clock
from simul.exhibition.hall import Hall
from simul.exhibition.mistakes import written
from simul.exhibition.scenario import PolicyName

Family = Literal["blocking", "callback", "coroutine", "green thread", "thread", "process"]
Scheduler = Literal["the program", "the library", "the operating system"]
Suspends = Literal["nowhere", "at a keyword", "at a call", "anywhere"]

INSTALL = "pip install 'chess-simul[greenlets]'"
"""How to get what some modes need."""


class UnknownMode(ValueError):  # noqa: N818
    """There is no mode of that name; the message says which there are."""


class NotInstalled(ImportError):  # noqa: N818
    """A mode needs a distribution that is not installed; the message says which, and how to install it."""


class TooManyBoards(ValueError):  # noqa: N818
    """A mode cannot play so many boards; the message says how many it can, and what to do."""


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
    seen; `shown` is the module that has the code of its parties, where that is not its own.
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
    policy: PolicyName | None = None
    blocks: bool = False
    instead: str = ""
    lawless: bool = False
    cure: bool = False
    shown: str = ""

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
        """Return why it cannot play so many boards, and what to do; "" where it can."""
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


def find_mode(name: str) -> Mode:
    """Return the mode or pitfall of this name; raises UnknownMode."""
    from simul.modes.pitfalls.registry import PITFALLS

    known = MODES | PITFALLS
    if name in known:
        return known[name]
    near = get_close_matches(name, known, 1)
    hint = f"did you mean {near[0]}? " if near else ""
    raise UnknownMode(
        f"there is no mode {written(name)}; {hint}there are {', '.join(MODES)}, "
        f"and the pitfalls {', '.join(PITFALLS)}"
    )


def in_order(*modes: Mode) -> dict[str, Mode]:
    """Return the modes by name."""
    return {mode.name: mode for mode in modes}


MODES = in_order(
    Mode(
        name="sync",
        module="simul.modes.sync",
        runtime="simul.modes.runtime.blocking",
        family="blocking",
        concurrent=False,
        scheduler="the program",
        suspends="nowhere",
        sentence="She finishes one game before starting the next; "
        "while one side thinks, nothing else happens.",
    ),
    Mode(
        name="callbacks",
        module="simul.modes.callbacks",
        runtime="simul.modes.runtime.callback_loop",
        family="callback",
        scheduler="the program",
        suspends="nowhere",
        sentence="No function waits: it says what to call when the time or the news comes, and returns.",
    ),
    Mode(
        name="generators",
        module="simul.modes.generators",
        runtime="simul.modes.runtime.trampoline",
        family="coroutine",
        scheduler="the program",
        suspends="at a keyword",
        sentence="Each pauses at a yield; a trampoline of forty lines resumes whoever is due.",
    ),
    Mode(
        name="async-generators",
        module="simul.modes.async_generators",
        runtime="simul.modes.runtime.coroutines",
        family="coroutine",
        scheduler="the library",
        suspends="at a keyword",
        sentence="Each board's replies, and her visits, come one at a time to an async for.",
    ),
    Mode(
        name="async",
        module="simul.modes.async_",
        runtime="simul.modes.runtime.coroutines",
        family="coroutine",
        scheduler="the library",
        suspends="at a keyword",
        sentence="She moves, leaves that opponent to think, and goes on; "
        "each coroutine may pause at an await.",
    ),
    Mode(
        name="per-game",
        module="simul.modes.per_game",
        runtime="simul.modes.runtime.blocking_time",
        family="coroutine",
        scheduler="the library",
        suspends="at a keyword",
        policy="ready",
        blocks=True,
        sentence="A coroutine for each game: her thinking blocks the one thread, his is awaited.",
    ),
    Mode(
        name="greenlets",
        module="simul.modes.greenlets",
        runtime="simul.modes.runtime.greenlet_hub",
        family="green thread",
        scheduler="the program",
        suspends="at a call",
        needs=("greenlet",),
        sentence="Ordinary functions with a stack each may pause inside any call, and no keyword shows it.",
    ),
    Mode(
        name="gevent",
        module="simul.modes.gevent_",
        runtime="simul.modes.runtime.gevent_loop",
        family="green thread",
        scheduler="the library",
        suspends="at a call",
        needs=("gevent",),
        sentence="Greenlets with the library's scheduler: its calls seem to block, and let the others run.",
    ),
    Mode(
        name="eventlet",
        module="simul.modes.eventlet_",
        runtime="simul.modes.runtime.eventlet_hub",
        family="green thread",
        scheduler="the library",
        suspends="at a call",
        needs=("eventlet",),
        sentence="Like gevent, here with queues; it gets bug fixes only, and is not advised for new code.",
    ),
    Mode(
        name="threads",
        module="simul.modes.threads",
        runtime="simul.modes.runtime.thread_time",
        family="thread",
        scheduler="the operating system",
        suspends="anywhere",
        most_boards=2_000,  # more, and some systems refuse to start them
        sentence="A thread for each opponent, and a lock for what they share; "
        "here they run one at a time, in simul cores as far as a GIL lets them.",
    ),
    Mode(
        name="processes",
        module="simul.modes.processes",
        runtime="simul.modes.runtime.process_time",
        family="process",
        scheduler="the operating system",
        suspends="anywhere",
        many_cores=True,
        most_boards=200,  # each takes about 7 MB, three open files, and 60 ms of a core to start
        sentence="A process for each opponent; they share nothing, and talk over pipes; "
        "here they run one at a time, in simul cores side by side.",
    ),
)
"""The modes by name, in the order in which they are listed."""
