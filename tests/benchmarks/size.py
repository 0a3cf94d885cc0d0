"""The process in which a contender is measured by its size: it plays once, at so many boards."""

import gc
import sys
import time
import tracemalloc

import msgspec

from simul.experiments.costs.machine import ResidentGrowth
from tests.benchmarks.contenders import CONTENDERS
from tests.benchmarks.plans import polgar

COUNTED_BY_THE_SYSTEM = 10_000
"""Boards from which the growth of the process, which is in whole arenas, is exact enough."""


class Size(msgspec.Struct, frozen=True):
    """The CPU time of playing once (s), and the memory at its peak above what there was (bytes)."""

    cpu_s: float
    memory_bytes: int


def measure(name: str, boards: int) -> Size:
    """Warm up with one board, and play; with few boards, once more for Python to count the memory."""
    play = CONTENDERS[name].load()
    play(polgar(1))
    plan = polgar(boards)
    gc.collect()
    resident = ResidentGrowth()
    began = time.process_time()
    played = play(plan)
    cpu_s = time.process_time() - began
    memory_bytes = resident.now()
    del played  # it had to be there until now
    if boards < COUNTED_BY_THE_SYSTEM:
        gc.collect()
        tracemalloc.start()
        play(plan)
        _, memory_bytes = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    return Size(cpu_s, memory_bytes)


def main() -> None:
    """Answer one question, {"contender": NAME, "boards": COUNT}, with a size."""
    question = msgspec.json.decode(sys.stdin.buffer.read())
    size = measure(question["contender"], question["boards"])
    sys.stdout.buffer.write(msgspec.json.encode(size))
