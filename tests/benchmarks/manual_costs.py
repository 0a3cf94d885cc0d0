"""Measure what each way costs, and put the tables into the manual: python -m tests.benchmarks.manual_costs.

It takes some five minutes, during which the machine should have nothing else to do.
"""

import subprocess
import sys

from tests.benchmarks.manual import put_into_manual

BOARDS = (24, 1000)


def main() -> None:
    """Run the commands that the manual names."""
    for boards in BOARDS:
        options = [f"--boards={boards}", "--modes=all", "--costs", "--format=markdown"]
        command = [sys.executable, "-m", "simul", "compare", "polgar", *options]
        done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
        put_into_manual(f"costs of {boards} boards", done.stdout)


if __name__ == "__main__":
    main()
