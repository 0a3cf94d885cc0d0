"""gevent on exhibition time: its timers are kept on the clock, which moves on when all else is idle."""

import inspect
from collections.abc import Callable
from functools import partial
from types import TracebackType
from typing import Any

import gevent
from gevent import GreenletExit
from gevent._hub_local import get_hub_if_exists, set_hub
from gevent.hub import Hub

from simul.hall.clock import Clock, Wakeup
from simul.hall.hall import Hall
from simul.runtime.blame import Blamed
from simul.runtime.green.switches import Switches
from simul.runtime.parking import Parking

_Loop: Any = gevent.config.loop


class _Timer:
    """A timer of gevent's, as gevent.sleep uses it, on the exhibition's clock."""

    def __init__(self, loop: Any, clock: Clock, seconds: float) -> None:
        self._loop = loop
        self._clock = clock
        self._seconds = seconds
        self._wakeup: Wakeup | None = None

    def __enter__(self) -> "_Timer":
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self, callback: Callable[..., object], *arguments: object) -> None:
        """Have the loop call it after this many seconds of exhibition time."""
        call = partial(self._loop.run_callback, callback, *arguments)
        self._wakeup = self._clock.call_at(self._clock.now + self._seconds, call)

    def stop(self) -> None:
        """See to it that nothing is called."""
        if self._wakeup is not None:
            self._wakeup.cancel()

    close = stop


class _ExhibitionLoop(_Loop):  # type: ignore[misc]  # it comes without types
    """gevent's own event loop, but for its timers. `latest` is what is to be called after all else."""

    clock: Clock
    latest: Any = None

    def run_callback(self, call: Callable[..., object], *arguments: object) -> Any:
        """Have it called in this instant, after all that is to be called now."""
        self.latest = super().run_callback(call, *arguments)
        return self.latest

    def timer(self, after: float, *_: object, **__: object) -> _Timer:
        """Return a timer on the exhibition's clock."""
        return _Timer(self, self.clock, after)


class _ExhibitionHub(Hub):  # type: ignore[misc]
    """A hub on exhibition time, that keeps the first error of its greenlets for the time-keeper to raise."""

    def __init__(self, clock: Clock) -> None:
        loop = _ExhibitionLoop(default=False)
        loop.clock = clock
        super().__init__(loop)
        self.error: BaseException | None = None

    def handle_error(
        self,
        context: object,
        kind: type[BaseException],
        error: BaseException,
        traceback: TracebackType | None,
    ) -> None:
        """Keep the first error; ending a greenlet or the hub is not an error."""
        if issubclass(kind, GreenletExit):
            super().handle_error(context, kind, error, traceback)
        elif self.error is None:
            self.error = error.with_traceback(traceback)


def _keep_time(exhibition: Any, hub: Any, clock: Clock, parking: Parking) -> None:
    """Move the clock on whenever all else is idle, until the exhibition is over."""
    while True:
        gevent.idle()
        while hub.loop.latest.pending:  # on Windows it calls itself idle when it is not
            gevent.idle()
        if hub.error is not None:
            raise hub.error
        if exhibition.ready():
            return
        if not clock.advance():
            raise parking.deadlock()


def run(play: Callable[[Hall], None], hall: Hall, clock: Clock) -> None:
    """Play a mode that is made for gevent, on a hub of its own, whatever hub this thread has.

    Raises PartyFailed, LawBroken, Stopped and Deadlock.
    """
    source = inspect.getfile(play)
    parking = Parking(hall)
    switches = Switches(parking, source)
    usual = get_hub_if_exists()
    hub = _ExhibitionHub(clock)
    set_hub(hub)
    try:
        with Blamed(source), switches.watched():
            _keep_time(gevent.spawn(play, hall), hub, clock, parking)
    finally:
        gevent.killall(switches.unfinished())
        hub.destroy(destroy_loop=True)
        if not hub.dead:  # it is suspended where it has said that its loop is done
            hub.throw()
        set_hub(usual)
