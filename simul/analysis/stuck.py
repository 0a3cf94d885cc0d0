"""What a run was ended by that got stuck, as a warning."""

import re
from pathlib import Path

from simul.analysis.warnings import RunWarning
from simul.runtime.stuck import Stuck


def stuck_warning(error: Stuck, source: Path) -> RunWarning:
    """Return it with the text of each line of the source that is named, but where it says what for."""
    lines = source.read_text(encoding="utf-8").splitlines()

    def with_text(match: re.Match[str]) -> str:
        text = lines[int(match[1]) - 1].split("  #")[0].strip()
        return f"{match[0]} ({text})"

    text = re.sub(r"\bwaits at line (\d+)\b(?! for )", with_text, str(error))
    return RunWarning(type(error).__name__.lower(), text)
