"""The process in which the exhibition is played, with the standard library patched before, or not."""

import json
import sys
import time
import warnings
from typing import Any

import msgspec

from simul.experiments.patching.patches import Patch


def main() -> None:
    """Answer one question, a Patch, with what was played, how long it took, and in how many threads."""
    patch = msgspec.convert(json.load(sys.stdin), Patch)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # eventlet warns that it gets bug fixes only
        patch.apply()
    from simul.experiments.patching import exhibition

    threads = []
    opponent = exhibition.opponent

    def counted(board: Any) -> None:
        threads.append(len(sys._current_frames()))  # of the system: greenlets are not among them
        opponent(board)

    vars(exhibition)["opponent"] = counted
    began = time.perf_counter()
    exhibition.play()
    wall_s = time.perf_counter() - began
    names = ("BOARDS", "PAIRS", "MASTER_S", "OPPONENT_S")
    json.dump(
        {name.lower(): getattr(exhibition, name) for name in names}
        | {"wall_s": wall_s, "system_threads": max(threads)},
        sys.stdout,
    )
