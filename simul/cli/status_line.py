"""A line on stderr that says what is being done, while it is being done; on a terminal only."""

import sys
from types import TracebackType

from simul.cli.stderr import tell_over


class StatusLine:
    """A context; when it is left, the line goes away."""

    def __init__(self) -> None:
        self._shown = sys.stderr.isatty()

    def say(self, text: str) -> None:
        """Put this in place of what was said before."""
        if self._shown:
            tell_over(text)

    def __enter__(self) -> "StatusLine":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.say("")
