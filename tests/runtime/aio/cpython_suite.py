"""Run CPython's own tests of asyncio on the exhibition's loop.

    python -m tests.runtime.aio.cpython_suite MODULE

Exits with 0 where all pass, and prints how many there were.
"""

import asyncio
import sys
import unittest

from simul.hall.clock import Clock
from simul.hall.hall import Hall
from simul.runtime.aio.event_loop import ExhibitionLoop
from tests.core_plans import constant


class Policy(asyncio.DefaultEventLoopPolicy):
    """Makes loops on exhibition time."""

    def new_event_loop(self) -> asyncio.AbstractEventLoop:
        clock = Clock()
        return ExhibitionLoop(Hall(constant(1, 1, 1e9, 1e9), clock), clock, __file__)


def main(module: str) -> int:
    """Run one module's tests."""
    suite = unittest.defaultTestLoader.loadTestsFromName(f"test.test_asyncio.{module}")
    asyncio.set_event_loop_policy(Policy())
    result = unittest.TextTestRunner(verbosity=1).run(suite)
    print(f"{result.testsRun} tests, {len(result.skipped)} skipped")
    return 0 if result.wasSuccessful() and result.testsRun else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
