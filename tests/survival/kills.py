"""Stop commands at random moments of their lives, and see what is left: `python -m tests.survival.kills`.

Each signal comes so many times to each command, from before its first line is run to after its end. It has to
end soon, without a traceback or a process that stays; no file may be lost or written by half; a sweep that
was stopped has to give, resumed, the bytes that it gives undisturbed; a terminal has to be as it was.
"""

import argparse
import contextlib
import csv
import io
import os
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from math import inf
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import NamedTuple

from simul.formats.recording import RecordingError, read_recording
from tests.survival.processes import gone, marked
from tests.tui.terminal import Terminal

SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP", "SIGKILL")
SOON_S = 5.0
"""Seconds to end in after a signal: a second, on a machine that has nothing else to do."""
BEYOND = 1.15
"""Signals come up to so many times as late as the command takes undisturbed."""
OLD = b"what was there before"


class Ended(NamedTuple):
    """How a command ended, what it said, what was wrong, and when it ended by itself, in seconds."""

    how: str
    said: str
    wrong: list[str]
    after_s: float = inf


class Attacked(NamedTuple):
    """A command: its words, the file that it writes, and what to look at when it has been stopped.

    `look` is given the folder and the bytes that it writes undisturbed, and says what is wrong.
    """

    words: tuple[str, ...]
    file: str
    look: Callable[[Path, bytes], Iterator[str]]
    in_a_terminal: bool = False


def compared(folder: Path, whole: bytes) -> Iterator[str]:
    """See that a table is what it was before, or has the modes that were finished, in full."""
    yield from others_than(folder, "out.csv")
    content = (folder / "out.csv").read_bytes()
    found, expected = rows(content), rows(whole)
    if content != OLD and (not found or found != expected[: len(found)]):
        yield f"out.csv is neither as it was nor whole: {content!r}"


def rows(content: bytes) -> list[dict[str, str]]:
    """The rows of a table, without the time that it took."""
    found = [*csv.DictReader(io.StringIO(content.decode()))]
    return [{name: value for name, value in row.items() if name != "wall_s"} for row in found]


def nothing_left(folder: Path, whole: bytes) -> Iterator[str]:
    """See that no file is left."""
    return others_than(folder)


def recorded(folder: Path, whole: bytes) -> Iterator[str]:
    """See that what there is of a recording can be read, and is the beginning of the whole one."""
    yield from others_than(folder, "out.simul", "out.simul.part")
    found = [path for path in folder.iterdir() if path.read_bytes() != OLD]
    for path in found:
        try:
            read_recording(path)
        except RecordingError as error:
            if path.name == "out.simul" or len(path.read_bytes()) > 20_000:
                yield f"{path.name} cannot be read: {error}"
    part = folder / "out.simul.part"
    if part.exists() and not whole.startswith(part.read_bytes()):
        yield "out.simul.part is not the beginning of the recording"


def resumable(folder: Path, whole: bytes) -> Iterator[str]:
    """See that a sweep that was stopped goes on to the same bytes."""
    yield from others_than(folder, "out.csv", "out.csv.journal")
    if (folder / "out.csv.journal").exists():
        words = [*SWEEP, "-o", "out.csv", "--force", "--resume"]
        done = subprocess.run(
            [sys.executable, "-m", "simul", *words],
            cwd=folder,
            env=marked()[1],
            capture_output=True,
            text=True,
            check=False,
        )
        empty = "is not the journal of a sweep" in done.stderr  # killed before its first line
        if done.returncode and not empty:
            yield f"it cannot be resumed: {done.stderr}"
        elif not empty and (folder / "out.csv").read_bytes() != whole:
            yield "resumed, it gives other bytes"
    elif (folder / "out.csv").read_bytes() not in (OLD, whole):
        yield "out.csv is neither as it was nor whole"


def others_than(folder: Path, *names: str) -> Iterator[str]:
    """Give the files that should not be there."""
    yield from (f"left {path.name}" for path in folder.iterdir() if path.name not in names)


SWEEP = ("sweep", "-n", "1:16", "--modes", "async,callbacks", "--run", "--workers", "2")
COMPARE = ("compare", "-n", "40", "-o", "out.csv", "--force")
COMMANDS = {
    "compare": Attacked(COMPARE, "out.csv", compared),
    "processes": Attacked((*COMPARE, "-n", "4", "--modes", "processes"), "out.csv", compared),
    "record": Attacked(("record", "-n", "40", "-o", "out.simul", "--force"), "out.simul", recorded),
    "sweep": Attacked((*SWEEP, "-o", "out.csv", "--force"), "out.csv", resumable),
    "watch": Attacked(("watch", "-n", "6", "--modes", "async,processes"), "", nothing_left, True),
}


def undisturbed(attacked: Attacked, folder: Path) -> tuple[float, bytes]:
    """Run a command to its end; return how long it takes, and the bytes that it writes."""
    if attacked.in_a_terminal:
        return 3.0, b""
    times = []
    for _ in range(2):
        began = time.monotonic()
        subprocess.run(
            [sys.executable, "-m", "simul", *attacked.words],
            cwd=folder,
            env=marked()[1],
            capture_output=True,
            check=True,
        )
        times.append(time.monotonic() - began)
    return min(times), (folder / attacked.file).read_bytes()


BROKEN = "Traceback (most"


