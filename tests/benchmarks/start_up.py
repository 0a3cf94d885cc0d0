"""`simul compare polgar` as a whole process, beside a Python that only imports what it imports.

Measured is CPU time, of which other programs take less than of the time by the watch.
"""

import re
import resource
import subprocess
import sys
from statistics import median

from tests.benchmarks.goals import Goal

ROUNDS = 9
_ASKED = ["-m", "simul", "compare", "polgar"]
_IMPORTED = re.compile(r"^import time: +\d+ \| +\d+ \| *(\S+)$", re.MULTILINE)


def imported(*words: str) -> list[str]:
    """Return every module that a Python with these words imports, in order, as -X importtime lists them."""
    done = subprocess.run(
        [sys.executable, "-X", "importtime", *words],
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    return _IMPORTED.findall(done.stderr)


def importing(modules: list[str]) -> list[str]:
    """Return the words with which a Python imports these, and leaves out what this system lacks."""
    tries = (f"try: import {module}\nexcept ImportError: pass" for module in modules)
    return ["-c", "\n".join(tries)]


def _cpu_s(words: list[str]) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, *words], check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def goal() -> Goal:
    """Measure it, in turns."""
    modules = imported(*_ASKED)
    others = [module for module in modules if module.partition(".")[0] != "simul"]
    ways = [_ASKED, importing(modules), importing(others)]
    for words in ways:
        _cpu_s(words)  # warm up
    rounds = [[_cpu_s(words) for words in ways] for _ in range(ROUNDS)]
    whole_ms, imports_ms, others_ms = (
        1000 * median(column) for column in zip(*rounds, strict=True)
    )
    return Goal(
        f"simul compare polgar, a process of {whole_ms:.0f} ms, beside its imports, {imports_ms:.0f} ms "
        f"({others_ms:.0f} ms without simul's own modules)",
        median(whole / imports for whole, imports, _ in rounds),
        "times",
        1.5,
    )
