"""A view: what is to be seen of a run at a time, which may be any time that its trace has reached."""

from array import array
from bisect import bisect_right
from collections import Counter

from simul.analysis.states import States
from simul.hall.trace import KIND_BITS, MASTER, Trace, party_of
from simul.scenario.plan import Plan

LEAST_BETWEEN_KEYS = 256
"""Least distance between two states that are kept to come back to, in rows."""
MOST_KEYS = 256
"""States kept at the most: beyond that, every second one is dropped, and they lie twice as far apart."""


class View:
    """What is to be seen at a point of a trace that may still be growing.

    `index` is how many rows have been taken in, `time` (s) the exhibition time that is shown. `states` are
    those of the master and the boards. `lines` has, by party (0 is the master), the line of the mode's
    source at which it is parked, 0 for none; `parked` how many opponents are parked at each line.
    `changed` has the numbers of the boards at which anything has changed, until whoever draws clears it;
    `jumped` says that it went back, so that everything may have.
    """

    def __init__(self, plan: Plan, trace: Trace) -> None:
        self.plan = plan
        self.trace = trace
        self.index = 0
        self.time = 0.0
        self.states = States(plan)
        self.lines = array("H", bytes(2 * (len(plan.boards) + 1)))
        self.parked: Counter[int] = Counter()
        self.changed: set[int] = set()
        self.jumped = False
        self._between_keys = max(LEAST_BETWEEN_KEYS, 4 * len(plan.boards))
        self._keys: list[tuple[States, array[int], Counter[int]]] = []
        self._keep()

    def seek(self, time: float) -> None:
        """Show what has happened by `time`, in seconds; of what is in the trace by now."""
        self.go_to(bisect_right(self.trace.times, time, 0, len(self.trace)), time)

    def step(self) -> bool:
        """Show one event more; False where the trace has none yet."""
        if self.index >= len(self.trace):
            return False
        self.go_to(self.index + 1, self.trace.times[self.index])
        return True

    def step_back(self) -> bool:
        """Show one event less; False where nothing has happened."""
        if not self.index:
            return False
        self.go_to(self.index - 1, self.trace.times[self.index - 2] if self.index > 1 else 0.0)
        return True

    def go_to(self, index: int, time: float) -> None:
        """Show the first `index` rows, at a `time` (s) from that of the last of them to that of the next."""
        if index < self.index:
            self._back_to(index // self._between_keys)
        times, whats, lines = self.trace.times, self.trace.whats, self.trace.lines
        take, changed = self.states.take, self.changed
        for row in range(self.index, index):
            what = whats[row]
            take(times[row], what)
            self._parks(party_of(what), lines[row])
            changed.add(what >> KIND_BITS)
            self.index = row + 1
            if self.index % self._between_keys == 0:
                self._keep()
        self.time = time

    def _parks(self, party: int, line: int) -> None:
        before = self.lines[party]
        if before == line:
            return
        self.lines[party] = line
        if party != MASTER:
            if before:
                self.parked[before] -= 1
            if line:
                self.parked[line] += 1

    def _keep(self) -> None:
        """Keep the state, where it is not kept already."""
        if self.index // self._between_keys == len(self._keys):
            self._keys.append((self.states.copy(), self.lines[:], self.parked.copy()))
        if len(self._keys) > MOST_KEYS:
            del self._keys[1::2]
            self._between_keys *= 2

    def _back_to(self, key: int) -> None:
        states, lines, parked = self._keys[key]
        self.states, self.lines, self.parked = states.copy(), lines[:], parked.copy()
        self.index = key * self._between_keys
        self.jumped = True
