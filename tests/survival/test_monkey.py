"""A quick part of what the monkey tries."""

from pathlib import Path

import pytest

from tests.survival.monkey import Monkey, leave, slope_per_minute
from tests.tui.terminal import Terminal

ACTS = 150
"""How many things it does in a test."""


@pytest.mark.slow
@pytest.mark.parametrize(("seed", "modes"), [(1, "sync,async"), (2, "threads,processes")])
def test_it_finds_nothing(seed: int, modes: str, tmp_path: Path) -> None:
    monkey = Monkey(seed)
    words = ("watch", "polgar", "-n", "4", "--modes", modes, "--speed", "1e9")
    with Terminal(*words, cwd=tmp_path) as terminal:
        terminal.until("playing|paused|done|over")
        terminal.never_block()
        for _ in range(ACTS):
            monkey.act(terminal)
        assert leave(terminal, terminal.process.poll() is not None), terminal.text


def test_the_slope_is_what_a_line_grows_by_a_minute() -> None:
    assert slope_per_minute([(0, 100.0), (30, 101.0), (60, 102.0)]) == pytest.approx(2.0)
    assert slope_per_minute([(0, 100.0), (20, 101.0), (40, 100.0)]) == pytest.approx(0.0)
