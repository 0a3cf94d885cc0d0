"""The clock goes from wake-up to wake-up in order, and as far as its gate lets it."""

import threading
from collections.abc import Callable
from itertools import pairwise
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simul.hall.clock import Clock
from simul.hall.gates import Gate, PacedGate, ReleasedGate, Stopped

PATIENCE_S = 10.0
"""How long a test waits for another thread before it fails; it takes next to none of it."""


def run_out(clock: Clock) -> None:
    while clock.advance():
        pass


# The clock


@given(st.lists(st.integers(0, 5), max_size=30))
def test_wakeups_come_by_time_and_then_in_the_order_of_asking(times: list[int]) -> None:
    clock, woken = Clock(), list[tuple[int, int]]()
    for order, when in enumerate(times):
        clock.call_at(when, lambda when=when, order=order: woken.append((when, order)))  # type: ignore[misc]
    run_out(clock)
    assert woken == sorted((when, order) for order, when in enumerate(times))


@given(st.lists(st.integers(0, 9), max_size=20))
def test_time_never_runs_back_and_is_when_the_wakeup_was_due(times: list[int]) -> None:
    clock, seen = Clock(), list[float]()
    for when in times:
        clock.call_at(when, lambda: seen.append(clock.now))
    run_out(clock)
    assert seen == sorted(times)


def test_what_was_due_in_the_past_is_called_now() -> None:
    clock, seen = Clock(), list[float]()
    clock.sleep(10)
    clock.call_at(3, lambda: seen.append(clock.now))
    run_out(clock)
    assert seen == [10.0]


def test_moving_to_a_time_in_the_past_changes_nothing() -> None:
    clock = Clock()
    clock.move_to(7)
    clock.move_to(2)
    assert clock.now == 7


def test_a_wakeup_may_ask_for_another_in_the_same_instant() -> None:
    clock, woken = Clock(), list[str]()

    def first() -> None:
        woken.append("first")
        clock.call_later(0, lambda: woken.append("asked for by the first"))

    clock.call_at(4, first)
    clock.call_at(4, lambda: woken.append("second"))
    run_out(clock)
    assert woken == ["first", "second", "asked for by the first"]
    assert clock.now == 4


def test_who_is_cancelled_is_not_woken_and_time_does_not_go_there() -> None:
    clock, woken = Clock(), list[int]()
    clock.call_at(1, lambda: woken.append(1))
    clock.call_at(2, lambda: woken.append(2)).cancel()
    last = clock.call_at(3, lambda: woken.append(3))
    last.cancel()
    last.cancel()
    run_out(clock)
    assert woken == [1]
    assert clock.now == 1


def test_advance_says_whether_there_was_a_wakeup() -> None:
    clock = Clock()
    clock.call_later(5, lambda: None)
    assert clock.advance()
    assert not clock.advance()
    assert clock.now == 5


def test_sleeping_lets_time_pass_for_everybody() -> None:
    clock, seen = Clock(), list[float]()
    clock.call_at(3, lambda: seen.append(clock.now))
    clock.sleep(2.5)
    clock.sleep(2.5)
    run_out(clock)
    assert clock.now == 5
    assert seen == [5.0]


# The gate that is always open


def test_the_free_gate_lets_time_go_anywhere() -> None:
    clock = Clock(Gate())
    clock.sleep(43_200)
    assert clock.now == 43_200


def test_a_gate_that_was_stopped_stays_shut_even_for_no_time_at_all() -> None:
    clock = Clock(Gate())
    clock.sleep(3)
    clock.gate.stop()
    clock.gate.stop()
    for seconds in (1.0, 0.0):
        with pytest.raises(Stopped):
            clock.sleep(seconds)
    assert clock.now == 3


def test_a_gate_that_is_open_up_to_a_time_is_asked_beyond_it() -> None:
    asked = list[float]()

    class Asked(Gate):
        def wait(self, when: float) -> None:
            asked.append(when)

    clock = Clock(Asked(10.0))
    for _ in range(3):
        clock.sleep(5)
    assert asked == [15.0]


# The gate that keeps step with a watch: a watch of our own, which waiting moves on


class Watch:
    """Real time as the test has it: each wait takes as long as it may, then does the next thing."""

    def __init__(self) -> None:
        self.now = 1_000.0
        self.waits = list[float]()
        self.then = list[Callable[[], object]]()

    def __enter__(self) -> None: ...

    def __exit__(self, *_: object) -> None: ...

    def notify_all(self) -> None: ...

    def wait(self, timeout: float) -> None:
        self.waits.append(timeout)
        self.now += timeout + 1e-9  # a wait is never shorter than asked for
        if self.then:
            self.then.pop(0)()


@pytest.fixture
def watch(monkeypatch: pytest.MonkeyPatch) -> Watch:
    watch = Watch()
    monkeypatch.setattr("simul.hall.gates.time", SimpleNamespace(monotonic=lambda: watch.now))
    monkeypatch.setattr("simul.hall.gates.threading", SimpleNamespace(Condition=lambda: watch))
    return watch


def test_the_paced_gate_takes_so_many_times_less_than_the_exhibition(watch: Watch) -> None:
    clock = Clock(PacedGate(100))
    clock.sleep(60)
    clock.sleep(30)
    assert watch.now == pytest.approx(1_000 + 90 / 100)
    assert clock.now == 90


