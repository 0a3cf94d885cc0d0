"""The pitfalls: what the commands list of them. In each, `sentence` says what is wrong."""

from typing import Any

from simul.modes.mode import Mode, in_order

_COROUTINES: dict[str, Any] = {
    "runtime": "simul.runtime.aio.coroutines",
    "family": "coroutine",
    "scheduler": "the library",
    "suspends": "at a keyword",
}
_BLOCKING = _COROUTINES | {"runtime": "simul.runtime.aio.blocking_time"}
_COMPUTING = _COROUTINES | {"runtime": "simul.runtime.aio.computing"}
_THREADS: dict[str, Any] = {
    "runtime": "simul.runtime.threads.threading_",
    "family": "thread",
    "scheduler": "the operating system",
    "suspends": "anywhere",
}
_POOL = _THREADS | {"runtime": "simul.runtime.threads.thread_pool"}


def _pitfall(
    name: str, stands_on: dict[str, Any], sentence: str, instead: str, **more: Any
) -> Mode:
    module = f"simul.modes.pitfalls.{name.replace('-', '_')}"
    return Mode(name=name, module=module, sentence=sentence, instead=instead, **stands_on, **more)


PITFALLS = in_order(
    _pitfall(
        "blocking-call",
        _BLOCKING,
        "The coroutines sleep with time.sleep: while anybody thinks, the event loop stands still.",
        "await asyncio.sleep, or give what must block to a thread",
    ),
    _pitfall(
        "cpu-hog",
        _COMPUTING,
        "An opponent computes in the event loop's thread, and never pauses until he is done.",
        "compute in another process; a thread (cpu-hog-to-thread) frees the loop, but not the core",
    ),
    _pitfall(
        "cpu-hog-yielding",
        _COMPUTING,
        "An opponent computes in the event loop's thread, and lets the others run after each second.",
        "compute in another process: yielding leaves all the work, and a wait for slices of every hog",
    ),
    _pitfall(
        "cpu-hog-to-thread",
        _COMPUTING,
        "An opponent computes in asyncio.to_thread: the loop is free, but with a GIL threads share one core.",
        "compute in another process, or in threads of a Python without a GIL",
        cure=True,
    ),
    _pitfall(
        "await-in-turn",
        _COROUTINES,
        "She awaits each opponent in place, and moves on only when he has replied.",
        "start a task for each opponent, and await the tasks at the end",
        code_of="master",
    ),
    _pitfall(
        "many-masters",
        _COROUTINES,
        "Her think time is awaited in each game's own coroutine, so there is a master at every board.",
        "let one coroutine be the master and go round; or block in each game, as per-game does",
        code_of="opponents",
        lawless=True,
    ),
    _pitfall(
        "forgotten-reply",
        _COROUTINES,
        "She starts a task for each reply, and never checks whether it has come.",
        "wait until it is her move before she thinks",
        lawless=True,
    ),
    _pitfall(
        "deadlock",
        _COROUTINES,
        "Two neighbours share a clock and a pen, and take them in opposite order; "
        "asyncio would hang without a word.",
        "have everybody take them in the same order",
    ),
    _pitfall(
        "livelock",
        _COROUTINES,
        "Two neighbours each pick up one thing, see that the other is taken, put it down and try again.",
        "pause for a random time before trying again, or take both in the same order",
    ),
    _pitfall(
        "livelock-backoff",
        _COROUTINES,
        "The neighbours pause for a random time before trying again, and so fall out of step.",
        "take both in the same order, and nobody has to try twice",
        cure=True,
    ),
    _pitfall(
        "starvation",
        _COROUTINES,
        "Whoever replied last is served first, so whoever has waited longest keeps waiting.",
        "serve whoever came first, or has waited longest",
        shown="simul.modes.async_",
        mistaken_policy="latest-reply-first",
    ),
    _pitfall(
        "lost-update",
        _THREADS,
        "Threads count the finished games in one number, and nobody locks it.",
        "hold a lock from reading the number to writing it back",
        most_boards=2_000,
    ),
    _pitfall(
        "small-pool",
        _POOL,
        "Opponents think on a pool of six threads, and the replies of the others wait in its queue.",
        "have as many threads as boards, or none: coroutines",
    ),
)
"""The pitfalls by name, in the order in which they are listed."""
