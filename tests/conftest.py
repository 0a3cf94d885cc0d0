"""What every test starts from: the same draws each time, and no settings of whoever runs them."""

import gc
import os
from collections.abc import Iterator

import pytest
from hypothesis import settings

for _name in [*os.environ]:
    if _name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS") or _name.startswith("TEXTUAL_"):
        del os.environ[_name]

settings.register_profile("simul", derandomize=True, deadline=None, max_examples=40)
settings.load_profile("simul")


@pytest.fixture(autouse=True, scope="module")
def _nothing_of_other_modules_is_looked_at() -> Iterator[None]:
    """Keep what is there already out of the garbage collector's way: tests that call it take a tenth."""
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()
