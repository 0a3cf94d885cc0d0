"""Our event loop is asyncio: CPython's own tests of asyncio pass on it."""

import subprocess
import sys
from importlib.util import find_spec

import pytest

SUITES = ["test_locks", "test_queues", "test_taskgroups", "test_timeouts", "test_waitfor"]
if sys.version_info >= (3, 12):
    SUITES.append("test_eager_task_factory")


def _has_cpythons_tests() -> bool:
    try:
        return find_spec("test.test_asyncio") is not None
    except ModuleNotFoundError:
        return False


@pytest.mark.slow
@pytest.mark.skipif(not _has_cpythons_tests(), reason="this Python comes without its own tests")
@pytest.mark.parametrize("suite", SUITES)
def test_cpythons_own_tests_pass(suite: str) -> None:
    command = [sys.executable, "-m", "tests.runtime.aio.cpython_suite", suite]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
