"""Files that come with the program, and whether a person's file is there."""

from pathlib import Path

_PACKAGE = Path(__file__).parent


def asset(name: str) -> Path:
    """Return the path of a file or folder of assets/: inside the wheel, or in the source tree."""
    inside = _PACKAGE / "assets"
    return (inside if inside.is_dir() else _PACKAGE.parent / "assets") / name


def is_file(path: Path) -> bool:
    """Tell whether there is a file; not where no file can be, or where we may not look."""
    try:
        return path.is_file()
    except (
        OSError,
        ValueError,
    ):  # too long a name, one that no file can have, a folder that is not ours
        return False
