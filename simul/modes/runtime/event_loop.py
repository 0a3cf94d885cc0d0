"""An asyncio event loop that runs on exhibition time."""

import asyncio
from asyncio import futures
from asyncio.log import logger
from asyncio.tasks import _enter_task, _leave_task
from collections import deque
from collections.abc import Callable, Coroutine
from contextvars import Context, copy_context
from functools import partial
from heapq import heappop, heappush
from types import CoroutineType
from typing import Any

from simul.exhibition.clock import Clock, Wakeup
from simul.exhibition.hall import Hall
from simul.exhibition.trace import MASTER
from simul.modes.runtime.bare_yields import BareYields
from simul.modes.runtime.blocking_steps import BlockingSteps
from simul.modes.runtime.deadlock import Stuck, nobody_can_go_on
from simul.modes.runtime.party_task import PartyTask, Sleep, SleepHandle
from simul.modes.runtime.waiting import who_waits

_WAKE_SLEEPER = getattr(futures, "_set_result_unless_cancelled", None)
"""What asyncio.sleep asks a loop to call; known by sight, it takes the short way."""


class _StopRunning(BaseException):
    """Ends `run_forever`."""


class _StopHandle:
    """Stands in the queue of the ready, and ends the run when its turn comes."""

    def __init__(self, loop: "ExhibitionLoop") -> None:
        self._loop = loop

    def cancelled(self) -> bool:
        """Say whether the run has ended otherwise."""
        return not self._loop._stopping

    def _run(self) -> None:
        raise _StopRunning


