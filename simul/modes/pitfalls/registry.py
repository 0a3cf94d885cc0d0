"""The pitfalls: what the commands list of them. In each, `sentence` says what is wrong."""

from simul.modes.registry import Mode, in_order

_COROUTINES = "simul.modes.runtime.coroutines"
_THREADS = "simul.modes.runtime.thread_time"


def _of_coroutines(
    name: str, sentence: str, instead: str, lawless: bool = False, shown: str = ""
) -> Mode:
    return Mode(
        name=name,
        module=f"simul.modes.pitfalls.{name.replace('-', '_')}",
        runtime=_COROUTINES,
        family="coroutine",
        scheduler="the library",
        suspends="at a keyword",
        sentence=sentence,
        instead=instead,
        lawless=lawless,
        shown=shown,
    )


def _of_threads(name: str, sentence: str, instead: str, most_boards: int | None = None) -> Mode:
    return Mode(
        name=name,
        module=f"simul.modes.pitfalls.{name.replace('-', '_')}",
        runtime=_THREADS,
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
        "The sleep inside the coroutines blocks: while anybody thinks, the event loop stands still.",
        "await asyncio.sleep, or give what blocks to a thread",
    ),
    _of_coroutines(
        "cpu-hog",
        "An opponent's thinking is computing in the event loop's thread, and he never lets go meanwhile.",
        "compute in a process of its own",
    ),
    _of_coroutines(
        "cpu-hog-yielding",
        "An opponent computes in the event loop's thread, and lets the others run after each second.",
        "compute in a process of its own: letting go shortens their waits, and not the work",
    ),
    _of_coroutines(
        "await-in-turn",
        "She awaits each opponent in place, and goes on when he has replied.",
        "start a task for each opponent, and await the tasks at the end",
    ),
    _of_coroutines(
        "many-masters",
        "Her think time is awaited in each board's own coroutine: there is a master at every board.",
        "let one coroutine be the master and go round",
        lawless=True,
    ),
    _of_coroutines(
        "forgotten-reply",
        "She starts a task for each reply, and never looks whether it has come.",
        "wait until it is her move before she thinks",
        lawless=True,
    ),
    _of_coroutines(
        "deadlock",
        "Two neighbours share a clock and a pen, and take them in opposite order.",
        "have all take them in the same order",
    ),
    _of_coroutines(
        "livelock",
        "Two neighbours share a pen, and each lets the other have it first.",
        "let a lock decide who goes first",
    ),
    _of_coroutines(
        "starvation",
        "Who has replied last is served first, so who has waited for long waits on.",
        "serve first who came first, or has waited longest",
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
    ),
)
"""The pitfalls by name, in the order in which they are listed."""
