"""The scenario: what a person asked for, as values that have been checked."""

from typing import Literal

import msgspec

from simul.scenario.policies import POLICIES
from simul.scenario.think_time import ThinkTime

Colour = Literal["white", "black", "alternate"]

BUILT_IN_GAMES = ("bundled", "random")
"""Sources of games that are no file."""
MOST_BOARDS = 1_000_000
MOST_MOVE_PAIRS = 1_000
FIVE_SECONDS = ThinkTime("constant", (5.0,))
FIFTY_FIVE_SECONDS = ThinkTime("constant", (55.0,))


class Master(msgspec.Struct, frozen=True):
    """The exhibitor: her think time, her walk to another board (s), the colour that she takes."""

    think: ThinkTime = FIVE_SECONDS
    walk: float = 0.0
    colour: Colour = "white"


class Group(msgspec.Struct, frozen=True):
    """Opponents who think alike: how many boards, what they are called, their think time."""

    boards: int
    think: ThinkTime = FIFTY_FIVE_SECONDS
    name: str = ""


class Reported(msgspec.Struct, frozen=True):
    """What was reported of a real exhibition: how long it took, and who says so."""

    hours: float
    source: str = ""


class Scenario(msgspec.Struct, frozen=True):
    """One exhibition as somebody asked for it.

    `groups` sit in order from board 1 on, and their boards add up to `boards`. `move_pairs` None means as
    long as each game lasts. `games` is "bundled", "random" or the path of a PGN file.
    """

    name: str
    about: str = ""
    boards: int = 24
    move_pairs: int | None = 30
    seed: int = 1
    policy: str = "lap"
    games: str = "bundled"
    master: Master = Master()
    groups: tuple[Group, ...] = (Group(24),)
    reported: Reported | None = None

    def with_boards(self, boards: int) -> "Scenario":
        """Return the same with another number of boards, the groups kept in proportion.

        Where the proportion is not a whole number, the largest remainders are rounded up; with fewer
        boards than groups, some groups have none and are left out. What was reported was of so many boards,
        and does not stay with another number.
        """
        shares = [divmod(group.boards * boards, self.boards) for group in self.groups]
        counts = [whole for whole, _ in shares]
        by_remainder = sorted(range(len(shares)), key=lambda index: -shares[index][1])
        for index in by_remainder[: boards - sum(counts)]:
            counts[index] += 1
        groups = tuple(
            msgspec.structs.replace(group, boards=count)
            for group, count in zip(self.groups, counts, strict=True)
            if count
        )
        reported = self.reported if boards == self.boards else None
        return msgspec.structs.replace(self, boards=boards, groups=groups, reported=reported)

    def in_words(self) -> str:
        """Return the scenario as one line: boards, length, think times, walk, policy, seed."""
        pairs = "whole games" if self.move_pairs is None else f"{self.move_pairs} move pairs"
        replies = " or ".join(dict.fromkeys(str(group.think) for group in self.groups))
        walk = f", {self.master.walk:g} s to walk" if self.master.walk else ""
        colour = {"white": "", "black": ", Black", "alternate": ", colours by turns"}
        return (
            f"{self.boards} board{'s' * (self.boards != 1)}, {pairs}, {self.master.think} a move, "
            f"{replies} a reply{walk}{colour[self.master.colour]}, "
            f"{POLICIES[self.policy].about}, seed {self.seed}"
        )
