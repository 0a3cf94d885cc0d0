"""A quick part of `python -m tests.survival.commands`."""

from pathlib import Path

import pytest

from tests.survival.commands import attack


@pytest.mark.slow
def test_commands_at_random_end_as_documented(tmp_path: Path) -> None:
    found = attack(80, 1, tmp_path)
    assert found["status 0"]
    assert found["status 2"]
