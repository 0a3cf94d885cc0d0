"""A quick part of `python -m tests.survival.kills`."""

import sys

import pytest

from tests.survival.kills import SIGNALS, attack

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="what is left is found in /proc"),
]


@pytest.mark.parametrize("name", ["compare", "processes", "record", "sweep"])
def test_what_is_stopped_at_any_moment_leaves_nothing_wrong(name: str) -> None:
    for _, found, wrong in attack(name, SIGNALS, 1, seed=1):
        assert wrong == []
        assert found.total() == 1
