"""Small asyncio programs, to be run on two loops that must agree on everything they log.

Times are whole seconds, and no two timers that have to do with one another are due together: asyncio does
not promise an order then.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine, Generator, Iterator
from contextlib import suppress
from types import coroutine
from typing import Any

Log = Callable[..., None]
"""Writes down what happens, with the time."""
Program = Callable[[Log], Coroutine[Any, Any, object]]

PROGRAMS: list[Program] = []
left: list[asyncio.Task[Any]] = []
"""Keeps the tasks that a program leaves to their fate."""


def program(code: Program) -> Program:
    """Note that this is one of them."""
    PROGRAMS.append(code)
    return code


async def sleeper(log: Log, name: str, seconds: float) -> str:
    """Sleep; say what came of it."""
    log(name, "begins")
    try:
        await asyncio.sleep(seconds)
    except asyncio.CancelledError as error:
        log(name, "cancelled", error)
        raise
    log(name, "ends")
    return name


async def fails(log: Log, seconds: float, error: BaseException) -> None:
    """Sleep, and raise this."""
    await asyncio.sleep(seconds)
    log("raises", error)
    raise error


async def outcome_of(log: Log, awaitable: Any) -> None:
    """Await it, and say what came of it."""
    try:
        log("result", await awaitable)
    except BaseException as error:
        log("raised", error)


# Sleeping


@program
async def sleeps_end_by_their_length(log: Log) -> None:
    await asyncio.gather(*(sleeper(log, f"{s} s", s) for s in (5, 3, 8, 1)))


@program
async def a_sleep_of_0_lets_the_others_go_first(log: Log) -> None:
    async def three_steps(name: str) -> None:
        for step in range(3):
            log(name, step)
            await asyncio.sleep(0)

    tasks = [asyncio.create_task(three_steps(name)) for name in "abc"]
    await asyncio.sleep(0)
    log("main")
    for task in tasks:
        await task


@program
async def the_first_of_all_sleeps_is_of_0(log: Log) -> str:
    await asyncio.sleep(0)
    return "woken"


@program
async def a_sleep_of_less_than_0_is_one_of_0(log: Log) -> None:
    task = asyncio.create_task(sleeper(log, "other", 0))
    await asyncio.sleep(-5)
    log("back")
    await task


@program
async def a_sleep_has_a_result(log: Log) -> list[object]:
    return [
        await asyncio.sleep(1, "after one second"),
        await asyncio.sleep(0, "at once"),
        await asyncio.gather(asyncio.sleep(1, "one"), asyncio.sleep(2, "two")),
    ]


@program
async def one_after_the_other(log: Log) -> None:
    for seconds in (1, 2, 3):
        await sleeper(log, str(seconds), seconds)


# Tasks and their results


@program
async def a_task_has_a_result(log: Log) -> object:
    task = asyncio.create_task(sleeper(log, "a", 2))
    log(task.done(), task.cancelled())
    with suppress(asyncio.InvalidStateError):
        log(task.result())
    result = await task
    log(task.done(), task.cancelled(), task.exception(), task.result())
    return result


@program
async def a_task_raises(log: Log) -> None:
    task = asyncio.create_task(fails(log, 2, ValueError("wrong")))
    await outcome_of(log, task)
    log(task.exception(), task.cancelled())
    await task


@program
async def a_task_raises_what_is_no_exception(log: Log) -> None:
    class OddError(BaseException):
        pass

    await outcome_of(log, asyncio.create_task(fails(log, 1, OddError("odd"))))


@program
async def a_coroutine_raises_stop_iteration(log: Log) -> None:
    async def stops() -> None:
        raise StopIteration("of my own")

    await outcome_of(log, asyncio.create_task(stops()))


@program
async def many_wait_for_one_task(log: Log) -> None:
    task = asyncio.create_task(sleeper(log, "awaited", 3))
    await asyncio.gather(*(outcome_of(log, task) for _ in range(3)))
    await outcome_of(log, task)


@program
async def done_callbacks(log: Log) -> None:
    task = asyncio.create_task(sleeper(log, "a", 1))
    task.add_done_callback(lambda done: log("first", done.result(), done is task))
    task.add_done_callback(dropped := lambda _: log("not called"))
    task.add_done_callback(lambda _: log("second"))
    log(task.remove_done_callback(dropped))
    await task
    task.add_done_callback(lambda _: log("added late"))
    await asyncio.sleep(0)


@program
async def who_is_running(log: Log) -> None:
    def names() -> list[str]:
        return sorted(task.get_name() for task in asyncio.all_tasks() if task is not main)

    async def named() -> None:
        current = asyncio.current_task()
        assert current is not None
        log(current.get_name())
        await asyncio.sleep(1)
        log(asyncio.current_task() is current)

    main = asyncio.current_task()
    tasks = [asyncio.create_task(named(), name=name) for name in ("x", "y")]
    log(names())
    asyncio.get_running_loop().call_soon(lambda: log(asyncio.current_task()))
    for task in tasks:
        await task
    tasks[0].set_name("z")
    log(names(), tasks[0].get_name(), asyncio.current_task() is main)


# Gathering and waiting


@program
async def gather_keeps_the_order(log: Log) -> object:
    return await asyncio.gather(sleeper(log, "a", 3), sleeper(log, "b", 1), sleeper(log, "c", 2))


@program
async def gather_of_nothing(log: Log) -> object:
    return await asyncio.gather()


@program
async def gather_of_one_coroutine_twice(log: Log) -> object:
    task = asyncio.create_task(sleeper(log, "a", 1))
    return await asyncio.gather(task, sleeper(log, "b", 2), task)


@program
async def gather_raises_the_first_error_and_the_others_go_on(log: Log) -> None:
    await outcome_of(log, asyncio.gather(sleeper(log, "a", 5), fails(log, 2, ValueError("early"))))
    await asyncio.sleep(10)


@program
async def gather_returns_the_errors(log: Log) -> object:
    return await asyncio.gather(
        sleeper(log, "a", 3),
        fails(log, 2, KeyError("key")),
        fails(log, 1, ValueError("value")),
        return_exceptions=True,
    )


@program
async def gather_is_cancelled(log: Log) -> None:
    gathered = asyncio.gather(sleeper(log, "a", 5), sleeper(log, "b", 6))
    asyncio.get_running_loop().call_later(2, gathered.cancel)
    await outcome_of(log, gathered)


@program
async def one_that_is_gathered_is_cancelled(log: Log) -> None:
    tasks = [asyncio.create_task(sleeper(log, name, 5 + i)) for i, name in enumerate("ab")]
    asyncio.get_running_loop().call_later(2, tasks[0].cancel)
    await outcome_of(log, asyncio.gather(*tasks))
    await outcome_of(log, asyncio.gather(*tasks, return_exceptions=True))


@program
async def wait_for_the_first_the_first_error_and_all(log: Log) -> None:
    for mode in (asyncio.FIRST_COMPLETED, asyncio.FIRST_EXCEPTION, asyncio.ALL_COMPLETED):
        tasks = [
            asyncio.create_task(sleeper(log, "a", 1), name="a"),
            asyncio.create_task(fails(log, 2, ValueError("b")), name="b"),
            asyncio.create_task(sleeper(log, "c", 3), name="c"),
        ]
        done, pending = await asyncio.wait(tasks, return_when=mode)
        log(mode, sorted(t.get_name() for t in done), sorted(t.get_name() for t in pending))
        await asyncio.gather(*tasks, return_exceptions=True)


@program
async def wait_no_longer_than_this(log: Log) -> None:
    tasks = [asyncio.create_task(sleeper(log, name, 4 * i + 1)) for i, name in enumerate("abc")]
    done, pending = await asyncio.wait(tasks, timeout=6)
    log(len(done), len(pending))
    await asyncio.wait(tasks)


@program
async def as_they_are_completed(log: Log) -> None:
    tasks = [asyncio.create_task(sleeper(log, str(s), s)) for s in (3, 1, 2)]
    for awaited in asyncio.as_completed(tasks):
        log(await awaited)


@program
async def as_they_are_completed_in_time(log: Log) -> None:
    tasks = [asyncio.create_task(sleeper(log, str(s), s)) for s in (9, 1)]
    for awaited in asyncio.as_completed(tasks, timeout=5):
        await outcome_of(log, awaited)


# Time limits


@program
async def wait_for_in_time(log: Log) -> object:
    return await asyncio.wait_for(sleeper(log, "a", 3), 5)


@program
async def wait_for_too_long(log: Log) -> None:
    await outcome_of(log, asyncio.wait_for(sleeper(log, "a", 5), 3))
    await outcome_of(log, asyncio.wait_for(asyncio.create_task(sleeper(log, "b", 5)), 3))


@program
async def wait_for_no_time_at_all(log: Log) -> None:
    await outcome_of(log, asyncio.wait_for(sleeper(log, "a", 1), 0))
    done: asyncio.Future[str] = asyncio.Future()
    done.set_result("done already")
    await outcome_of(log, asyncio.wait_for(done, 0))
    await outcome_of(log, asyncio.wait_for(sleeper(log, "b", 1), None))


@program
async def wait_for_what_does_not_let_go(log: Log) -> None:
    async def stubborn() -> str:
        with suppress(asyncio.CancelledError):
            await sleeper(log, "a", 5)
        await asyncio.sleep(2)
        return "anyway"

    await outcome_of(log, asyncio.wait_for(stubborn(), 3))


@program
async def wait_for_is_cancelled(log: Log) -> None:
    task = asyncio.create_task(asyncio.wait_for(sleeper(log, "a", 5), 8))
    await asyncio.sleep(2)
    task.cancel("enough")
    await outcome_of(log, task)


@program
async def a_timeout_fires(log: Log) -> None:
    try:
        async with asyncio.timeout(3) as limit:
            await sleeper(log, "a", 5)
    except TimeoutError as error:
        log(error, limit.expired(), limit.when())
    main = asyncio.current_task()
    assert main is not None
    log(main.cancelling())
    await asyncio.sleep(10)


@program
async def a_timeout_does_not_fire(log: Log) -> None:
    async with asyncio.timeout(5) as limit:
        await sleeper(log, "a", 3)
    log(limit.expired())
    await asyncio.sleep(10)


@program
async def a_timeout_around_a_timeout(log: Log) -> None:
    for outer, inner in ((3, 6), (6, 3)):
        try:
            async with asyncio.timeout(outer):
                try:
                    async with asyncio.timeout(inner):
                        await sleeper(log, "a", 9)
                except TimeoutError:
                    log("inner")
                    await asyncio.sleep(1)
        except TimeoutError:
            log("outer")


@program
async def a_timeout_that_is_put_off(log: Log) -> None:
    loop = asyncio.get_running_loop()
    try:
        async with asyncio.timeout(3) as limit:
            await asyncio.sleep(2)
            limit.reschedule(loop.time() + 4)
            await asyncio.sleep(3)
            log("still here")
            limit.reschedule(None)
            await asyncio.sleep(30)
            limit.reschedule(loop.time() - 1)
            await asyncio.sleep(30)
    except TimeoutError:
        log("timed out")


@program
async def a_timeout_on_an_event(log: Log) -> None:
    with suppress(TimeoutError):
        async with asyncio.timeout_at(7):
            await asyncio.Event().wait()
    log("given up")


# Cancelling


@program
async def cancel_a_sleeping_task(log: Log) -> None:
    task = asyncio.create_task(sleeper(log, "a", 5))
    await asyncio.sleep(2)
    log(task.cancel("enough"), task.cancelled(), task.cancelling())
    await outcome_of(log, task)
    log(task.cancelled(), task.cancel(), task.cancelling())
    await asyncio.sleep(10)


@program
async def cancel_a_waiting_task(log: Log) -> None:
    event = asyncio.Event()
    tasks = [asyncio.create_task(outcome_of(log, event.wait())) for _ in range(2)]
    await asyncio.sleep(1)
    tasks[0].cancel("you")
    await asyncio.sleep(1)
    event.set()
    await asyncio.gather(*tasks)


@program
async def cancel_a_task_that_has_not_begun(log: Log) -> None:
    task = asyncio.create_task(sleeper(log, "a", 5))
    task.cancel("before it began")
    await outcome_of(log, task)


@program
async def cancel_a_task_in_a_sleep_of_0(log: Log) -> None:
    async def steps() -> None:
        for step in range(5):
            log(step)
            await asyncio.sleep(0)

    task = asyncio.create_task(steps())
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    task.cancel()
    await outcome_of(log, task)


@program
async def cancel_a_task_that_is_about_to_be_woken(log: Log) -> None:
    event = asyncio.Event()
    task = asyncio.create_task(outcome_of(log, event.wait()))
    await asyncio.sleep(1)
    event.set()
    task.cancel("as it wakes")
    await outcome_of(log, task)


def me() -> asyncio.Task[Any]:
    task = asyncio.current_task()
    assert task is not None
    return task


@program
async def a_task_cancels_itself_and_waits(log: Log) -> None:
    async def suicidal(wait: Callable[[], Any]) -> None:
        log(me().cancel("me"), me().cancelling())
        log("still running")
        await wait()
        log("not reached")

    never: asyncio.Future[None] = asyncio.Future()
    child = asyncio.create_task(sleeper(log, "child", 3))
    for wait in (lambda: asyncio.sleep(5), lambda: asyncio.sleep(0), lambda: never, lambda: child):
        await outcome_of(log, asyncio.create_task(suicidal(wait)))


@program
async def a_task_cancels_itself_and_ends(log: Log) -> None:
    async def ends() -> str:
        me().cancel("me")
        return "result"

    async def raises() -> None:
        me().cancel("me")
        raise ValueError("all the same")

    for code in (ends, raises):
        task = asyncio.create_task(code())
        await outcome_of(log, task)
        log(task.cancelled())


@program
async def a_task_cancels_itself_and_takes_it_back(log: Log) -> None:
    async def wavers() -> str:
        me().cancel()
        log(me().uncancel())
        await asyncio.sleep(1)
        return "went on"

    await outcome_of(log, asyncio.create_task(wavers()))


@program
async def a_cancellation_is_taken_back_before_it_arrives(log: Log) -> None:
    task = asyncio.create_task(sleeper(log, "a", 5))
    task.cancel()
    log(task.uncancel(), task.uncancel())
    await outcome_of(log, task)


@program
async def a_task_that_cancelled_itself_before_others_were_ready(log: Log) -> None:
    async def suicidal() -> None:
        other = asyncio.create_task(sleeper(log, "other", 0))
        me().cancel()
        await other

    await outcome_of(log, asyncio.create_task(suicidal()))


@program
async def a_cancellation_is_caught_and_the_task_goes_on(log: Log) -> None:
    async def stubborn() -> str:
        for attempt in range(3):
            try:
                await asyncio.sleep(5)
                break
            except asyncio.CancelledError:
                log("caught", attempt, me().cancelling())
        return "finished"

    task = asyncio.create_task(stubborn())
    for _ in range(2):
        await asyncio.sleep(2)
        task.cancel()
    await outcome_of(log, task)
    log(task.cancelled(), task.cancelling(), task.uncancel())


@program
async def a_cancelled_task_takes_time_to_tidy_up(log: Log) -> None:
    async def tidy() -> None:
        try:
            await asyncio.sleep(50)
        finally:
            await asyncio.sleep(3)
            log("tidy")

    task = asyncio.create_task(tidy())
    await asyncio.sleep(1)
    task.cancel()
    await outcome_of(log, task)


@program
async def cancelled_twice_at_once(log: Log) -> None:
    async def stubborn() -> None:
        with suppress(asyncio.CancelledError):
            await asyncio.sleep(5)
        log("once")
        await asyncio.sleep(5)
        log("not twice")

    task = asyncio.create_task(stubborn())
    await asyncio.sleep(1)
    task.cancel()
    task.cancel()
    await outcome_of(log, task)


@program
async def cancel_a_task_that_waits_for_a_task(log: Log) -> None:
    inner = asyncio.create_task(sleeper(log, "inner", 9))

    async def waits() -> None:
        await inner

    outer = asyncio.create_task(waits())
    await asyncio.sleep(1)
    outer.cancel("outer")
    await outcome_of(log, outer)
    log(inner.cancelled())


@program
async def cancel_a_task_that_waits_for_one_that_does_not_let_go(log: Log) -> None:
    async def stubborn() -> str:
        with suppress(asyncio.CancelledError):
            await asyncio.sleep(9)
        return "result of the stubborn one"

    async def waits() -> object:
        return await inner

    inner = asyncio.create_task(stubborn())
    outer = asyncio.create_task(waits())
    await asyncio.sleep(1)
    outer.cancel()
    await outcome_of(log, outer)
    log(outer.cancelling())


@program
async def a_shield_keeps_it_from_being_cancelled(log: Log) -> None:
    inner = asyncio.create_task(sleeper(log, "inner", 9))
    outer = asyncio.create_task(outcome_of(log, asyncio.shield(inner)))
    await asyncio.sleep(1)
    outer.cancel()
    await outer
    log(await inner)


@program
async def cancelling_a_future_that_somebody_awaits(log: Log) -> None:
    future: asyncio.Future[None] = asyncio.Future()
    task = asyncio.create_task(outcome_of(log, future))
    await asyncio.sleep(1)
    log(future.cancel("the future"), future.cancel())
    await task


@program
async def main_is_cancelled(log: Log) -> None:
    asyncio.get_running_loop().call_later(3, me().cancel, "main")
    await sleeper(log, "main", 5)


@program
async def a_waiting_task_is_left_when_main_ends(log: Log) -> str:
    left.append(asyncio.create_task(outcome_of(log, asyncio.Event().wait())))
    await asyncio.sleep(0)
    return "main"


@program
async def a_sleeping_task_is_left_when_main_ends(log: Log) -> None:
    left.append(asyncio.create_task(sleeper(log, "left", 9)))
    await asyncio.sleep(1)


@program
async def a_busy_task_is_left_when_main_ends(log: Log) -> None:
    async def spins() -> None:
        try:
            while True:  # noqa: ASYNC110
                await asyncio.sleep(0)
        finally:
            log("spun")

    left.append(asyncio.create_task(spins()))
    await asyncio.sleep(0)


@program
async def a_task_is_left_that_takes_time_to_tidy_up(log: Log) -> None:
    async def tidy() -> None:
        try:
            await asyncio.sleep(50)
        finally:
            await asyncio.sleep(3)
            log("tidy")

    left.append(asyncio.create_task(tidy()))
    await asyncio.sleep(1)


@program
async def a_task_is_left_that_raises_when_it_is_cancelled(log: Log) -> None:
    async def raises() -> None:
        try:
            await asyncio.sleep(50)
        finally:
            raise ValueError("at the end")

    left.append(asyncio.create_task(raises()))
    await asyncio.sleep(1)


# Task groups


@program
async def a_task_group_waits_for_all(log: Log) -> object:
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(sleeper(log, name, i + 1)) for i, name in enumerate("abc")]
        log("body ends")
    return [task.result() for task in tasks]


@program
async def a_task_of_the_group_raises(log: Log) -> None:
    async with asyncio.TaskGroup() as group:
        group.create_task(sleeper(log, "a", 9))
        group.create_task(fails(log, 2, ValueError("b")))
        await sleeper(log, "body", 9)


@program
async def two_tasks_of_the_group_raise(log: Log) -> None:
    async def fails_on_cancel() -> None:
        try:
            await asyncio.sleep(9)
        finally:
            raise KeyError("on the way out")

    async with asyncio.TaskGroup() as group:
        group.create_task(fails(log, 2, ValueError("first")))
        group.create_task(fails_on_cancel())


@program
async def the_body_of_the_group_raises(log: Log) -> None:
    async with asyncio.TaskGroup() as group:
        group.create_task(sleeper(log, "a", 9))
        await asyncio.sleep(2)
        raise ValueError("body")


@program
async def a_task_group_in_a_task_group(log: Log) -> None:
    try:
        async with asyncio.TaskGroup() as outer:
            outer.create_task(sleeper(log, "outer", 9))
            async with asyncio.TaskGroup() as inner:
                inner.create_task(sleeper(log, "inner", 9))
                inner.create_task(fails(log, 3, ValueError("inner")))
    except* ValueError as group:
        log(group)
    log(me().cancelling())
    await asyncio.sleep(1)


@program
async def a_group_is_cancelled_from_outside(log: Log) -> None:
    async def grouped() -> None:
        async with asyncio.TaskGroup() as group:
            group.create_task(sleeper(log, "a", 9))

    task = asyncio.create_task(grouped())
    await asyncio.sleep(1)
    task.cancel("from outside")
    await outcome_of(log, task)


@program
async def a_group_is_cancelled_from_outside_while_it_fails(log: Log) -> None:
    async def fails_when_cancelled() -> None:
        try:
            await asyncio.sleep(9)
        finally:
            await asyncio.sleep(2)
            raise ValueError("late")

    async def grouped() -> None:
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(fails_when_cancelled())
        except* ValueError:
            log("caught", me().cancelling())
        await asyncio.sleep(1)
        log("reached, or not")

    task = asyncio.create_task(grouped())
    await asyncio.sleep(1)
    task.cancel()
    await outcome_of(log, task)


@program
async def a_group_in_a_timeout(log: Log) -> None:
    try:
        async with asyncio.timeout(4), asyncio.TaskGroup() as group:
            group.create_task(sleeper(log, "a", 9))
            group.create_task(sleeper(log, "b", 2))
    except TimeoutError:
        log("timed out")


# Primitives


@program
async def events(log: Log) -> None:
    event = asyncio.Event()

    async def waiter(name: str) -> None:
        await event.wait()
        log(name, event.is_set())

    tasks = [asyncio.create_task(waiter(name)) for name in "abc"]
    await asyncio.sleep(2)
    event.set()
    event.clear()
    await asyncio.gather(*tasks)
    event.set()
    await event.wait()


@program
async def locks_are_fair(log: Log) -> None:
    lock = asyncio.Lock()

    async def user(name: str) -> None:
        for turn in range(2):
            async with lock:
                log(name, turn)
                await asyncio.sleep(2)

    tasks = [asyncio.create_task(user(name)) for name in "abc"]
    await asyncio.sleep(3)
    tasks[2].cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    log(lock.locked())


@program
async def conditions(log: Log) -> None:
    condition, stock = asyncio.Condition(), list[int]()

    async def consumer(name: str) -> None:
        async with condition:
            await condition.wait_for(lambda: bool(stock))
            log(name, stock.pop())

    tasks = [asyncio.create_task(consumer(name)) for name in "abc"]
    for number in range(3):
        await asyncio.sleep(1)
        async with condition:
            stock.append(number)
            condition.notify_all() if number else condition.notify()
    await asyncio.gather(*tasks)


@program
async def queues(log: Log) -> None:
    queue: asyncio.Queue[int] = asyncio.Queue(maxsize=2)

    async def producer() -> None:
        for number in range(5):
            await queue.put(number)
            log("put", number)

    async def consumer(name: str, seconds: float) -> None:
        while True:
            number = await queue.get()
            await asyncio.sleep(seconds)
            log(name, number)
            queue.task_done()

    consumers = [asyncio.create_task(consumer("a", 3)), asyncio.create_task(consumer("b", 5))]
    await producer()
    await queue.join()
    for task in consumers:
        task.cancel()
    log(await asyncio.gather(*consumers, return_exceptions=True), queue.qsize())


@program
async def semaphores(log: Log) -> None:
    semaphore = asyncio.BoundedSemaphore(2)

    async def user(number: int) -> None:
        async with semaphore:
            log("in", number)
            await asyncio.sleep(number + 1)
        log("out", number)

    await asyncio.gather(*(user(number) for number in (4, 2, 6, 8)))


@program
async def barriers(log: Log) -> None:
    barrier = asyncio.Barrier(3)

    async def party(seconds: float) -> int:
        await asyncio.sleep(seconds)
        log("arrives", seconds)
        return await barrier.wait()

    log(await asyncio.gather(*(party(seconds) for seconds in (3, 1, 2))))

    async def breaks() -> None:
        await asyncio.sleep(9)
        await barrier.abort()

    log(await asyncio.gather(party(1), party(2), breaks(), return_exceptions=True))


# Callbacks


@program
async def callbacks_come_in_order(log: Log) -> None:
    loop = asyncio.get_running_loop()
    loop.call_later(3, log, "later", 3)
    loop.call_at(loop.time() + 2, log, "at", 2)
    loop.call_soon(log, "soon", 1)
    loop.call_soon(log, "soon", 2)
    loop.call_soon_threadsafe(log, "threadsafe")
    await asyncio.sleep(0)
    log("main")
    await asyncio.sleep(5)


@program
async def cancelled_callbacks_are_not_called(log: Log) -> None:
    loop = asyncio.get_running_loop()
    handles = [
        loop.call_soon(log, "soon"),
        loop.call_later(1, log, "later"),
        loop.call_at(2, log, "at"),
    ]
    for handle in handles:
        handle.cancel()
        handle.cancel()
    await asyncio.sleep(5)


@program
async def a_callback_is_cancelled_after_it_was_called(log: Log) -> None:
    handle = asyncio.get_running_loop().call_later(1, log, "called")
    await asyncio.sleep(2)
    handle.cancel()


@program
async def a_callback_raises_and_the_rest_goes_on(log: Log) -> None:
    def raises() -> None:
        log("raises")
        raise ValueError("in a callback")

    loop = asyncio.get_running_loop()
    loop.call_soon(raises)
    loop.call_later(1, raises)
    await asyncio.sleep(2)


@program
async def a_task_waits_for_a_future_of_a_callback(log: Log) -> object:
    loop = asyncio.get_running_loop()
    future, failing = loop.create_future(), loop.create_future()
    loop.call_later(3, future.set_result, "result")
    loop.call_later(5, failing.set_exception, ValueError("set"))
    result = await future
    await outcome_of(log, failing)
    return result, await future


@program
async def the_loop_is_stopped(log: Log) -> str:
    loop = asyncio.get_running_loop()
    loop.call_later(3, loop.stop)
    await sleeper(log, "main", 5)
    return "not reached"


# What can be awaited


class Yields:
    """An awaitable that hands the loop this."""

    def __init__(self, *values: object) -> None:
        self.values = values

    def __await__(self) -> Iterator[Any]:
        yield from self.values


@program
async def what_cannot_be_awaited(log: Log) -> None:
    future: asyncio.Future[None] = asyncio.Future()
    for value in (5, "text", object(), future, me()):
        await outcome_of(log, Yields(value))
    await outcome_of(log, Yields(None, None))
    with suppress(TypeError):
        await 5  # type: ignore[misc]


@program
async def a_task_awaits_itself(log: Log) -> None:
    tasks = list[asyncio.Task[None]]()

    async def itself() -> None:
        await tasks[0]

    tasks.append(asyncio.create_task(itself()))
    await outcome_of(log, tasks[0])


@program
async def awaitables_of_other_kinds(log: Log) -> None:
    @coroutine
    def generator() -> Generator[Any, Any, str]:
        yield from asyncio.sleep(2).__await__()
        return "generator"

    class Awaitable:
        def __await__(self) -> Generator[Any, Any, str]:
            return sleeper(log, "awaitable", 3).__await__()

    log(await generator(), await Awaitable())
    log(await asyncio.gather(Awaitable(), Awaitable()))
    log(await asyncio.wait_for(Awaitable(), 5))
    await outcome_of(log, asyncio.wait_for(Awaitable(), 1))
    task = asyncio.ensure_future(Awaitable())
    await asyncio.sleep(1)
    task.cancel()
    await outcome_of(log, task)


@program
async def a_task_of_no_coroutine(log: Log) -> None:
    try:
        asyncio.create_task(5)  # type: ignore[arg-type]  # noqa: RUF006
    except TypeError:
        log("refused")


@program
async def asynchronous_generators(log: Log) -> None:
    async def ticks(count: int) -> AsyncIterator[int]:
        try:
            for tick in range(count):
                await asyncio.sleep(1)
                yield tick
        finally:
            log("closed")

    async for tick in ticks(3):
        log(tick)
    log([tick async for tick in ticks(2)])
    some = ticks(5)
    async for tick in some:
        if tick == 1:
            break
    await some.aclose()  # type: ignore[attr-defined]


# Interrupted


@program
async def a_task_is_interrupted(log: Log) -> None:
    tasks = [
        asyncio.create_task(sleeper(log, "a", 9)),
        asyncio.create_task(fails(log, 2, KeyboardInterrupt())),
    ]
    await asyncio.gather(*tasks)


@program
async def main_is_interrupted(log: Log) -> None:
    task = asyncio.create_task(sleeper(log, "a", 9))
    await fails(log, 2, KeyboardInterrupt())
    await task


@program
async def a_task_of_a_group_asks_to_exit(log: Log) -> None:
    async with asyncio.TaskGroup() as group:
        group.create_task(sleeper(log, "a", 9))
        group.create_task(fails(log, 2, SystemExit(3)))


@program
async def a_callback_is_interrupted(log: Log) -> None:
    def raises() -> None:
        raise KeyboardInterrupt

    asyncio.get_running_loop().call_later(2, raises)
    await sleeper(log, "main", 9)
