"""`simul compare polgar` as a whole process, beside a Python that imports asyncio and chess.pgn."""

import subprocess
import sys
import time
from statistics import median

ROUNDS = 9
OURS = [sys.executable, "-m", "simul", "compare", "polgar"]
THEIRS = [sys.executable, "-c", "import asyncio, chess.pgn"]


def _wall(command: list[str]) -> float:
    began = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - began


def report() -> list[str]:
    """Measure, and return what came out, in lines."""
    _wall(OURS), _wall(THEIRS)  # warm up
    walls = [(_wall(OURS), _wall(THEIRS)) for _ in range(ROUNDS)]
    ratio = median(ours / theirs for ours, theirs in walls)
    return [
        f"start-up: simul compare polgar takes {1000 * median(ours for ours, _ in walls):.0f} ms, "
        f"{ratio:.2f} times an import of asyncio and chess.pgn (goal: at most 2.5)"
    ]
