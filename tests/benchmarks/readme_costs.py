"""Measure what each way costs, and put the tables into the README: python -m tests.benchmarks.readme_costs.

It takes some five minutes, during which the machine should have nothing else to do.
"""

import re
import subprocess
import sys
from pathlib import Path

README = Path(__file__).parents[2] / "README.md"
BOARDS = (24, 1000)
ROUNDS = {24: 5, 1000: 2}


def with_costs(readme: str, boards: int, costs: str) -> str:
    """Return the README with this table for so many boards; raises ValueError where it has no place."""
    begin, end = f"<!-- costs of {boards} boards -->", "<!-- end of costs -->"
    place = re.compile(f"({re.escape(begin)}\n).*?({re.escape(end)})", re.DOTALL)
    filled, count = place.subn(lambda found: f"{found[1]}\n{costs.strip()}\n\n{found[2]}", readme)
    if count != 1:
        raise ValueError(f"the README has {count} places for {boards} boards")
    return filled


def main() -> None:
    """Run the commands that the README names."""
    for boards in BOARDS:
        options = [f"--boards={boards}", "--modes=all", "--costs", "--format=markdown"]
        options.append(f"--rounds={ROUNDS[boards]}")
        command = [sys.executable, "-m", "simul", "compare", "polgar", *options]
        done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
        readme = README.read_text(encoding="utf-8")
        README.write_text(with_costs(readme, boards, done.stdout), encoding="utf-8")


if __name__ == "__main__":
    main()
