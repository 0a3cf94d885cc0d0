"""A sweep of ten thousand exhibitions, as a process: how many a second, and whether its memory grows.

The memory is that of the process which hands out the work and gathers the rows, at its peak, as the
system has it. It is measured at ten thousand exhibitions and at a tenth of them.
"""

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

BOARDS, SEEDS = 25, 200
_PROGRAM = """
import json, resource, sys
from simul.cli.main import cli
cli.main(sys.argv[1:], standalone_mode=False)
print(json.dumps(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss))
"""


def _sweep(seeds: int, *more: str) -> tuple[float, float]:
    """Return the seconds that it took, and the MiB of its process at the peak."""
    with tempfile.TemporaryDirectory() as folder:
        out = str(Path(folder) / "sweep.csv")
        words = ["sweep", "polgar", "--boards", f"1:{BOARDS}", "--opponents", "exponential(55s)"]
        words += ["--seed", f"1:{seeds}", "-o", out, "--format", "csv", *more]
        began = time.perf_counter()
        done = subprocess.run(
            [sys.executable, "-c", _PROGRAM, *words], check=True, stdout=subprocess.PIPE, text=True
        )
        wall = time.perf_counter() - began
        return wall, json.loads(done.stdout.splitlines()[-1]) / 1024


def report() -> list[str]:
    """Measure, and return what came out, in lines."""
    exhibitions = 2 * BOARDS * SEEDS
    _, few = _sweep(SEEDS // 10)
    lines = [f"sweep: {exhibitions:,} exhibitions of 1 to {BOARDS} boards, sync and async"]
    for workers in (1, 2):
        wall, peak = _sweep(SEEDS, "--workers", str(workers))
        lines.append(
            f"  {workers} worker{'s' * (workers > 1):1}  {wall:5.1f} s, {exhibitions / wall:7,.0f} a second, "
            f"{peak:.1f} MiB at the peak, {peak - few:+.1f} MiB beside a tenth of them (goal: at most 5)"
        )
    return lines
