"""What a runtime raises when nothing can ever happen again."""


class Deadlock(Exception):  # noqa: N818
    """Everybody is waiting and nothing is due; the message says who waits where."""
