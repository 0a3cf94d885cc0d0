"""Goals, and whether they are met."""

from typing import NamedTuple


class Goal(NamedTuple):
    """Something measured, in words, and what it should be at least or at the most."""

    what: str
    measured: float
    unit: str
    wanted: float
    at_least: bool = False

    @property
    def met(self) -> bool:
        return self.measured >= self.wanted if self.at_least else self.measured <= self.wanted

    def __str__(self) -> str:
        bound = "at least" if self.at_least else "at most"
        verdict = "met" if self.met else "NOT met"
        return (
            f"{self.what}: {self.measured:.2f} {self.unit} "
            f"(goal: {bound} {self.wanted:g}): {verdict}"
        )
