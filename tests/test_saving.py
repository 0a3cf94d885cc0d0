"""Files that a person asked for: whole or not at all."""

import errno
import os
import stat
from pathlib import Path

import pytest

from simul.saving import NotSaved, check_free, growing, save, saving


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_is_written_and_nothing_stays_beside_it(tmp_path: Path) -> None:
    save(tmp_path / "table.md", b"| a |")
    assert (tmp_path / "table.md").read_bytes() == b"| a |"
    assert names(tmp_path) == ["table.md"]


def test_it_is_as_readable_as_any_other_new_file(tmp_path: Path) -> None:
    (tmp_path / "plain").touch()
    save(tmp_path / "table.md", b"")
    assert (tmp_path / "table.md").stat().st_mode == (tmp_path / "plain").stat().st_mode


def test_a_file_that_is_there_stays_unless_asked_otherwise(tmp_path: Path) -> None:
    path = tmp_path / "table.md"
    path.write_text("old")
    path.chmod(0o640)
    with pytest.raises(NotSaved, match=r"table\.md: already exists; use --force"):
        save(path, b"new")
    assert path.read_text() == "old"
    save(path, b"new", overwrite=True)
    assert path.read_text() == "new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_file_made_meanwhile_stays(tmp_path: Path) -> None:
    path = tmp_path / "table.md"

    def write() -> None:
        with saving(path) as file:
            file.write(b"new")
            path.write_text("somebody else's")

    with pytest.raises(NotSaved, match="already exists"):
        write()
    assert path.read_text() == "somebody else's"
    assert names(tmp_path) == ["table.md"]


@pytest.mark.parametrize(
    "error", [OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)), ValueError("oops")]
)
def test_after_a_fault_what_was_there_is_as_it_was(tmp_path: Path, error: Exception) -> None:
    path = tmp_path / "table.md"
    path.write_text("old")
    expected = NotSaved if isinstance(error, OSError) else ValueError

    def write() -> None:
        with saving(path, overwrite=True) as file:
            file.write(b"half")
            raise error

    with pytest.raises(expected):
        write()
    assert path.read_text() == "old"
    assert names(tmp_path) == ["table.md"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_disk_is_named() -> None:
    with pytest.raises(NotSaved, match="/dev/full: No space left on device"):
        save(Path("/dev/full"), b"x" * 100_000)


def test_a_link_goes_on_pointing_to_what_is_written(tmp_path: Path) -> None:
    (tmp_path / "real.md").write_text("old")
    (tmp_path / "link.md").symlink_to("real.md")
    save(tmp_path / "link.md", b"new", overwrite=True)
    assert (tmp_path / "link.md").is_symlink()
    assert (tmp_path / "real.md").read_text() == "new"


@pytest.mark.parametrize(
    ("name", "problem"),
    [("none/table.md", "there is no folder .*none; make it first"), (".", "that is a folder")],
)
def test_a_place_where_no_file_can_be_is_named_before_anything_is_done(
    tmp_path: Path, name: str, problem: str
) -> None:
    with pytest.raises(NotSaved, match=problem):
        check_free(tmp_path / name)


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("a" * 300, r"/a{300}: File name too long; give another name"),
        ("a\0b", r'a\\u0000b": no file can have such a name; give another'),
        ("loop", r"/loop: Too many levels of symbolic links; give another name"),
    ],
)
def test_a_name_that_no_file_can_have_is_named(tmp_path: Path, name: str, problem: str) -> None:
    (tmp_path / "loop").symlink_to("loop")
    with pytest.raises(NotSaved, match=problem):
        check_free(tmp_path / name)
    with pytest.raises(NotSaved, match=problem):
        save(tmp_path / name, b"", overwrite=True)


def test_the_name_of_a_file_that_grows_must_leave_room_for_its_ending(tmp_path: Path) -> None:
    name = "a" * 251
    save(tmp_path / name, b"")
    with (
        pytest.raises(NotSaved, match=r"a{251}\.part: File name too long; give another name"),
        growing(tmp_path / name, overwrite=True),
    ):
        pass
    assert names(tmp_path) == [name]
