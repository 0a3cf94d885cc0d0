"""Files that a person asked for: written beside, then put in place, so that none is ever half written."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from simul.scenario.wording import shown


class NotSaved(Exception):  # noqa: N818
    """A file could not be written; the message names it, says why and what to do."""


def check_free(path: Path, overwrite: bool = False) -> None:
    """Look, before there is anything to write, whether a file can be put there; raises NotSaved.

    A device or a pipe may stand there, to be written into; a file only where it may be overwritten.
    """
    check_name(path)
    folder = path.parent
    place = shown(path)
    if not folder.is_dir():
        raise NotSaved(
            f"{place}: there is no folder {shown(folder)}; make it first, or name another"
        )
    if path.is_dir():
        raise NotSaved(f"{place}: that is a folder; name a file in it")
    if path.is_file() and not overwrite:
        raise NotSaved(f"{place}: already exists; use --force to overwrite")
    if not _is_special(path) and not os.access(folder, os.W_OK | os.X_OK):
        raise NotSaved(f"{place}: no file may be made in {shown(folder)}; name another folder")


def check_name(path: Path) -> None:
    """Look whether there can be a file of that name at all; raises NotSaved."""
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        pass  # it can be, or `check_free` says what is missing
    except OSError as error:  # too long a name, links that go round, a folder that may not be read
        raise NotSaved(f"{shown(path)}: {error.strerror or error}; give another name") from None
    except ValueError:
        raise NotSaved(f"{shown(path)}: no file can have such a name; give another") from None
    try:
        path.absolute()
    except OSError:
        raise NotSaved(
            f"{shown(path)}: the folder that you are in is gone; change to another, or give a full path"
        ) from None


def save(path: Path, content: bytes, overwrite: bool = False) -> None:
    """Write a whole file; raises NotSaved, and then whatever was there is as it was."""
    with saving(path, overwrite) as file:
        file.write(content)


@contextmanager
def saving(path: Path, overwrite: bool = False) -> Iterator[IO[bytes]]:
    """Give a file to write into, which takes its place at `path` when the block has ended well.

    Raises NotSaved where it cannot be written; then, and after any other exception, whatever was there
    is as it was.
    """
    check_free(path, overwrite)
    try:
        if _is_special(path):
            with path.open("wb") as file:
                yield file
            return
        target = path.resolve()  # what a symbolic link points to is replaced, not the link
        with _beside(target) as (file, beside):
            yield file
            file.flush()
            os.fsync(file.fileno())
            _put_in_place(beside, target, overwrite)
    except OSError as error:
        raise NotSaved(
            f"{shown(path)}: {error.strerror or error}; nothing was written there"
        ) from None


def part_of(path: Path) -> Path:
    """Return where a file that grows for long stands until it is finished."""
    return path.with_name(path.name + ".part")


@contextmanager
def growing(path: Path, overwrite: bool = False) -> Iterator[IO[bytes]]:
    """Give a file to write into for long: as `saving`, but it stands at `part_of(path)` meanwhile.

    There it is left where the program is killed, and is not written over without `overwrite`.
    """
    check_free(path, overwrite)
    if _is_special(path):
        with saving(path, overwrite) as file:
            yield file
        return
    target = path.resolve()
    part = part_of(target)
    check_name(part)
    if part.exists() and not overwrite:
        raise NotSaved(
            f"{shown(part)}: there is what somebody who was cut off has left, or who is writing still; "
            "look at it, and move it away, or --force writes over it"
        )
    try:
        part.unlink(missing_ok=True)
        with part.open("xb") as file:
            mine = os.fstat(file.fileno()).st_ino
            try:
                yield file
                file.flush()
                os.fsync(file.fileno())
                if not _is_file_number(part, mine):
                    raise NotSaved(
                        f"{shown(part)}: somebody else has put another there; nothing is saved"
                    )
                _put_in_place(part, target, overwrite)
            finally:
                if _is_file_number(part, mine):
                    part.unlink()
    except OSError as error:
        raise NotSaved(
            f"{shown(path)}: {error.strerror or error}; nothing was written there"
        ) from None


@contextmanager
def _beside(target: Path) -> Iterator[tuple[IO[bytes], Path]]:
    """Give a file in the folder of `target` and its path; what is still there at the end is taken away."""
    handle, name = tempfile.mkstemp(
        prefix=f".{target.name[:40]}.", suffix=".part", dir=target.parent
    )
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file, beside
    finally:
        beside.unlink(missing_ok=True)


def _put_in_place(beside: Path, target: Path, overwrite: bool) -> None:
    beside.chmod(target.stat().st_mode & 0o7777 if target.exists() else 0o666 & ~_umask())
    if overwrite:
        beside.replace(target)
        return
    try:
        target.hardlink_to(beside)  # fails where somebody has made such a file meanwhile
    except FileExistsError:
        raise NotSaved(f"{shown(target)}: already exists; use --force to overwrite") from None
    except OSError:  # a file system without hard links
        beside.replace(target)


def sync_folder(folder: Path) -> None:
    """Have the names in a folder survive the end of the system, where it can be had; raises nothing."""
    with suppress(OSError):  # a folder cannot be opened everywhere
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _is_file_number(path: Path, number: int) -> bool:
    """Tell whether this file is still the one at the path."""
    return path.exists() and path.stat().st_ino == number


def _umask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def _is_special(path: Path) -> bool:
    """Tell whether something stands there that is neither file nor folder: a device, a pipe."""
    return path.exists() and not path.is_file() and not path.is_dir()
