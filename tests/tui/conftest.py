"""What every test of the screen starts from: all colours, and scrollbars as Textual draws them."""

import os
from collections.abc import Iterator

import pytest

from simul.tui.style.scrollbars import whole_cells

os.environ["COLORTERM"] = "truecolor"


@pytest.fixture(autouse=True)
def _usual_scrollbars() -> Iterator[None]:
    """How they are drawn is the same for all apps in a process: another test may have changed it."""
    whole_cells(False)
    yield
    whole_cells(False)
