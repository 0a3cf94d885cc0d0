"""The pitfalls: what the commands list of them. In each, `sentence` says what is wrong."""

from simul.modes.mode import Mode, in_order

_COROUTINES = "simul.runtime.aio.coroutines"
_BLOCKING = "simul.runtime.aio.blocking_time"
_COMPUTING = "simul.runtime.aio.computing"
_THREADS = "simul.runtime.threads.threading_"
_POOL = "simul.runtime.threads.thread_pool"


def _of_coroutines(
    name: str,
    sentence: str,
    instead: str,
    lawless: bool = False,
    cure: bool = False,
    shown: str = "",
    runtime: str = _COROUTINES,
) -> Mode:
    return Mode(
        name=name,
        module=f"simul.modes.pitfalls.{name.replace('-', '_')}",
        runtime=runtime,
        family="coroutine",
        scheduler="the library",
        suspends="at a keyword",
        sentence=sentence,
        instead=instead,
        lawless=lawless,
        cure=cure,
        shown=shown,
    )


def _of_threads(
    name: str,
    sentence: str,
    instead: str,
    most_boards: int | None = None,
    runtime: str = _THREADS,
) -> Mode:
    return Mode(
        name=name,
        module=f"simul.modes.pitfalls.{name.replace('-', '_')}",
        runtime=runtime,
        family="thread",
        scheduler="the operating system",
        suspends="anywhere",
        most_boards=most_boards,
        sentence=sentence,
        instead=instead,
    )


PITFALLS = in_order(
    _of_coroutines(
        "blocking-call",
        "The coroutines sleep with time.sleep: while anybody thinks, the event loop stands still.",
        "await asyncio.sleep, or give what must block to a thread",
        runtime=_BLOCKING,
    ),
    _of_coroutines(
        "cpu-hog",
        "An opponent computes in the event loop's thread, and never pauses until he is done.",
        "compute in another process; a thread (cpu-hog-to-thread) frees the loop, but not the core",
        runtime=_COMPUTING,
    ),
    _of_coroutines(
        "cpu-hog-yielding",
        "An opponent computes in the event loop's thread, and lets the others run after each second.",
        "compute in another process: yielding leaves waits of some slices of each hog, and all the work",
        runtime=_COMPUTING,
    ),
    _of_coroutines(
        "cpu-hog-to-thread",
        "An opponent computes in asyncio.to_thread: the loop is free, but with a GIL threads share one core.",
        "compute in another process, or in threads of a Python without a GIL",
        cure=True,
        runtime=_COMPUTING,
    ),
    _of_coroutines(
        "await-in-turn",
        "She awaits each opponent in place, and moves on only when he has replied.",
        "start a task for each opponent, and await the tasks at the end",
    ),
    _of_coroutines(
        "many-masters",
        "Her think time is awaited in each game's own coroutine, so there is a master at every board.",
        "let one coroutine be the master and go round; or block in each game, as per-game does",
        lawless=True,
    ),
    _of_coroutines(
        "forgotten-reply",
        "She starts a task for each reply, and never checks whether it has come.",
        "wait until it is her move before she thinks",
        lawless=True,
    ),
    _of_coroutines(
        "deadlock",
        "Two neighbours share a clock and a pen, and take them in opposite order; "
        "asyncio would hang without a word.",
        "have everybody take them in the same order",
    ),
    _of_coroutines(
        "livelock",
        "Two neighbours each pick up one thing, see that the other is taken, put it down and try again.",
        "pause for a random time before trying again, or take both in the same order",
    ),
    _of_coroutines(
        "livelock-backoff",
        "The neighbours pause for a random time before trying again, and so fall out of step.",
        "take both in the same order, and nobody has to try twice",
        cure=True,
    ),
    _of_coroutines(
        "starvation",
        "Whoever replied last is served first, so whoever has waited longest keeps waiting.",
        "serve whoever came first, or has waited longest",
        shown="simul.modes.async_",
    ),
    _of_threads(
        "lost-update",
        "Threads count the finished games in one number, and nobody locks it.",
        "hold a lock from reading the number to writing it back",
        most_boards=2_000,
    ),
    _of_threads(
        "small-pool",
        "Opponents think on a pool of six threads, and the replies of the others wait in its queue.",
        "have as many threads as boards, or none: coroutines",
        runtime=_POOL,
    ),
)
"""The pitfalls by name, in the order in which they are listed."""
