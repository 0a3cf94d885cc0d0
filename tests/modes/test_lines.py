"""Where each party is parked: what the trace says, against the frames themselves."""

from math import inf
from typing import Any

import pytest

from simul.analysis.run import play
from simul.hall.gates import Gate
from simul.hall.trace import MASTER, Trace, party_of
from simul.modes.mode import Mode
from simul.modes.registry import MODES
from tests.modes.concurrent import CONCURRENT, HER_OWN, parked, source_line
from tests.modes.looking import LOOKS, Look
from tests.plans import plan_of


class LookingGate(Gate):
    """A gate at which it is compared, each time the clock wants to move on, what is noted and what is so."""

    def __init__(self, mode: Mode, look: Look) -> None:
        super().__init__(-inf)
        self.trace: Trace
        self.looked = 0
        self._look = look
        self._source = str(mode.source)

    def watch(self, trace: Trace) -> None:
        self.trace = trace

    def wait(self, when: float) -> None:
        super().wait(when)
        assert parked(self.trace) == self._look(self._source)
        self.looked += 1


@pytest.mark.parametrize("mode", [p for p in CONCURRENT if p.values[0].name in LOOKS])
@pytest.mark.parametrize("colour", ["white", "alternate"])
def test_the_lines_noted_are_those_of_the_frames(mode: Mode, colour: Any) -> None:
    gate = LookingGate(mode, LOOKS[mode.name])
    play(mode, plan_of(3, 2, colour=colour, walk=1.0, policy="ready"), gate, gate.watch)
    assert gate.looked > 10


@pytest.mark.parametrize("mode", HER_OWN)
def test_every_line_is_one_of_the_modes_own_file_until_the_party_has_left(mode: Mode) -> None:
    trace = play(mode, plan_of(3, 3, colour="alternate", walk=1.0, policy="skip")).trace
    left = set()
    for what, line in zip(trace.whats, trace.lines, strict=True):
        party = party_of(what)
        assert party not in left
        if line:
            assert source_line(mode, line)
        else:
            left.add(party)
    assert left >= {1, 2, 3}


@pytest.mark.parametrize("mode", CONCURRENT)
def test_all_have_come_to_rest_before_the_clock_moves(mode: Mode) -> None:
    gate = Gate(0.0)
    traces: list[Trace] = []
    seen: list[set[int]] = []

    def wait(when: float) -> None:
        gate.open_until = inf
        seen.append(set(parked(traces[0])))

    gate.wait = wait  # type: ignore[method-assign]
    play(mode, plan_of(4, 2), gate, traces.append)
    assert seen == [{MASTER, 1, 2, 3, 4}]


def test_between_callbacks_a_party_is_at_the_first_line_of_the_next() -> None:
    trace = play(MODES["callbacks"], plan_of(2, 2)).trace
    texts = {source_line(MODES["callbacks"], line) for line in set(trace.lines) if line}
    assert {text.split("(")[0] for text in texts} == {
        "def master_sets_out",
        "def master_arrives",
        "def master_moves",
        "def opponent_thinks",
        "def opponent_moves",
    }


@pytest.mark.slow
def test_a_boards_process_says_where_it_waits() -> None:
    mode = MODES["processes"]
    trace = play(mode, plan_of(2, 2)).trace
    lines: dict[bool, set[str]] = {True: set(), False: set()}
    for what, line in zip(trace.whats, trace.lines, strict=True):
        if line:
            lines[party_of(what) == MASTER].add(source_line(mode, line))
    assert lines[False] == {"pipe.recv()"}
    assert lines[True] == {
        "time.sleep(board.master_thinks())",
        "time.wait_for_reply()",
        "time.join()",
    }
