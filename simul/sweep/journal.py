"""The journal of a sweep: every job that is done, on a line of its own, so that nothing is done twice.

The first line says which sweep it is of, in JSON. Each other is a job, written when it is done, whichever
that is: a checksum, a space, and a `Done` in JSON. The checksum, 8 hexadecimal digits, is the CRC-32 (that
of zlib and PNG) of all lines up to here, without line ends and without checksums; so a line that was
changed, left out, doubled or moved is found. The last line is dropped where it was cut off.

What is written survives a crash of the program. To survive a power cut too, the file is synced when it
has its first line, when jobs are written and the last sync was SYNC_EVERY_S ago or more, and when it is
closed.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from hashlib import file_digest
from io import FileIO
from itertools import islice
from os import fsync
from pathlib import Path
from time import monotonic
from typing import Any, Literal
from zlib import crc32

import msgspec

from simul.saving import sync_folder
from simul.scenario.checking import as_raw
from simul.scenario.plan import make_plan
from simul.scenario.wording import escaped
from simul.sweep.executors import installed_version
from simul.sweep.job import Done
from simul.sweep.journal_lines import (
    JournalError,
    damaged,
    done_in,
    line_of,
    no_trouble,
    whole_lines,
)
from simul.sweep.points import Sweep
from simul.sweep.rows import in_order

FORMAT = 2
SUFFIX = ".journal"
SYNC_EVERY_S = 1.0
"""Seconds between two syncs: what a power cut may cost."""


class NotThisSweep(JournalError):  # noqa: N818
    """The journal of the sweep that was asked for is missing: there is another's, or none."""


class GoingOn(JournalError):  # noqa: N818
    """Somebody is writing the journal: the sweep has not been stopped."""


def journal_of(output: Path) -> Path:
    """Return where the journal of a sweep stands that is written to this file."""
    return output.with_name(output.name + SUFFIX)


def identity(sweep: Sweep) -> dict[str, Any]:
    """Return what must be the same for what is in a journal to be of this sweep: {what it is: value}."""
    scenario = sweep.scenario(next(sweep.points()))
    games = ""
    if sweep.base.games not in ("bundled", "random"):
        with Path(sweep.base.games).open("rb") as file:
            games = file_digest(file, "sha256").hexdigest()[:16]
    return {
        "journal of a sweep, format": FORMAT,
        "version of simul": installed_version(),
        "scenario": as_raw(sweep.base),
        "options": sweep.fixed,
        "swept": [[name, values.text] for name, values in sweep.axes.items()],
        "modes": [mode.name for mode in sweep.modes],
        "repeat": sweep.repeat,
        "run": sweep.run,
        "first plan": make_plan(scenario).digest(),
        "games": games,
    }


class Journal:
    """A journal that is open: `count` jobs are in it.

    When it was opened, these were the first `finished`, and those of the numbers `beyond`; their sizes
    added up to `size`, and the whole lines went to byte `end`. `file` is unbuffered, and stands there. Raises
    JournalError, whatever is asked of it, where a line is damaged or the file cannot be read or written.
    """

    def __init__(self, path: Path, file: FileIO, sweep: Sweep) -> None:
        self.path = path
        self._file = file
        self._checksum = self.end = 0
        self.finished = self.size = 0
        beyond = set()
        for line in whole_lines(path):
            self._checksum, self.end = line.checksum, line.end
            if line.number == 1:
                continue
            done = done_in(path, line)
            if done.job < self.finished or done.job in beyond or not _of_sweep(done, sweep):
                raise damaged(path, line)
            beyond.add(done.job)
            self.size += done.size
            while self.finished in beyond:
                beyond.remove(self.finished)
                self.finished += 1
        self.beyond = frozenset(beyond)
        self.count = self.finished + len(self.beyond)
        self._synced_at = monotonic()

    def add(self, done: Sequence[Done]) -> None:
        """Write jobs that are done."""
        lines = []
        for content in map(msgspec.json.encode, done):
            self._checksum = crc32(content, self._checksum)
            lines.append(line_of(content, self._checksum))
        with no_trouble(self.path):
            _write(self._file, b"".join(lines))
            if monotonic() - self._synced_at >= SYNC_EVERY_S:
                fsync(self._file.fileno())
                self._synced_at = monotonic()
        self.count += len(done)

    def done(self) -> Iterator[Done]:
        """Give every job in it, in the order in which they were done; each is read when it is asked for."""
        for line in islice(whole_lines(self.path), 1, None):
            yield done_in(self.path, line)

    def in_order(self) -> Iterator[Done]:
        """Give the jobs in the order of their numbers, up to the first that is not done."""
        return in_order(self.done())


