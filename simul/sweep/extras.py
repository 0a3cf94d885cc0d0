"""What is not installed with the program, and how to get it."""

from importlib.util import find_spec


def missing(distribution: str, extra: str) -> str:
    """Return what to say where a distribution is not installed, "" where it is."""
    if find_spec(distribution) is not None:
        return ""
    return f"needs {distribution}: pip install 'chess-simul[{extra}]'"