class ExhibitionLoop(asyncio.AbstractEventLoop):
    """Timers and tasks on the exhibition's clock, which moves on when no task is ready to run.

    After each step of a task it notes in the hall's trace where in `source`, a file, the task is parked.
    A step in which the clock moves has blocked the loop: that is noted in the hall's notes. Raises
    Deadlock where every task waits and nothing is due, Livelock where tasks only ever give way, and
    Stopped as the clock's gate does.
    """

    def __init__(self, hall: Hall, clock: Clock, source: str) -> None:
        self._hall = hall
        self._clock = clock
        self._source = source
        self._ready: deque[Any] = deque()
        self._latest_sleep: Sleep = [0.0, 0, object(), None]  # nobody awaits that object
        self._first_task = True
        self.bare_yields = BareYields(hall, clock)
        clock.before_sleep = BlockingSteps(hall, clock, self._ready, source).before_sleep
        self._stopping = False
        self._running = False
        self._closed = False
        self._debug = False
        # Called for every wake-up: as closures, and made in C where that can be, they take half the time.
        self.call_soon = self._make_call_soon()  # type: ignore[method-assign,assignment]
        self.call_later = self._make_call_later()  # type: ignore[method-assign,assignment]
        self.create_future = partial(asyncio.Future, loop=self)  # type: ignore[method-assign]

    def _make_call_soon(self) -> Callable[..., Any]:
        add_ready = self._ready.append

        def call_soon(
            callback: Any, *args: object, context: Context | None = None
        ) -> asyncio.Handle | None:
            """Have it called in this instant, after all that is ready now."""
            if type(callback) is PartyTask:
                add_ready(callback)
                return None
            handle = asyncio.Handle(callback, args, self, context)
            add_ready(handle)
            return handle

        return call_soon

    def _make_call_later(self) -> Callable[..., Any]:
        clock, wakeups, sequence = self._clock, self._clock.wakeups, self._clock.sequence
        sleep_handle = SleepHandle()

        def call_later(
            delay: float,
            callback: Callable[..., object],
            *args: Any,
            context: Context | None = None,
        ) -> Any:
            """Have it called when so many seconds of exhibition time have passed."""
            if callback is _WAKE_SLEEPER and args[1] is None:
                self._latest_sleep = sleep = [clock.now + delay, sequence(), args[0], None]
                heappush(wakeups, sleep)
                return sleep_handle
            return self.call_at(clock.now + delay, callback, *args, context=context)

        return call_later

    def time(self) -> float:
        """Return the exhibition time, in seconds."""
        return self._clock.now

    def call_soon_threadsafe(
        self, callback: Any, *args: object, context: Context | None = None
    ) -> Any:
        """Do what call_soon does: nothing waits that would have to be woken."""
        return self.call_soon(callback, *args, context=context)

    def call_at(  # type: ignore[override]
        self,
        when: float,
        callback: Callable[..., object],
        *args: Any,
        context: Context | None = None,
    ) -> Wakeup:
        """Have it called at a time by this loop's clock."""
        return self._clock.call_at(when, partial(self.call_soon, callback, *args, context=context))

    def create_task(  # type: ignore[override]
        self,
        coro: Coroutine[Any, Any, Any],
        *,
        name: object = None,
        context: Context | None = None,
        **_: object,
    ) -> PartyTask | asyncio.Task[Any]:
        """Make a task of a coroutine; what is like one, but no `async def`, is left to asyncio's own."""
        if type(coro) is not CoroutineType:
            return asyncio.Task(coro, loop=self, name=None if name is None else str(name))
        party = MASTER if self._first_task else None
        self._first_task = False
        return PartyTask(coro, self, name, party)

    def run_forever(self) -> None:
        """Run what is ready, move the clock on to what is due next, and so on, until stopped."""
        # The one hot loop of the program: what it uses is bound to names, and a step is written out here.
        ready, next_ready = self._ready, self._ready.popleft
        clock, gate, wakeups = self._clock, self._clock.gate, self._clock.wakeups
        future_type = asyncio.Future
        no_context = copy_context()
        hall, trace, source = self._hall, self._hall.trace, self._source
        whats, lines, add_line = trace.whats, trace.lines, trace.lines.append
        self._running = True
        asyncio._set_running_loop(self)
        try:
            while True:
                if ready:
                    task = next_ready()  # or a handle
                    if type(task) is not PartyTask:
                        if not task.cancelled():
                            task._run()
                        continue
                elif wakeups:
                    when, _, wake, task = heappop(wakeups)
                    if type(wake) is not future_type:
                        if wake is not None:
                            clock.move_to(when)
                            wake()
                        continue
                    if wake.done():
                        continue
                    if when > gate.open_until:
                        gate.wait(when)
                    if when > clock.now:
                        clock.now = when
                    wake.set_result(None)
                    if task is None:
                        continue
                else:
                    raise nobody_can_go_on(who_waits(self, source))

                _enter_task(self, task)
                try:
                    awaited = task.coro.send(None) if task.throws is None else task.throw()
                except StopIteration as stop:
                    task.finish(stop.value)
                    trace.rest(0)
                    continue
                except BaseException as error:
                    task.fail(error)
                    trace.rest(0)
                    continue
                finally:
                    _leave_task(self, task)

                latest_sleep = self._latest_sleep
                if awaited is latest_sleep[2]:
                    latest_sleep[3] = task
                    task.waits_for = latest_sleep
                elif type(awaited) is future_type and awaited._asyncio_future_blocking:
                    awaited._asyncio_future_blocking = False
                    awaited.add_done_callback(task, context=no_context)
                    task.waits_for = awaited
                else:
                    task.wait_for(awaited)

                frame = task.inner.cr_frame
                line = None if frame is None else task.lines.get(frame.f_lasti)
                if line is None:
                    line = task.find_line(source)
                new_rows = len(whats) - len(lines)
                if new_rows:
                    task.line = line
                    while new_rows:
                        add_line(line)
                        new_rows -= 1
                elif line != task.line:
                    task.line = line
                    if task.party is not None:
                        hall.parks(task.party, line)
        except _StopRunning:
            pass
        except Stuck:
            self._disown_tasks()
            raise
        finally:
            asyncio._set_running_loop(None)
            self._running = self._stopping = False

    def run_until_complete(self, future: Any) -> Any:
        """Run until this one is done, and return its result."""
        future = asyncio.ensure_future(future, loop=self)
        future.add_done_callback(self._stop)
        try:
            self.run_forever()
        finally:
            future.remove_done_callback(self._stop)
        if not future.done():
            raise RuntimeError("the loop was stopped before the future was done")
        return future.result()

    def stop(self) -> None:
        """Stop when all that is ready now has run."""
        self._stopping = True
        self._ready.append(_StopHandle(self))

    def _stop(self, future: "asyncio.Future[Any]") -> None:
        error = None if future.cancelled() else future.exception()
        if not isinstance(error, KeyboardInterrupt | SystemExit):  # that has ended the run already
            self.stop()

    def call_first(self, callback: Callable[..., object], *args: object) -> None:
        """Have it called in this instant, before all that is ready now."""
        self._ready.appendleft(asyncio.Handle(callback, args, self))

    def forget_abandoned(self) -> None:
        """Take those that have been abandoned out of the queue: closing one may have woken another."""
        kept = [one for one in self._ready if not (type(one) is PartyTask and one.done())]
        self._ready.clear()
        self._ready.extend(kept)

    def is_running(self) -> bool:
        """Say whether it is running."""
        return self._running

    def is_closed(self) -> bool:
        """Say whether it is closed."""
        return self._closed

    def close(self) -> None:
        """Close it for good."""
        self._closed = True
        self._ready.clear()

    def get_debug(self) -> bool:
        """Say whether debug mode was asked for."""
        return self._debug

    def set_debug(self, enabled: bool) -> None:
        """Take note; there is no debug mode."""
        self._debug = enabled

    async def shutdown_asyncgens(self) -> None:
        """Do nothing: what is left of asynchronous generators is closed as they are let go."""

    async def shutdown_default_executor(self, *_: object) -> None:
        """Do nothing: there is no executor."""

    def call_exception_handler(self, context: dict[str, Any]) -> None:
        """Log what no task could be told of."""
        logger.error(context.get("message"), exc_info=context.get("exception"))

    def _disown_tasks(self) -> None:
        """See to it that the trace ends here, and has nothing of the tasks' being cancelled."""
        for task in asyncio.all_tasks(self):
            if isinstance(task, PartyTask):
                task.party = None
