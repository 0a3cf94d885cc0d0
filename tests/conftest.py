"""What every test starts from: the same draws each time, and no settings of whoever runs them."""

import os

from hypothesis import settings

for _name in [*os.environ]:
    if _name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS") or _name.startswith("TEXTUAL_"):
        del os.environ[_name]

settings.register_profile("simul", derandomize=True, deadline=None, max_examples=40)
settings.load_profile("simul")
