"""The option -o: files, in the formats that their endings ask for; and printing besides."""

import sys
from collections.abc import Callable, Iterable, Sequence
from functools import partial, wraps
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple, TypeVar

import click
from click.core import ParameterSource

from simul.cli.options import Failure, Mistake
from simul.cli.progress import StatusLine
from simul.cli.stderr import tell
from simul.formats.registry import FORMATS
from simul.formats.result import Result
from simul.saving import NotSaved, check_free, saving
from simul.scenario.wording import shown, written

Command = TypeVar("Command", bound=Callable[..., Any])

STDOUT = "-"
MOST_NAMED = 5
"""Endings that a help text lists, at the most; simul manual files has them all."""


class FileOut(NamedTuple):
    """A file asked for: its path, None for stdout; its ending, which says the format ("" for --format)."""

    path: Path | None
    ending: str
    overwrite: bool


class Printing:
    """A context to print in. What stdout raises is raised when it is left, if there are files to write.

    Where there are none, it is raised at once: then there is nothing to go on for.
    """

    def __init__(self, files: Sequence[FileOut]) -> None:
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


def write_all(contents: Sequence[tuple[FileOut, Iterable[bytes]]], printing: Printing) -> None:
    """Write each file, given in parts, the others too where one cannot be written.

    Raises Failure, which says which were.
    """
    problems, done = [], []
    for file, content in contents:
        if file.path is None:
            if printing.print(partial(_to_stdout, content)):
                done.append("stdout")
            continue
        try:
            with saving(file.path, file.overwrite) as out:
                out.writelines(content)
        except NotSaved as error:
            problems.append(str(error))
        else:
            done.append(shown(file.path))
    if problems and done:
        problems.append(f"written: {', '.join(done)}")
    if problems:
        raise Failure("\n".join(problems))


def _to_stdout(content: Iterable[bytes]) -> None:
    sys.stdout.flush()
    sys.stdout.buffer.writelines(content)


def takes_files(*endings: str, required: bool = False) -> Callable[[Command], Command]:
    """Give a command -o, repeatable, and --force; it is called with `files`, a list of FileOut.

    Every file is looked at before the command begins: whether its ending is one of `endings`, and
    whether it may be written. Raises UsageError and Mistake.
    """
    known = "" if len(endings) > MOST_NAMED else f": {', '.join(endings)}"

    def decorate(function: Command) -> Command:
        @wraps(function)
        def command(paths: tuple[str, ...], force: bool, **options: Any) -> Any:
            return function(files=_asked(paths, endings, force), **options)

        decorated: Any = click.option(
            "--force", is_flag=True, help="Let -o overwrite files that exist."
        )(command)
        decorated = click.option(
            "-o",
            "--output",
            "paths",
            multiple=True,
            required=required,
            metavar="FILE",
            help=f"Write a file of the type that its ending names{known}. Repeatable; - is stdout.",
        )(decorated)
        result: Command = decorated
        return result

    return decorate


def _asked(paths: tuple[str, ...], endings: tuple[str, ...], force: bool) -> list[FileOut]:
    files = [_file(path, endings, force) for path in paths]
    if sum(file.path is None for file in files) > 1:
        raise click.UsageError("-o: only one thing can go to stdout; name files for the others")
    paths_named = [file.path for file in files if file.path is not None]
    try:
        for path in paths_named:
            check_free(path, overwrite=force)
    except NotSaved as error:
        raise Mistake(f"-o: {error}") from None
    resolved = [path.resolve() for path in paths_named]
    for path in resolved:
        if path.is_char_device() or path.is_fifo():
            continue
        if resolved.count(path) > 1:
            raise click.UsageError(f"-o: {shown(path.name)} is named twice; give each file once")
    return files


def _file(path: str, endings: tuple[str, ...], force: bool) -> FileOut:
    if path == STDOUT:
        return FileOut(None, "", force)
    ending = ending_of(path, endings)
    if not ending:
        raise click.UsageError(
            f"-o: {written(path)}: unknown file type; end the name in {_or(endings)}"
        )
    return FileOut(None if path == STDOUT + ending else Path(path), ending, force)


def ending_of(path: str, endings: tuple[str, ...]) -> str:
    """Return the longest of the endings that the path has, "" where it has none.

    A file may also be named by an ending of two parts alone: trace.json has the ending .trace.json.
    """
    name = Path(path).name.casefold()
    found = [
        ending
        for ending in endings
        if name.endswith(ending) or (ending.count(".") > 1 and f".{name}" == ending)
    ]
    return max(found, key=len, default="")


def _or(words: tuple[str, ...]) -> str:
    return " or ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def check_possible(files: list[FileOut]) -> None:
    """Look whether all that was asked for can be made, before anything is played.

    Raises Failure where something is not installed, and UsageError where a picture would go to a terminal.
    """
    for file in files:
        if not file.ending:
            continue
        form = FORMATS[file.ending]
        if problem := form.missing():
            raise Failure(f"-o: {problem}")
        if form.binary and file.path is None and sys.stdout.isatty():
            kind = file.ending.removeprefix(".").upper()
            raise click.UsageError(
                f"-o: a {kind} is not for a terminal; name a file, or use a pipe"
            )


def need_lines(files: list[FileOut]) -> bool:
    """Say whether a file that was asked for shows at which line of the source everybody is."""
    return any(FORMATS[file.ending].lines for file in files if file.ending)


def printed_format(form: str, files: list[FileOut]) -> str | None:
    """Return what is printed on stdout besides: `form`, or None where -o says what goes there.

    Raises UsageError where both do.
    """
    ending = next((file.ending for file in files if file.path is None), "")
    if not ending:
        return form
    if click.get_current_context().get_parameter_source("form") == ParameterSource.COMMANDLINE:
        raise click.UsageError(f"--format and -o -{ending}: both say what goes to stdout; give one")
    return None


def export(result: Result, files: list[FileOut], printing: Printing) -> None:
    """Make every file that was asked for, and then write them; raises Failure.

    What is large is made while it is written.
    """
    made = []
    for file in files:
        if file.ending:
            with StatusLine() as status:
                status.say(f"making {shown(file.path or 'what goes to stdout')}")
                made.append((file, FORMATS[file.ending].content(result)))
    write_all(made, printing)
