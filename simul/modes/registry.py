"""The registry of modes: what the commands list, and how each is started."""

from difflib import get_close_matches

from simul.modes.mode import Mode, in_order
from simul.modes.pitfalls.registry import PITFALLS
from simul.scenario.wording import written


class UnknownMode(ValueError):  # noqa: N818
    """There is no mode of that name; the message says which there are."""


def find_mode(name: str) -> Mode:
    """Return the mode or pitfall of this name; raises UnknownMode."""
    known = MODES | PITFALLS
    if name in known:
        return known[name]
    near = get_close_matches(name, known, 1)
    hint = f"did you mean {near[0]}? " if near else ""
    raise UnknownMode(
        f"there is no mode {written(name)}; {hint}there are {', '.join(MODES)}, "
        f"and the pitfalls {', '.join(PITFALLS)}"
    )


MODES = in_order(
    Mode(
        name="sync",
        module="simul.modes.sync",
        runtime="simul.runtime.blocking",
        family="blocking",
        concurrent=False,
        code_of="master",
        scheduler="the program",
        suspends="nowhere",
        sentence="She finishes one game before starting the next; "
        "while one side thinks, nothing else happens.",
    ),
    Mode(
        name="callbacks",
        module="simul.modes.callbacks",
        runtime="simul.runtime.callbacks",
        family="callback",
        scheduler="the program",
        suspends="nowhere",
        sentence="No function waits: each says what to call when time is up or news comes, and returns.",
    ),
    Mode(
        name="generators",
        module="simul.modes.generators",
        runtime="simul.runtime.generators",
        family="coroutine",
        scheduler="the program",
        suspends="at a keyword",
        sentence="Each party pauses at a yield; a trampoline of forty lines resumes whoever is due.",
    ),
    Mode(
        name="async-generators",
        module="simul.modes.async_generators",
        runtime="simul.runtime.aio.coroutines",
        family="coroutine",
        scheduler="the library",
        suspends="at a keyword",
        sentence="Each board's replies, and her visits, come one at a time to an async for.",
    ),
    Mode(
        name="async",
        module="simul.modes.async_",
        runtime="simul.runtime.aio.coroutines",
        family="coroutine",
        scheduler="the library",
        suspends="at a keyword",
        sentence="She moves, leaves that opponent to think, and goes on; "
        "each coroutine may pause at an await.",
    ),
    Mode(
        name="per-game",
        module="simul.modes.per_game",
        runtime="simul.runtime.aio.blocking_time",
        family="coroutine",
        scheduler="the library",
        suspends="at a keyword",
        policy="ready",
        blocks=True,
        code_of="opponents",
        sentence="A coroutine for each game: her thinking blocks the one thread, his is awaited.",
    ),
    Mode(
        name="greenlets",
        module="simul.modes.greenlets",
        runtime="simul.runtime.green.greenlet_hub",
        family="green thread",
        scheduler="the program",
        suspends="at a call",
        needs=("greenlet",),
        sentence="Ordinary functions with a stack each may pause inside any call, and no keyword shows it.",
    ),
    Mode(
        name="gevent",
        module="simul.modes.gevent_",
        runtime="simul.runtime.green.gevent_loop",
        family="green thread",
        scheduler="the library",
        suspends="at a call",
        needs=("gevent",),
        sentence="Greenlets with the library's scheduler: its calls seem to block, and let the others run.",
    ),
    Mode(
        name="eventlet",
        module="simul.modes.eventlet_",
        runtime="simul.runtime.green.eventlet_hub",
        family="green thread",
        scheduler="the library",
        suspends="at a call",
        needs=("eventlet",),
        sentence="Like gevent, here with queues; it is in maintenance, and not recommended for new code.",
    ),
    Mode(
        name="threads",
        module="simul.modes.threads",
        runtime="simul.runtime.threads.threading_",
        family="thread",
        scheduler="the operating system",
        suspends="anywhere",
        most_boards=2_000,  # more, and some systems refuse to start them
        sentence="A thread for each opponent, and a lock for what they share; "
        "here they run one at a time; simul cores runs them side by side, as far as a GIL allows.",
    ),
    Mode(
        name="processes",
        module="simul.modes.processes",
        runtime="simul.runtime.processes.process_time",
        family="process",
        scheduler="the operating system",
        suspends="anywhere",
        many_cores=True,
        most_boards=200,  # each takes about 7 MB, three open files, and 60 ms of a core to start
        sentence="A process for each opponent; they share nothing, and talk over pipes; "
        "here they run one at a time; simul cores runs them side by side.",
    ),
)
"""The modes by name, in the order in which they are listed."""