@contextmanager
def beginning(path: Path, sweep: Sweep) -> Iterator[Journal]:
    """Give a new journal; raises JournalError, where there is one already too."""
    first_line = msgspec.json.encode(identity(sweep)) + b"\n"
    with _opened(path, "x+b") as file:
        with no_trouble(path):
            _write(file, first_line)
            fsync(file.fileno())
            sync_folder(path.parent)  # so that it has a name, too
        yield Journal(path, file, sweep)


@contextmanager
def resuming(path: Path, sweep: Sweep) -> Iterator[Journal]:
    """Give the journal that is there; raises JournalError where it is damaged.

    NotThisSweep is raised where it is of another sweep, or none, and GoingOn where it is being written.
    """
    if not path.exists():
        raise NotThisSweep(
            f"{path}: does not exist, so there is nothing to resume; leave --resume out"
        )
    with _opened(path, "r+b") as file:
        _check_same(path, sweep)
        journal = Journal(path, file, sweep)
        with no_trouble(path):
            file.truncate(journal.end)
            file.seek(journal.end)
        yield journal


def is_there(path: Path, sweep: Sweep) -> bool:
    """Tell whether this sweep has left a journal there.

    Raises GoingOn where it is still being written, and NotThisSweep where it is of another sweep, or none.
    """
    if not path.exists():
        return False
    with _opened(path, "r+b"):
        _check_same(path, sweep)
        return True


@contextmanager
def _opened(path: Path, how: Literal["x+b", "r+b"]) -> Iterator[FileIO]:
    """Give the file, which nobody else writes meanwhile; raises JournalError."""
    with no_trouble(path):
        file = path.open(how, buffering=0)
    with file:
        _lock(file, path)
        try:
            yield file
        finally:
            with suppress(OSError):  # whoever wrote has been told what is wrong
                fsync(file.fileno())


def _of_sweep(done: Done, sweep: Sweep) -> bool:
    """Tell whether a job can be one of the sweep; its texts are to be shown."""
    texts = [text for one in done.outcomes for text in (one.ended, one.left_out) if text]
    return (
        done.job < sweep.jobs
        and len(done.outcomes) == len(sweep.modes)
        and all(map(str.isprintable, texts))
    )


def _write(file: FileIO, content: bytes) -> None:
    rest = memoryview(content)
    while rest:
        rest = rest[file.write(rest) :]


def _lock(file: FileIO, path: Path) -> None:
    """Lock it against a second program; the system releases the lock when we end."""
    with suppress(ImportError):
        import fcntl

        try:
            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise GoingOn(
                f"{path}: a sweep that is going on is writing it; wait until it has ended, "
                "or name another file with -o"
            ) from None
        except OSError:
            pass  # a file system that knows no locks


def _check_same(path: Path, sweep: Sweep) -> None:
    ours = identity(sweep)
    first = next(whole_lines(path), None)
    try:
        theirs = msgspec.json.decode(first.content if first else b"", type=dict[str, Any])
    except (ValueError, RecursionError):
        theirs = {}
    if theirs.keys() != ours.keys():
        raise NotThisSweep(f"{path}: is not the journal of a sweep; move it away to begin anew")
    ours = msgspec.json.decode(msgspec.json.encode(ours))
    for what, value in ours.items():
        if theirs[what] != value:
            raise NotThisSweep(
                f"{path}: is of another sweep: {what}: {_shown(theirs[what])} there, {_shown(value)} "
                "here; ask for the same again, or move it away to begin anew"
            )


def _shown(value: Any) -> str:
    text = escaped(msgspec.json.encode(value).decode())
    return text if len(text) <= 100 else f"{text[:97]}..."
