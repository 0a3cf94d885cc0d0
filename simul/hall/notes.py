"""Notes: what a runtime sees of a run that its trace does not tell."""

from collections import defaultdict


class Notes:
    """What was noted while a mode played; times in seconds of exhibition time.

    `blocked_s` has, by line of the mode's source, how long code blocked the event loop there; it did so
    `blocked` times, the longest for `longest_s`, at `longest_line`. `loop_wait_s` is the longest that
    somebody who was due had to wait for the loop. `never_suspended` tasks ran from their first step to
    their last and let time pass; `unsuspended_s` is the longest of them. `wrong` are results that came out
    wrong, in words.
    """

    def __init__(self) -> None:
        self.blocked_s = defaultdict[int, float](float)
        self.blocked = 0
        self.longest_s = 0.0
        self.longest_line = 0
        self.loop_wait_s = 0.0
        self.never_suspended = 0
        self.unsuspended_s = 0.0
        self.wrong: list[str] = []

    def counted(self, what: str, number: int, truth: int) -> None:
        """Take note of a count, where it is not the true one."""
        if number != truth:
            self.wrong.append(f"{number} {what} were counted; there were {truth}")
