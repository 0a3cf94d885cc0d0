"""The hall in a real pseudo-terminal: what it costs while it plays, and how soon a key shows."""

import os
import re
import time
from itertools import cycle
from pathlib import Path
from statistics import quantiles

from tests.tui.terminal import Terminal

WARM_UP_S = 2.0
MEASURED_S = 10.0
PRESSES = 60
BETWEEN_S = 0.12
LONGEST_S = 5.0
TICKS = os.sysconf("SC_CLK_TCK")
FRAME = rb"\x1b\[39;\d+H"
"""The line of the playhead, the last but one of 40, is drawn once a frame."""

LOADS = (
    # 0.43 moves a second of exhibition time in both lanes, at 231 times: 100 moves a second.
    ("2 lanes of 24 boards", ("polgar", "--speed", "231"), 35),
    # 40,000 moves in 90,490 s of exhibition time, at 227 times: 100 moves a second.
    ("604 boards", ("ghaem-maghami-2011", "--modes", "async", "--speed", "227"), 60),
)


def _cpu_s(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def _read_for(terminal: Terminal, seconds: float) -> bytes:
    """Return what comes within so many seconds."""
    end = time.perf_counter() + seconds
    came = b""
    while (left_s := end - time.perf_counter()) > 0:
        came += terminal.come(left_s)
    return came


def _latencies_ms(terminal: Terminal) -> list[float]:
    """Go from lane to lane; return how long it took each time until the mark stood at the other one."""
    found = []
    for column in cycle((61, 1)):
        _read_for(terminal, BETWEEN_S)
        began = time.perf_counter()
        terminal.press("\t")
        came = b""
        marked = rb"\x1b\[5;%dH(\x1b\[[0-9;]*m)*\xe2\x96\xb6" % column
        while not re.search(marked, came):
            assert time.perf_counter() - began < LONGEST_S, "no key shows"
            came += terminal.come(0.001)
        found.append(1000 * (time.perf_counter() - began))
        if len(found) == PRESSES:
            break
    return found


def report() -> list[str]:
    """Measure, and return what came out, in lines."""
    lines = []
    for name, words, most in LOADS:
        with Terminal("watch", *words) as terminal:
            terminal.until("thinks at board")
            _read_for(terminal, WARM_UP_S)
            cpu_s, began = _cpu_s(terminal.process.pid), time.perf_counter()
            came = _read_for(terminal, MEASURED_S)
            took_s = time.perf_counter() - began
            share = 100 * (_cpu_s(terminal.process.pid) - cpu_s) / took_s
            frames = len(re.findall(FRAME, came)) / took_s
            lines.append(
                f"hall: {name}, 100 moves a second: {frames:.1f} frames a second, {share:.0f} % of a core "
                f"(goal: 30, less than {most} %), {len(came) / took_s / 1000:.0f} kB a second"
            )
            if "--modes" not in words:
                p95 = quantiles(_latencies_ms(terminal), n=20)[-1]
                lines.append(
                    f"hall: a key shows within {p95:.0f} ms at p95 under that load (goal: 50 ms)"
                )
    return lines


if __name__ == "__main__":
    print("\n".join(report()))
