"""The playhead: the exhibition time at which all lanes are shown, and how it moves."""

import time
from collections.abc import Sequence
from math import inf

from simul.tui.session.lane import Lane

FRAME_WAIT_S = 0.010
"""Longest that a frame waits for the lanes to play as far as it wants to show, in seconds."""

STEP_WAIT_S = 1.0
"""Longest that a step waits for a lane to reach its next event, in seconds."""

SPEEDS = (
    *(0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1200, 1800),
    *(
        3600,
        7200,
        18_000,
        36_000,
        86_400,
        172_800,
        432_000,
        864_000,
        1_728_000,
        4_320_000,
        8_640_000,
    ),
)
"""The speeds that the keys choose from, in seconds of exhibition time in a second."""


def default_speed(slowest_s: float) -> float:
    """Return the speed at which an exhibition of this length (s) lasts about a minute."""
    return float(min(SPEEDS, key=lambda speed: abs(slowest_s / speed - 60)))


class Playhead:
    """Where in exhibition time the lanes are shown: `time`, in seconds; `speed` times real time.

    `playing` says whether it moves by itself. Ahead of what the lanes have played, it releases them, and
    goes only as far as they have come within `wait_s`; behind it, it moves over what has happened.
    """

    def __init__(self, lanes: Sequence[Lane], speed: float) -> None:
        self.lanes = lanes
        self.time = 0.0
        self.speed = speed
        self.playing = False
        self.wait_s = FRAME_WAIT_S
        self._target: float | None = None

    @property
    def end_s(self) -> float:
        """When everything is over, in seconds; by theory, while it is not known yet."""
        return max(lane.elapsed_s if lane.ended else lane.theory_s for lane in self.lanes)

    @property
    def moving(self) -> bool:
        """Whether it moves with the next tick: it plays, or is on its way to where it was sent."""
        return self.playing or self._target is not None

    @property
    def at_end(self) -> bool:
        """Whether, in every lane, everything has happened."""
        return all(lane.done for lane in self.lanes)

    def tick(self, real_s: float) -> None:
        """Move on by what `real_s` seconds of real time are; or toward where it was sent."""
        if self._target is not None:
            self._go(self._target)
        elif self.playing:
            self._go(self.time + real_s * self.speed)
            self._target = None
            self.playing = not self.at_end

    def seek(self, time: float) -> None:
        """Go to a time, in seconds; as far as the lanes have come, and the rest with the next ticks."""
        self._go(max(0.0, time))

    def to_end(self) -> None:
        """Release everything, and go to the end."""
        self._go(inf)

    def step(self, lane: Lane) -> bool:
        """Go on to the next event of a lane; return False if there is none yet."""
        self._target = None
        if not lane.view.step():
            if (wanted := lane.wait(STEP_WAIT_S)) is None:
                return False
            lane.release(wanted)
            lane.wait(STEP_WAIT_S)
            if not lane.view.step():
                return False
        self._others_follow(lane)
        return True

    def step_back(self, lane: Lane) -> bool:
        """Go back by one event of a lane; False where nothing has happened."""
        self._target = None
        if not lane.view.step_back():
            return False
        self._others_follow(lane)
        return True

    def slower(self) -> None:
        """Take the next speed below."""
        self.speed = float(max((s for s in SPEEDS if s < self.speed), default=SPEEDS[0]))

    def faster(self) -> None:
        """Take the next speed above."""
        self.speed = float(min((s for s in SPEEDS if s > self.speed), default=SPEEDS[-1]))

    def _others_follow(self, lane: Lane) -> None:
        self.time = lane.view.time
        self._release(self.time)
        for each in self.lanes:
            if each is not lane:
                each.seek(self.time)

    def _go(self, target: float) -> None:
        known = self._release(target)
        reached = known >= target
        self.time = target if reached else max(self.time, known)
        if known == inf:  # everything is over
            self.time = min(self.time, self.end_s)
        self._target = None if reached else target
        for lane in self.lanes:
            lane.seek(self.time)

    def _release(self, until: float) -> float:
        """Let the lanes play on to `until`; return how far all of them have come, in seconds."""
        behind = [lane for lane in self.lanes if lane.known_until < until]
        for lane in behind:
            lane.release(until)
        deadline = time.monotonic() + self.wait_s
        for lane in behind:
            lane.wait(max(0.0, deadline - time.monotonic()))
        return min(lane.known_until for lane in self.lanes)
