"""A monkey at the hall: random keys, many in one write, mouse, sizes down to 1x1, at top speed.

`python -m tests.survival.monkey --minutes 10 --seed 1 --modes sync,async --boards 24` has the exit status 1
where the hall has ended, or left the terminal odd. It prints how much memory the hall and its processes
have had, and its slope: by least squares, over the second half of the time.
"""

import argparse
import random
import re
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from tests.cli.interrupted import descendants
from tests.tui.terminal import Terminal

KEYS = (
    *" .,?clthrnfds[]0123451234\t\r",
    *(f"\x1b[{way}" for way in ("A", "B", "C", "D", "H", "F", "Z", "5~", "6~")),
    *(f"\x1b[1;{held}{way}" for held in (2, 5) for way in "ABCD"),
    "\x1b",
    "\x10",  # ctrl+p
    "\x13",  # ctrl+s
)
"""What it types: the keys of the hall but those that leave it (q, ctrl+c, ctrl+q)."""
JUNK = (b"\xff", b"\xc3(", b"\xe2\x82", b"\x1b[1:2;3u", b"\x1b[<0;0;0M", b"\x1b]52;c;\x07", b"\x00")
SIZES = ((1, 1), (2, 1), (1, 40), (40, 12), (80, 24), (120, 40), (200, 60), (300, 100))
"""Columns and rows."""
KEPT = 100_000
"""How many bytes of what was drawn last are kept."""
BUSY_S = 60.0
"""How long the hall may be busy with one thing, in seconds: the monkey may ask for large exhibitions."""
OPENED = re.compile(rb"\d+ boards?, [\w ]+")
"""What the hall's title says of the size of an exhibition."""
EVERY_S = 1.0
"""How often memory is looked at, in seconds."""


class Monkey:
    """Draws what to do from a seed; each thing is a write, or a size."""

    def __init__(self, seed: int) -> None:
        self._draws = random.Random(seed)
        self._columns, self._rows = 120, 40

    def act(self, terminal: Terminal) -> None:
        """Do one thing, take in what comes of it, and wait until the hall has done it."""
        do: Callable[[Terminal], None] = self._draws.choices(
            (self._type, self._click, self._resize, self._spill), (60, 30, 6, 4)
        )[0]
        with suppress(BlockingIOError):  # the hall has not taken in yet what was typed before
            do(terminal)
        began = time.monotonic()
        while True:
            assert time.monotonic() - began < BUSY_S, "the hall does not come to rest"
            came = terminal.come(0.01)
            terminal.output = (terminal.output + came)[-KEPT:]
            if not came and not busy(terminal.process.pid):
                break

    def _type(self, terminal: Terminal) -> None:
        count = self._draws.choice((1, 1, 2, 3, 8, 40))
        terminal.press("".join(self._draws.choices(KEYS, k=count)))

    def _click(self, terminal: Terminal) -> None:
        x, y = self._draws.randint(1, self._columns), self._draws.randint(1, self._rows)
        button = self._draws.choice((0, 0, 0, 2, 35, 64, 65))
        times = self._draws.choice((1, 1, 2, 3))
        terminal.press(f"\x1b[<{button};{x};{y}M\x1b[<{button};{x};{y}m" * times)

    def _spill(self, terminal: Terminal) -> None:
        terminal.press(self._draws.choice(JUNK))

    def _resize(self, terminal: Terminal) -> None:
        self._columns, self._rows = self._draws.choice(SIZES)
        terminal.resize(self._columns, self._rows)


def pester(terminal: Terminal, monkey: Monkey, for_s: float) -> Iterator[tuple[float, float]]:
    """Have the monkey play, as long as the hall is there; give the time and its memory every second.

    Once a minute it is printed, with the exhibitions that have been opened: their boards and move pairs.
    """
    sizes: set[bytes] = set()
    began = looked = time.monotonic()
    while (now := time.monotonic()) - began < for_s and terminal.process.poll() is None:
        monkey.act(terminal)
        sizes.update(OPENED.findall(terminal.output))
        if now - looked >= EVERY_S:
            memory = resident_mb(terminal.process.pid)
            if (now - began) // 60 > (looked - began) // 60:
                opened = ", ".join(sorted(size.decode() for size in sizes))
                print(f"{now - began:.0f} s, {memory:.0f} MB; {opened}", flush=True)
                sizes.clear()
            looked = now
            yield now - began, memory


def told(points: list[tuple[float, float]]) -> str:
    """Say how long the hall was open, and what memory it had."""
    late = points[len(points) // 2 :]
    return (
        f"{points[-1][0]:.0f} s, memory {points[0][1]:.0f} MB at first, {max(y for _, y in points):.0f} MB "
        f"at most, {points[-1][1]:.0f} MB at last; {slope_per_minute(late):+.2f} MB a minute"
    )


def leave(terminal: Terminal, by_itself: bool) -> bool:
    """Leave the hall, if it is there; return whether it ends as it should, with the terminal as it was."""
    while terminal.process.poll() is None:  # one may be taken for the end of what was typed before
        with suppress(OSError):  # it has ended meanwhile
            terminal.press_when_taken("\x03")
    status = terminal.end()
    print(
        f"exit status {status}, the terminal {'' if terminal.is_as_it_was() else 'not '}as it was"
    )
    return status == (0 if by_itself else 130) and terminal.is_as_it_was()


def busy(process: int) -> bool:
    """Return whether a process computes: what is typed then would pile up, faster than anybody types."""
    with suppress(OSError):
        stat = Path(f"/proc/{process}/stat").read_text(encoding="utf-8", errors="replace")
        return stat.rpartition(")")[2].split()[0] == "R"
    return False


def resident_mb(process: int) -> float:
    """Return the memory that a process and all that it has started have, in MB; 0 where it has ended."""
    pages = 0
    for each in (process, *descendants(process)):
        with suppress(OSError, IndexError):
            pages += int(Path(f"/proc/{each}/statm").read_text(encoding="ascii").split()[1])
    return pages * 4096 / 1e6


def slope_per_minute(points: list[tuple[float, float]]) -> float:
    """Return by how much a figure grows a minute, by least squares; the points are (seconds, figure)."""
    mean_x = sum(x for x, _ in points) / len(points)
    mean_y = sum(y for _, y in points) / len(points)
    spread = sum((x - mean_x) ** 2 for x, _ in points)
    return 60 * sum((x - mean_x) * (y - mean_y) for x, y in points) / spread if spread else 0.0


def main() -> int:
    """Let the monkey play."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--modes", default="sync,async")
    parser.add_argument("--boards", type=int, default=24)
    asked = parser.parse_args()
    words = ("watch", "polgar", "-n", str(asked.boards), "--modes", asked.modes, "--speed", "1e9")
    ends = time.monotonic() + 60 * asked.minutes
    monkey, failed = Monkey(asked.seed), False
    with tempfile.TemporaryDirectory() as folder:
        while not failed and (left_s := ends - time.monotonic()) > 0:
            with Terminal(*words, cwd=Path(folder)) as terminal:
                terminal.until("playing|paused|done|over")
                terminal.never_block()
                points = list(pester(terminal, monkey, left_s))
                # A click on "Quit" leaves the hall as it should; then it is opened again.
                failed = not leave(terminal, by_itself=terminal.process.poll() is not None)
                if failed:
                    print(terminal.output.decode(errors="replace"))
            if points:
                print(f"{asked.modes}, {asked.boards} boards, seed {asked.seed}: {told(points)}")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
