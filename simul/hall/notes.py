"""Notes: what a runtime sees of a run that its trace does not tell."""

from typing import Annotated

import msgspec

from simul.scenario.durations import Count, Seconds

Line = Annotated[int, msgspec.Meta(ge=0, lt=2**16)]
"""A line of a mode's source, 0 for none."""


class Notes(msgspec.Struct):
    """What was noted while a mode played; times in seconds of exhibition time.

    `blocked_s` has, by line of the mode's source, how long code blocked the event loop there; it did so
    `blocked` times, the longest for `longest_s`, at `longest_line`. `loop_wait_s` is the longest that
    somebody who was due had to wait for the loop. `never_suspended` tasks ran from their first step to
    their last and let time pass; `unsuspended_s` is the longest of them. `wrong` are results that came out
    wrong, in words.
    """

    blocked_s: dict[Line, Seconds] = {}
    blocked: Count = 0
    longest_s: Seconds = 0.0
    longest_line: Line = 0
    loop_wait_s: Seconds = 0.0
    never_suspended: Count = 0
    unsuspended_s: Seconds = 0.0
    wrong: list[str] = []

    def counted(self, what: str, number: int, truth: int) -> None:
        """Take note of a count, where it is not the true one."""
        if number != truth:
            self.wrong.append(f"{number} {what} were counted; there were {truth}")
