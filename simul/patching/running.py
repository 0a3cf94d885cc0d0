"""The process in which the exhibition is played, with the standard library patched before, or not."""

import json
import sys
import time


def main() -> None:
    """Answer one question, {"patched": true or false}, with what was played and how long it took."""
    if json.load(sys.stdin)["patched"]:
        from gevent import monkey

        monkey.patch_all()  # before anything else is imported
    from simul.patching import exhibition

    began = time.perf_counter()
    exhibition.play()
    wall_s = time.perf_counter() - began
    names = ("BOARDS", "PAIRS", "MASTER_S", "OPPONENT_S")
    json.dump(
        {name.lower(): getattr(exhibition, name) for name in names} | {"wall_s": wall_s}, sys.stdout
    )
