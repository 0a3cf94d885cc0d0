"""Signals at random moments of a start: it ends soon, by that signal, and gives the terminal back.

`python -m tests.survival.starts --times 200 --seed 1` prints what was wrong, and how often what happened.
"""

import argparse
import random
import signal
import time
from collections import Counter

from tests.tui.terminal import Terminal

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
LATEST_S = 1.5
"""When a signal comes at the latest, in seconds from the start."""
SOON_S = 2.0
"""How long it may take to end, in seconds."""


def main() -> None:
    """Start the hall many times."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("words", nargs="*", default=["watch", "polgar"])
    asked = parser.parse_args()
    signal.signal(
        signal.SIGINT, signal.default_int_handler
    )  # a shell switches it off in the background
    draws = random.Random(asked.seed)
    counted: Counter[str] = Counter()
    for _ in range(asked.times):
        number, after_s = draws.choice(SIGNALS), draws.uniform(0, LATEST_S)
        how, wrong = one(number, after_s, asked.words)
        counted[how] += 1
        for each in wrong:
            counted[each] += 1
            print(f"{number.name} after {after_s:.3f} s: {each}", flush=True)
    for each, times in sorted(counted.items()):
        print(f"{times:4}  {each}")


def one(number: signal.Signals, after_s: float, words: list[str]) -> tuple[str, list[str]]:
    """Start it, and send the signal; return how it ended, and what was wrong with that."""
    with Terminal(*words) as terminal:
        began = time.monotonic()
        while (left_s := began + after_s - time.monotonic()) > 0:
            terminal.read(left_s)
        opened = b"\x1b[?1049h" in terminal.output
        terminal.process.send_signal(number)
        asked = time.monotonic()
        wrong = []
        try:
            status = terminal.end(15)
        except AssertionError:
            return "killed", ["did not end within 15 s"]
        took_s = time.monotonic() - asked
        said = terminal.output.decode(errors="replace")
        if "Traceback" in said and "/simul/" not in said:
            return "ended while Python itself was starting", []
        if took_s > SOON_S:
            wrong.append(f"took {took_s:.1f} s to end")
        if status not in (128 + number, -number):
            wrong.append(f"status {status}")
        if not terminal.is_as_it_was():
            wrong.append("terminal left as it was in the hall")
        if "Traceback" in said:
            wrong.append(f"traceback: {said.strip().splitlines()[-1]}")
        when = "in the hall" if opened else "before the hall opened"
        return f"ended {when}, status {status}", wrong


if __name__ == "__main__":
    main()
