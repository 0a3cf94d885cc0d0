"""Printing where files are written besides: a stdout that breaks does not cost the files."""

import sys
from collections.abc import Callable, Sequence
from types import TracebackType
from typing import TYPE_CHECKING

from simul.cli.options import Failure
from simul.cli.telling import tell

if TYPE_CHECKING:
    from simul.cli.files_out import FileOut


class Printing:
    """A context to print in. What stdout raises is raised when it is left, if there are files to write.

    Where there are none, it is raised at once: then there is nothing to go on for.
    """

    def __init__(self, files: "Sequence[FileOut]") -> None:
        self._goes_on = any(file.path is not None for file in files)
        self._broken: OSError | None = None

    def print(self, show: Callable[[], object]) -> bool:
        """Call what prints, unless stdout is broken already; tell whether it was printed."""
        if self._broken is not None:
            return False
        try:
            show()
            sys.stdout.flush()
        except OSError as error:
            if not self._goes_on:
                raise
            self._broken = error
        return self._broken is None

    def __enter__(self) -> "Printing":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self._broken is None or not (error is None or isinstance(error, Failure)):
            return
        if error is not None:
            tell(error.message)
        raise self._broken from None
