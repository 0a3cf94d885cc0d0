"""gevent and eventlet: on hubs of their own, without a trace of them afterwards."""

import subprocess
import sys
import threading
import time

import pytest

from simul.analysis.run import play
from simul.hall.trace import Trace
from simul.modes.mode import Mode
from simul.modes.registry import MODES
from tests.modes.concurrent import GREEN, in_bytes, nothing_left_over
from tests.plans import plan_of

green = pytest.mark.parametrize("mode", GREEN)
IN_A_FRESH_THREAD = """
import threading
from simul.analysis.run import play
from simul.modes.registry import MODES
from tests.plans import plan_of
thread = threading.Thread(target=lambda: print(play(MODES["{}"], plan_of(3, 2)).summary.elapsed_s))
thread.start()
thread.join(20)
assert not thread.is_alive()
"""


@green
def test_in_thread_after_thread(mode: Mode) -> None:
    traces: list[Trace] = []
    with nothing_left_over():
        for _ in range(5):
            thread = threading.Thread(target=lambda: traces.append(play(mode, plan_of(4, 3)).trace))
            thread.start()
            thread.join(20)
    assert len({in_bytes(trace) for trace in traces}) == 1 < len(traces)


@green
@pytest.mark.slow
def test_the_thread_that_imports_it_ends_like_any_other(mode: Mode) -> None:
    code = IN_A_FRESH_THREAD.format(mode.name)
    command = [sys.executable, "-W", "error", "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=30)
    assert (
        done.stdout == "130.0\n"
    )  # the first reply comes at 60 s; then 3 * 5 s, and the last 55 s
    assert done.stderr == ""


@green
def test_it_changes_nothing_for_others(mode: Mode) -> None:
    functions = (time.sleep, threading.Thread.start, threading.Lock, subprocess.Popen)
    before = in_bytes(play(MODES["async"], plan_of(3, 2)).trace)
    play(mode, plan_of(3, 2))
    assert (time.sleep, threading.Thread.start, threading.Lock, subprocess.Popen) == functions
    assert in_bytes(play(MODES["async"], plan_of(3, 2)).trace) == before


def test_gevent_keeps_the_hub_that_a_thread_has() -> None:
    gevent = pytest.importorskip("gevent")
    hub = gevent.get_hub()
    try:
        play(MODES["gevent"], plan_of(3, 2))
        assert gevent.get_hub() is hub
        assert gevent.spawn(lambda: "still at work").get() == "still at work"
    finally:
        hub.destroy(destroy_loop=True)


def test_gevent_is_idle_only_when_everybody_rests() -> None:
    pytest.importorskip("gevent")
    # 3,000 opponents who have White think at 0 s, and all reply at 1 s: more than one turn of its loop
    plan = plan_of(3000, 1, master=0.0, opponent=1.0, colour="black", plies=2)
    assert play(MODES["gevent"], plan).summary.elapsed_s == 1.0
