"""Watching greenlets switch: the one place from which it can be seen where each is suspended."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import greenlet

from simul.runtime.frames import first_argument, frames_in
from simul.runtime.parking import Parking, party_told_by


class Switches:
    """Notes, at every switch of this thread, where in the file `source` the greenlet left is parked.

    Whose greenlet it is, is told by the first argument of a function of that file that runs in it: the
    hall for the master's, a board for its opponent's. Others are of no account.
    """

    def __init__(self, parking: Parking, source: str) -> None:
        self._parking = parking
        self._source = source
        self._bystander = greenlet.getcurrent()
        self._parties: dict[Any, int | None] = {}
        self._failed = False

    @contextmanager
    def watched(self) -> Iterator[None]:
        """Watch while this lasts, if the trace is to have lines: it doubles the cost of a switch."""
        usual = greenlet.gettrace()
        if self._parking.wanted:
            greenlet.settrace(self._note)
        try:
            yield
        except BaseException:
            self._failed = True
            raise
        finally:
            greenlet.settrace(usual)

    def unfinished(self) -> list[Any]:
        """Return the greenlets that have begun and not ended; after a failure they have to be ended."""
        if self._failed and not self._parking.wanted:
            return [one for one in gc.get_objects() if self._is_suspended(one)]
        return [party for party in self._parties if not party.dead]

    def _is_suspended(self, one: object) -> bool:
        return (
            isinstance(one, greenlet.greenlet)
            and one is not self._bystander
            and any(frames_in(self._source, one.gr_frame))
        )

    def _note(self, _: str, switch: tuple[Any, Any]) -> None:
        left, _target = switch
        if left is self._bystander:
            return
        if left.dead:
            party = self._parties.pop(left, None)
            if party is not None:
                self._parking.leave(party)
            return
        frames = frames_in(self._source, left.gr_frame)
        frame = next(frames, None)
        if frame is None:
            return
        line = frame.f_lineno
        if left not in self._parties:
            told = (party_told_by(first_argument(f)) for f in (frame, *frames))
            self._parties[left] = next((party for party in told if party is not None), None)
        party = self._parties[left]
        if party is not None:
            self._parking.park(party, line)
