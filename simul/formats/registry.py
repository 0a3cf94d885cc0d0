"""The registry of formats: what -o can write, by the ending of the file's name."""

from collections.abc import Iterable
from importlib import import_module
from importlib.util import find_spec

import msgspec

from simul.formats.result import Result


class Format(msgspec.Struct, frozen=True, kw_only=True):
    """One format. `module` has its `render`, which makes of a Result a text, bytes, or bytes in parts.

    `needs` is the distribution that it needs, `extra` the extra of ours that installs it, and `instead` the
    ending of a format that shows the same. `binary` says that it is not for a terminal, `lines` that it shows
    at which line of the source everybody is. `about` says in a few words what it is for.
    """

    ending: str
    module: str
    about: str
    needs: str = ""
    extra: str = ""
    instead: str = ""
    binary: bool = False
    lines: bool = False

    def missing(self) -> str:
        """Return what is not installed, and what to do; "" where it can be made."""
        if not self.needs or find_spec(self.needs.replace("-", "_")) is not None:
            return ""
        kind = self.ending.removeprefix(".").upper()
        install = f"pip install 'chess-simul[{self.extra}]'"
        return f"a {kind} needs {self.needs}: {install}; or write the same as {self.instead}"

    def content(self, result: Result) -> Iterable[bytes]:
        """Give the bytes of the file, in parts."""
        made: str | bytes | Iterable[bytes] = import_module(self.module).render(result)
        if isinstance(made, str):
            return (made.encode("utf-8", "replace"),)
        return (made,) if isinstance(made, bytes) else made


FORMATS = {
    each.ending: each
    for each in (
        Format(ending=".json", module="simul.formats.json", about="every figure, for programs"),
        Format(ending=".csv", module="simul.formats.csv", about="a row a mode, for spreadsheets"),
        Format(ending=".md", module="simul.formats.markdown", about="the tables, in Markdown"),
        Format(ending=".pgn", module="simul.formats.pgn", about="every game, with clock times"),
        Format(
            ending=".svg", module="simul.formats.picture.svg", about="the timeline, as a picture"
        ),
        Format(
            ending=".png",
            module="simul.formats.png",
            about="the same picture in pixels",
            needs="resvg-py",
            extra="png",
            instead=".svg",
            binary=True,
        ),
        Format(
            ending=".trace.json",
            module="simul.formats.trace_events",
            about="every event, for a trace viewer such as Perfetto",
            lines=True,
        ),
        Format(
            ending=".html", module="simul.formats.html", about="one page with all of it, to print"
        ),
    )
}
"""The formats by ending, in the order in which they are listed."""
