"""A task for the exhibition's event loop, kept so that a step costs as little as may be.

It does what asyncio.Task does, by what the asyncio documentation says of task implementations of one's
own. Other than there, the loop resumes it itself, without a callback a step; the loop may ask where its
coroutine is parked; and all tasks share one context, that of the loop.
"""

import asyncio
import sys
from asyncio.tasks import _register_task, _unregister_task
from contextvars import Context, copy_context
from types import CodeType, CoroutineType
from typing import Any, TypeAlias

from simul.exhibition.trace import party_name, party_named

Sleep: TypeAlias = list[Any]
"""A timer's entry in the clock's heap: [when, sequence, future, the task that sleeps until then]."""


class SleepHandle:
    """What asyncio.sleep holds: who cancels one cancels its future, and the loop passes over that."""

    def cancel(self) -> None:
        """Do nothing: nothing is left to do."""


_LINES: dict[CodeType, dict[int, int]] = {}
"""For the code of each coroutine, the source line by instruction: to look one up is dear."""


def _cancelled_error(msg: object) -> asyncio.CancelledError:
    return asyncio.CancelledError(*() if msg is None else (msg,))


class PartyTask(asyncio.Future[Any]):
    """A coroutine that the loop resumes, step by step, until it has a result.

    `throws` is what the next step is to raise in the coroutine, `waits_for` what the latest was suspended
    on, a future or a sleep. `party` is whose task it is, as in the trace; `line` is where the coroutine
    was last seen parked, and `lines` what is known of its code's lines.
    """

    __slots__ = (
        "_cancels",
        "_name",
        "coro",
        "inner",
        "line",
        "lines",
        "party",
        "throws",
        "waits_for",
    )

    def __init__(
        self, coro: Any, loop: asyncio.AbstractEventLoop, name: object, party: int | None
    ) -> None:
        super().__init__(loop=loop)
        self.coro = coro
        self.throws: BaseException | None = None
        self.waits_for: asyncio.Future[Any] | Sleep | None = None
        self.party = party
        self.line = 0
        self.inner = coro
        self.lines = _LINES.setdefault(coro.cr_code, {})
        self._name: str | None = None
        if name is not None:
            self.set_name(name)
        self._cancels = 0
        _register_task(self)  # type: ignore[arg-type]
        loop.call_soon(self)  # type: ignore[arg-type]

    def __repr__(self) -> str:
        return f"<task {self.get_name()!r}, {'done' if self.done() else f'at line {self.line}'}>"

    def get_coro(self) -> Any:
        """Return the coroutine; None where it is done."""
        return self.coro

    def get_name(self) -> str:
        """Return the name; of a party's task, that of the party."""
        return self._name or party_name(self.party)

    def set_name(self, name: object) -> None:
        """Give it another name; that of an opponent makes it his."""
        party = party_named(str(name))
        if self.party is None:
            self.party = party
        self._name = None if party is not None and party == self.party else str(name)

    def get_context(self) -> Context:
        """Return a copy of the context that its steps run in: that of the loop."""
        return copy_context()

    def throw(self) -> Any:
        """Run the next step by raising `throws` in the coroutine."""
        error, self.throws = self.throws, None
        waits_for = self.waits_for
        if isinstance(waits_for, asyncio.Future) and waits_for.done() and not waits_for.cancelled():
            waits_for.exception()  # which is not to be told of as one that nobody has asked for
        return self.coro.throw(error)

    def find_line(self, source: str) -> int:
        """Return the line at which it is parked, in the innermost frame that is in the file `source`.

        That frame's coroutine becomes `inner`, and the line is kept in `lines`.
        """
        inner = self.coro
        while (
            isinstance(awaited := inner.cr_await, CoroutineType)
            and awaited.cr_code.co_filename == source
        ):
            inner = awaited
        self.inner = inner
        self.lines = _LINES.setdefault(inner.cr_code, {})
        frame = inner.cr_frame
        line: int = frame.f_lineno
        self.lines[frame.f_lasti] = line
        return line

    def wait_for(self, awaited: Any) -> None:
        """Be resumed when what the coroutine has awaited is done. Raises Livelock."""
        if awaited is None:  # asyncio.sleep(0)
            loop: Any = self.get_loop()
            loop.call_soon(self)
            loop.bare_yields.count(self)
        elif awaited is self or not getattr(awaited, "_asyncio_future_blocking", False):
            error = RuntimeError(
                f"{self.get_name()} awaited {awaited!r}, which cannot be awaited here"
            )
            self.throws = error
            self.get_loop().call_soon(self)  # type: ignore[arg-type]
        else:
            awaited._asyncio_future_blocking = False
            awaited.add_done_callback(self)
            self.waits_for = awaited

    def finish(self, value: object) -> None:
        """Take the coroutine's result."""
        cancelled = self.throws  # it has cancelled itself in its last step
        self._leave()
        if cancelled is None:
            self.set_result(value)
        else:
            super().cancel(*cancelled.args)

    def fail(self, error: BaseException) -> None:
        """Take what the coroutine raised. Raises it again if it is KeyboardInterrupt or SystemExit."""
        self._leave()
        if isinstance(error, asyncio.CancelledError):
            super().cancel(*error.args[:1])
        else:
            self.set_exception(error)
        if isinstance(error, KeyboardInterrupt | SystemExit):
            raise error

    def abandon(self) -> None:
        """Close the coroutine where it is suspended, and be cancelled."""
        if self.waits_for is not None and not isinstance(self.waits_for, list):
            self.waits_for.remove_done_callback(self)  # type: ignore[arg-type]
        self.coro.close()
        self.fail(asyncio.CancelledError())

    def cancel(self, msg: object = None) -> bool:
        """Have CancelledError raised where it is suspended; False where it is done."""
        if self.done():
            return False
        self._cancels += 1
        running: object = asyncio.current_task(self.get_loop())
        if running is self:  # as soon as it is suspended again
            self.throws = _cancelled_error(msg)
            loop: Any = self.get_loop()
            loop.call_first(self._cancel_after_step, msg)
        else:
            self._cancel_where_suspended(msg)
        return True

    def cancelling(self) -> int:
        """Return how many cancellations have been asked for and not taken back."""
        return self._cancels

    def uncancel(self) -> int:
        """Take one cancellation back; return how many are left."""
        self._cancels = max(0, self._cancels - 1)
        if sys.version_info >= (3, 13) and not self._cancels:
            self.throws = None  # it need not be raised any more; earlier versions raise it
        return self._cancels

    def _cancel_after_step(self, msg: object) -> None:
        if self.throws is not None and not self.done():
            self.throws = None
            self._cancel_where_suspended(msg)

    def _cancel_where_suspended(self, msg: object) -> None:
        waits_for = self.waits_for
        if isinstance(waits_for, list):
            if waits_for[2].cancel(
                msg
            ):  # the loop will pass over this timer, so it is resumed here
                self.get_loop().call_soon(self)  # type: ignore[arg-type]
                return
        elif waits_for is not None and waits_for.cancel(msg):
            return
        self.throws = _cancelled_error(msg)

    def _leave(self) -> None:
        _unregister_task(self)  # type: ignore[arg-type]
        self.coro = self.inner = self.waits_for = None
