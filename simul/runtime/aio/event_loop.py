"""asyncio's event loop, on exhibition time: nobody waits, the clock jumps to whatever is due next."""

import asyncio
import sys
from collections import deque
from collections.abc import Callable, Coroutine
from contextvars import Context, copy_context
from functools import partial
from heapq import heappop, heappush
from inspect import CORO_CREATED, getcoroutinestate
from itertools import count
from types import CoroutineType
from typing import Any

from simul.hall.clock import Clock
from simul.hall.gates import Stopped
from simul.hall.hall import Hall
from simul.runtime.aio.blocking_steps import BlockingSteps
from simul.runtime.aio.handles import (
    SLEEP_ENDS,
    FirstStep,
    Handle,
    SleepHandle,
    Timed,
    Timer,
    end_sleep,
)
from simul.runtime.aio.livelock import ROUNDS, Livelocks
from simul.runtime.aio.task_lines import TaskLines
from simul.runtime.aio.waiting import who_waits
from simul.runtime.aio.workers import HasWorkers
from simul.runtime.stuck import Deadlock, Stuck


class ExhibitionLoop(HasWorkers, asyncio.BaseEventLoop):  # type: ignore[misc]  # one executor
    """Runs asyncio's own tasks, futures and locks in the order in which asyncio's own loop would.

    As there, what is ready runs first come, first served, and timers that have fallen due join the end of
    the queue, in the order in which they are due, then in the order of asking. Only the clock differs: when
    the queue is empty it jumps to the next timer, as far as its gate allows.

    A step during which the clock moves has blocked the loop: that is noted in the hall's notes. If the trace
    is to have lines, each step ends with a note of where in the file `source` its task is suspended. Raises
    Deadlock when every task waits and no timer is left, Livelock when tasks run on and on and nothing
    happens in the hall, and Stopped as the gate does.

    It overrides one private method of asyncio's, `_run_once`, which `run_forever` calls, and reads
    `_stopping`, which `stop` sets. (See also `SLEEP_ENDS` in handles.py.)
    """

    _stopping: bool

    def __init__(self, hall: Hall, clock: Clock, source: str) -> None:
        super().__init__()
        self._clock = clock
        self._source = source
        self._queue = deque[Handle]()
        self._timers: list[Timed] = []
        self._context = Context()
        self._watchers: list[Callable[[Handle], None]] = []
        self._lines = TaskLines(hall, source) if hall.trace.has_lines else None
        if self._lines is not None:
            self._watchers.append(self._lines.after_step)
        self._livelocks = Livelocks(hall, clock, source, self._timers, self._watchers)
        self._blocking = BlockingSteps(
            hall, clock, source, self._queue, self._lines, self._watchers
        )
        clock.before_sleep = self._blocking.before_sleep
        self.call_soon = self._make_call_soon()  # type: ignore[method-assign,assignment]
        self.create_future = partial(asyncio.Future, loop=self)  # type: ignore[method-assign]
        self.call_at, self.call_later = self._make_timers()  # type: ignore[method-assign,assignment]

    # As closures, the two that every step needs take two thirds of the time of a method.

    def _make_call_soon(self) -> Callable[..., Any]:
        add = self._queue.append

        def call_soon(
            callback: Callable[..., object], *args: Any, context: Context | None = None
        ) -> Handle:
            """Have it called in this instant, after all that is ready now."""
            handle = Handle((callback, args, copy_context() if context is None else context))
            add(handle)
            return handle

        return call_soon

    def _make_timers(self) -> tuple[Callable[..., Any], Callable[..., Any]]:
        clock, timers, next_number = self._clock, self._timers, count().__next__
        sleep_handle = SleepHandle()

        def call_at(
            when: float, callback: Callable[..., object], *args: Any, context: Context | None = None
        ) -> Timer:
            """Have it called at a time by this loop's clock."""
            context = copy_context() if context is None else context
            timer = Timer(when, partial(callback, *args), context, self._run)
            heappush(timers, (when, next_number(), timer, None))
            return timer

        def call_later(
            delay: float,
            callback: Callable[..., object],
            *args: Any,
            context: Context | None = None,
        ) -> Timer | SleepHandle:
            """Have it called when this many seconds of exhibition time have passed."""
            if callback is SLEEP_ENDS:
                heappush(timers, (clock.now + delay, next_number(), *args))
                return sleep_handle
            return call_at(clock.now + delay, callback, *args, context=context)

        return call_at, call_later

    def call_soon_threadsafe(  # type: ignore[override]
        self, callback: Callable[..., object], *args: Any, context: Context | None = None
    ) -> Any:
        """Do what call_soon does: there is no selector to be woken."""
        return self.call_soon(callback, *args, context=context)

    def time(self) -> float:
        """Return the exhibition time, in seconds."""
        return self._clock.now

    def create_task(  # type: ignore[override]
        self, coro: Coroutine[Any, Any, Any], **options: Any
    ) -> "asyncio.Task[Any]":
        """Make a task of a coroutine."""
        if type(coro) is not CoroutineType:
            return super().create_task(coro, **options)
        noted = None if self._lines is None else self._lines.new(coro)
        task: asyncio.Task[Any] = super().create_task(coro, **options)
        eager = getcoroutinestate(coro) != CORO_CREATED
        if not eager:
            self._queue[-1] = FirstStep(self._queue[-1])
        if self._lines is not None and noted is not None:
            self._lines.add(task, noted, sys._getframe(1) if eager else None)
        return task

    def _run_once(self) -> None:
        """Run until stopped; asyncio calls it again and again until then."""
        try:
            self._run_until_stopped()
        except BaseException:
            self._watchers.clear()  # what is still to come is the cancelling of tasks, not part of the run
            raise

    def _run_until_stopped(self) -> None:
        # The hot loop of the program: what it needs in each round is bound to names.
        queue, next_ready, timers = self._queue, self._queue.popleft, self._timers
        clock, gate, watchers, rounds = self._clock, self._clock.gate, self._watchers, ROUNDS
        while not self._stopping:
            if not queue:
                if not timers:
                    raise Deadlock(who_waits(self, self._source))
                timer = heappop(timers)
                when, _, sleep, result = timer
                if sleep.done():  # it was cancelled
                    continue
                if when > clock.now:
                    if when > gate.open_until:
                        gate.wait(when)
                    clock.now = when
                if when < clock.now:  # it fell due while the loop was blocked
                    queue.append(self._blocking.delayed(timer))
                elif timers and timers[0][0] <= when:
                    self._end_together(timer)
                else:
                    sleep.set_result(result)
            if timers and timers[0][0] <= clock.now:
                self._queue_due()
            for _ in range(len(queue)):
                callback, args, context = handle = next_ready()
                try:
                    context.run(callback, *args)
                except BaseException as error:
                    self._failed(callback, error)
                for watch in watchers:
                    watch(handle)
            rounds -= 1
            if not rounds:
                rounds = ROUNDS
                self._livelocks.look()

    def _end_together(self, timer: Timed) -> None:
        """End a sleep and all others that are due with it."""
        due = [timer]
        while self._timers and self._timers[0][0] <= timer[0]:
            due.append(heappop(self._timers))
        for each in due:
            end_sleep(*each)

    def _queue_due(self) -> None:
        """Put all timers that are due into the queue."""
        timers, now = self._timers, self._clock.now
        while timers and timers[0][0] <= now:
            timer = heappop(timers)
            if timer[0] < now:
                self._queue.append(self._blocking.delayed(timer))
            else:
                self._queue.append(Handle((end_sleep, timer, self._context)))

    def wake_due(self) -> None:
        """Wake, in the middle of a step that blocks the loop, whoever has fallen due in it."""
        timers, now = self._timers, self._clock.now
        while timers and timers[0][0] <= now:
            self._blocking.run_delayed(*heappop(timers))

    def _run(self, callback: Callable[[], object], context: Context) -> None:
        """Call what a timer is for."""
        try:
            context.run(callback)
        except BaseException as error:
            self._failed(callback, error)
        for watch in self._watchers:
            watch(Handle((callback, (), context)))

    def _failed(self, callback: object, error: BaseException) -> None:
        """Log what a callback raised, as asyncio does, but for what is to end the run."""
        if isinstance(error, Stuck | Stopped | SystemExit | KeyboardInterrupt):
            raise error
        message = f"Exception in callback {callback!r}"
        self.call_exception_handler({"message": message, "exception": error})
