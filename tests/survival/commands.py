"""Type whole commands at random, and see that each ends as documented: `python -m tests.survival.commands`.

Each ends with status 0, 1 or 2, without a traceback, prints nothing that would move a cursor, and leaves no
file but those asked for, and those whole. Most are run in this process, some in processes of their own, with
odd encodings.
"""

import argparse
import contextlib
import os
import subprocess
import sys
import time
import warnings
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from click.testing import CliRunner

from simul.cli.main import cli
from simul.cli.stderr import as_typed
from tests.survival.words import NAMES, make_files, words

LONGEST_S = 60.0
"""Seconds that a command may take, on a machine that has other things to do."""
ENCODINGS = ("utf-8", "koi8-r", "latin-1", "ascii")
BY_THEMSELVES = 8
"""One command in as many is run in a process of its own."""


class NotSurvived(AssertionError):  # noqa: N818
    """Something went wrong; the message has the command."""


def contents(folder: Path) -> dict[str, bytes]:
    """What is in every file of a folder."""
    return {
        str(path.relative_to(folder)): path.read_bytes() if path.is_file() else b""
        for path in folder.rglob("*")
    }


def in_this_process(asked: list[str]) -> tuple[int, str]:
    """Run a command; return its status, and what it printed."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        done = CliRunner().invoke(cli, asked, color=True, prog_name="simul")
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise NotSurvived(f"$ {as_typed(['simul', *asked])}") from done.exception
    return done.exit_code, done.output


def in_a_process(asked: list[str], encoding: str) -> tuple[int, str]:
    """Run a command in a process of its own, whose stdout has this encoding."""
    done = subprocess.run(
        [sys.executable, "-m", "simul", *asked],
        env=os.environ
        | {"PYTHONIOENCODING": encoding, "PYTHONPATH": str(Path(__file__).parents[2])},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=LONGEST_S,
        check=False,
    )
    if encoding == "ascii" or any(word.startswith("-.") for word in asked):
        encoding = "utf-8"  # as click has it, and files that go to stdout
    said = (done.stdout + done.stderr).decode(encoding, "replace")
    return done.returncode, said


def problems(status: int, said: str, seconds: float) -> Iterator[str]:
    """What is wrong with how a command ended."""
    if status not in (0, 1, 2):
        yield f"ended with {status}"
    if "Traceback" in said:
        yield "printed a traceback"
    if odd := {letter for letter in said if not (letter.isprintable() or letter == "\n")}:
        yield f"printed {sorted(odd)}"
    if not said.strip() and status:
        yield "said nothing"
    if seconds > LONGEST_S:
        yield f"took {seconds:.0f} s"


def attack(count: int, seed: int, folder: Path) -> Counter[str]:
    """Run so many commands in a folder; return how many ended how. Raises NotSurvived."""
    random = Random(seed)
    make_files(folder)
    before = contents(folder)
    found: Counter[str] = Counter()
    with contextlib.chdir(folder):
        for number in range(count):
            asked = words(random)
            began = time.monotonic()
            alone = not any("\0" in word for word in asked) and number % BY_THEMSELVES == 0
            if alone:
                status, said = in_a_process(asked, random.choice(ENCODINGS))
            else:
                status, said = in_this_process(asked)
            wrong = [*problems(status, said, time.monotonic() - began)]
            wrong += left_over(before, contents(folder))
            if wrong:
                raise NotSurvived(f"$ {as_typed(['simul', *asked])}\n{'; '.join(wrong)}\n{said}")
            found[f"status {status}"] += 1
            found["in processes of their own"] += alone
    return found


def left_over(before: dict[str, bytes], after: dict[str, bytes]) -> list[str]:
    """Take away the files that were asked for; say what else is different."""
    wrong = []
    for name in sorted(before.keys() | after.keys()):
        if name in before and after.get(name) != before[name]:
            wrong.append(f"changed {name!r}")
        elif name not in before:
            if Path(name).name not in NAMES and not any(name.endswith(one) for one in NAMES):
                wrong.append(f"left {name!r}")
            elif not after[name]:
                wrong.append(f"left {name!r} empty")
            Path(name).unlink()
    return wrong


def main() -> None:
    """Run what is asked for, and print how it ended."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    began = time.monotonic()
    with TemporaryDirectory() as folder:
        found = attack(asked.count, asked.seed, Path(folder))
    how = ", ".join(f"{count} {what}" for what, count in sorted(found.items()))
    print(f"{asked.count} commands, seed {asked.seed}: {how}; {time.monotonic() - began:.0f} s")


if __name__ == "__main__":
    main()