def test_the_paced_gate_does_not_wait_for_what_the_watch_has_passed(watch: Watch) -> None:
    gate = PacedGate(100)
    gate.wait(10)
    before = len(watch.waits)
    watch.now += 5  # whoever plays has taken its time: 500 s by the watch
    gate.wait(400)
    assert len(watch.waits) == before
    gate.wait(520)
    assert watch.now == pytest.approx(1_000 + 5.2)


def test_the_watch_starts_at_the_first_wait_not_when_the_gate_is_made(watch: Watch) -> None:
    gate = PacedGate(10)
    watch.now += 60
    assert gate.position_s == 0
    gate.wait(1)
    assert watch.now == pytest.approx(1_060.1)


def test_the_tick_comes_ten_times_a_second_while_it_waits_for_one_wakeup(watch: Watch) -> None:
    ticks = list[float]()
    PacedGate(60, ticks.append).wait(31)
    assert ticks == pytest.approx([6, 12, 18, 24, 30])
    assert max(watch.waits) == 0.1


def test_the_tick_comes_no_oftener_however_many_wakeups_there_are(watch: Watch) -> None:
    # A wake-up a second of exhibition time, 60 in a second, for two seconds.
    ticks = list[float]()
    clock = Clock(PacedGate(60, ticks.append))
    for _ in range(120):
        clock.sleep(1)
    assert 15 <= len(ticks) <= 20
    assert all(after - before >= 6 for before, after in pairwise(ticks))


def test_the_tick_is_never_past_the_next_wakeup(watch: Watch) -> None:
    ticks = list[float]()
    gate = PacedGate(60, ticks.append)
    watch.then = [lambda: setattr(watch, "now", watch.now + 60)]  # the machine was asleep
    gate.wait(7)
    assert ticks == [7]


def test_the_paced_gate_is_stopped_from_within_its_own_wait(watch: Watch) -> None:
    gate = PacedGate(1)
    clock = Clock(gate)
    watch.then = [gate.stop]
    with pytest.raises(Stopped):
        clock.sleep(60)
    assert len(watch.waits) == 1
    assert clock.now == 0


def test_the_paced_gate_is_stopped_by_its_own_tick(watch: Watch) -> None:
    gate = PacedGate(1, lambda _: gate.stop())
    with pytest.raises(Stopped):
        gate.wait(60)
    assert len(watch.waits) == 1


# The gates, with another thread


class Sleeper:
    """A thread that sleeps on a clock, and how that ended."""

    def __init__(self, gate: Gate, *sleeps: float) -> None:
        self.clock = Clock(gate)
        self.stopped = False
        self._sleeps = sleeps
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def _run(self) -> None:
        try:
            for seconds in self._sleeps:
                self.clock.sleep(seconds)
        except Stopped:
            self.stopped = True

    def ends(self) -> float:
        """Wait for the end of the thread; return the time on its clock."""
        self._thread.join(PATIENCE_S)
        assert not self._thread.is_alive()
        return self.clock.now


def test_time_moves_only_as_far_as_it_is_released() -> None:
    gate = ReleasedGate()
    sleeper = Sleeper(gate, 5, 5, 5)
    assert gate.wait_until_wanted(PATIENCE_S) == 5
    assert sleeper.clock.now == 0
    gate.release(12)
    assert gate.wait_until_wanted(PATIENCE_S) == 15
    assert sleeper.clock.now == 10
    gate.release(15)
    assert sleeper.ends() == 15
    assert not sleeper.stopped


def test_what_has_been_released_never_closes_again() -> None:
    gate = ReleasedGate()
    gate.release(10)
    gate.release(3)
    assert Sleeper(gate, 4, 6).ends() == 10


def test_what_the_clock_wants_has_not_been_released() -> None:
    gate = ReleasedGate()
    sleeper = Sleeper(gate, *[1.0] * 200)
    for second in range(1, 201):  # released as soon as it is wanted: nothing stale is returned
        assert gate.wait_until_wanted(PATIENCE_S) == second
        gate.release(second)
    assert sleeper.ends() == 200


def test_nobody_wants_anything_of_a_gate_at_which_no_clock_stands() -> None:
    assert ReleasedGate().wait_until_wanted(0.0) is None


def test_stop_from_another_thread_ends_a_wait_at_a_released_gate() -> None:
    gate = ReleasedGate()
    sleeper = Sleeper(gate, 5)
    gate.wait_until_wanted(PATIENCE_S)
    gate.stop()
    assert sleeper.ends() == 0
    assert sleeper.stopped
    gate.release(100)
    with pytest.raises(Stopped):
        gate.wait(1)


def test_stop_from_another_thread_ends_a_wait_at_a_paced_gate() -> None:
    waiting = threading.Event()
    gate = PacedGate(0.001, lambda _: waiting.set())
    sleeper = Sleeper(gate, 3_600)
    assert waiting.wait(PATIENCE_S)
    gate.stop()
    assert sleeper.ends() == 0
    assert sleeper.stopped


def test_stop_may_come_while_the_same_thread_holds_the_gate(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # A signal handler runs between any two instructions of the thread, also in the middle of `wait`.
    gate = ReleasedGate()

    def stop_inside(_: Callable[[], bool]) -> None:
        gate.stop()

    monkeypatch.setattr(gate._changed, "wait_for", stop_inside)
    ended = list[bool]()

    def wait() -> None:
        with pytest.raises(Stopped):
            gate.wait(1)
        ended.append(True)

    stopper = threading.Thread(target=wait, daemon=True)
    stopper.start()
    stopper.join(PATIENCE_S)
    assert ended == [True]