def stopped(attacked: Attacked, folder: Path, by: signal.Signals, after_s: float) -> Ended:
    """Run a command, and stop it after so long."""
    mark, environment = marked()
    run = _in_a_terminal if attacked.in_a_terminal else _with_pipes
    ended = run(attacked.words, folder, environment, by, after_s)
    said, wrong = ended.said, ended.wrong
    if by == signal.SIGINT and said.endswith("KeyboardInterrupt\n") and "/simul/" not in said:
        ended, said = Ended("was ended before Python had begun with it", "", wrong := []), ""
    if not gone(mark, SOON_S):
        wrong.append("processes are left")
    for odd in ("Traceback", "Warning", "rror: "):
        if odd in said:
            wrong.append(f"it said {said!r}")
            break
    return ended


def _with_pipes(
    words: tuple[str, ...],
    folder: Path,
    environment: dict[str, str],
    by: signal.Signals,
    after_s: float,
) -> Ended:
    began, lived_s = time.monotonic(), inf
    with subprocess.Popen(
        [sys.executable, "-m", "simul", *words],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
    ) as process:
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(after_s)
            lived_s = time.monotonic() - began
        _send(process, by)
        try:
            _, said = process.communicate(timeout=SOON_S)
        except subprocess.TimeoutExpired:
            process.kill()
            return Ended("hung", "", [f"it did not end within {SOON_S:g} s"])
    status = process.returncode
    return Ended(_how(status, by), said.decode(), _odd_status(status, by), lived_s)


def _in_a_terminal(
    words: tuple[str, ...],
    folder: Path,
    environment: dict[str, str],
    by: signal.Signals,
    after_s: float,
) -> Ended:
    with Terminal(*words, cwd=folder, environ=environment) as terminal:
        end = time.monotonic() + after_s
        while (left_s := end - time.monotonic()) > 0:
            terminal.read(left_s)
        _send(terminal.process, by)
        try:
            status = terminal.end(SOON_S)
        except AssertionError:
            return Ended("hung", "", [f"it did not end within {SOON_S:g} s"])
        wrong = _odd_status(status, by)
        if by != signal.SIGKILL and not terminal.is_as_it_was():
            wrong.append("the terminal is not as it was")
        drawn = terminal.output.decode(errors="replace").replace("\r\n", "\n")
    return Ended(_how(status, by), drawn[drawn.index(BROKEN) :] if BROKEN in drawn else "", wrong)


def _send(process: "subprocess.Popen[bytes]", by: signal.Signals) -> None:
    """Send a signal as it comes: Ctrl-C and a closed terminal to the whole group, the others to one."""
    with contextlib.suppress(ProcessLookupError):
        if by in (signal.SIGINT, signal.SIGHUP):
            os.killpg(process.pid, by)
        else:
            process.send_signal(by)


def _how(status: int, by: signal.Signals) -> str:
    return "was done already" if status == 0 else f"was ended by {by.name}"


def _odd_status(status: int, by: signal.Signals) -> list[str]:
    allowed = (0, 128 + by, -by)  # the last where the signal comes before the first line is run
    return [] if status in allowed else [f"ended with {status}"]


def attack(
    name: str, signals: Iterable[str], count: int, seed: int
) -> Iterator[tuple[str, Counter[str], list[str]]]:
    """Stop a command so many times by each signal; give how often it ended how, and what was wrong."""
    attacked = COMMANDS[name]
    with TemporaryDirectory() as place:
        folder = Path(place) / "folder"
        folder.mkdir()
        takes_s, whole = undisturbed(attacked, folder)
        for by in map(signal.Signals.__getitem__, signals):
            random, found = Random(f"{seed}/{name}/{by.name}"), Counter[str]()
            wrong: list[str] = []
            for _ in range(count):
                shutil.rmtree(folder)
                folder.mkdir()
                if attacked.file:
                    (folder / attacked.file).write_bytes(OLD)
                after_s = random.uniform(0, BEYOND * takes_s)
                ended = stopped(attacked, folder, by, after_s)
                takes_s = min(
                    takes_s, ended.after_s
                )  # it was slow at first, with others to wait for
                if by == signal.SIGKILL:  # which leaves nobody to take it away
                    for path in folder.glob(".*.part"):
                        path.unlink()
                odd = [*ended.wrong, *attacked.look(folder, whole)]
                found[ended.how] += 1
                wrong += (f"{name}, {by.name} after {after_s:.3f} s: {each}" for each in odd)
            yield by.name, found, wrong


def main() -> None:
    """Run what is asked for, and print what was found; the exit status is 1 where anything was wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=100, help="times a command and signal")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--commands", nargs="+", default=[*COMMANDS], choices=[*COMMANDS])
    parser.add_argument("--signals", nargs="+", default=[*SIGNALS], choices=SIGNALS)
    asked = parser.parse_args()
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell may have switched it off
    signal.signal(signal.SIGHUP, signal.SIG_DFL)  # and nohup this one
    anything = False
    for name in asked.commands:
        for by, found, wrong in attack(name, asked.signals, asked.count, asked.seed):
            how = ", ".join(f"{times} {what}" for what, times in sorted(found.items()))
            print("\n".join([*wrong, f"{name}, {by}: {how}; {len(wrong)} wrong"]), flush=True)
            anything = anything or bool(wrong)
    sys.exit(anything)


if __name__ == "__main__":
    main()
