"""The fuzzers: `python -m tests.survival.fuzz --inputs 100000 [--parser NAME] [--seed N]`.

Each parser gets so many inputs, made and mutated from the seed. It ends with 1 at the first that is neither
read nor refused in words, and says how to make it again.
"""

import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from tests.survival.attack import Broken, Parser, attack
from tests.survival.parsers.journals import JOURNALS
from tests.survival.parsers.options import OPTIONS
from tests.survival.parsers.pgn import PGN
from tests.survival.parsers.recordings import RECORDINGS
from tests.survival.parsers.scenarios import SCENARIOS
from tests.survival.parsers.think_times import THINK_TIMES
from tests.survival.parsers.values import VALUES

IN_MEMORY = "/dev/shm" if Path("/dev/shm").is_dir() else None
"""A folder that is quick to write to, where there is one."""
ALL: tuple[Parser[object], ...] = (
    THINK_TIMES,
    OPTIONS,
    VALUES,
    SCENARIOS,
    PGN,
    JOURNALS,
    RECORDINGS,
)  # type: ignore[assignment]
PARSERS = {parser.name: parser for parser in ALL}


@click.command()
@click.option("--inputs", type=click.IntRange(1), default=100_000, show_default=True)
@click.option("--parser", "names", type=click.Choice([*PARSERS]), multiple=True)
@click.option("--seed", type=int, default=1, show_default=True)
@click.option(
    "--first", type=int, default=0, show_default=True, help="The number of the first input."
)
def main(inputs: int, names: tuple[str, ...], seed: int, first: int) -> None:
    """Attack the parsers, all unless some are named, and say what came of it."""
    for name in names or PARSERS:
        began = time.monotonic()
        with TemporaryDirectory(prefix="simul-fuzz-", dir=IN_MEMORY) as folder:
            try:
                found = attack(PARSERS[name], inputs, seed, Path(folder), first)
            except Broken as error:
                click.echo(f"{name}: {error}", err=True)
                if error.__cause__ is not None:
                    sys.excepthook(
                        type(error.__cause__), error.__cause__, error.__cause__.__traceback__
                    )
                sys.exit(1)
        click.echo(
            f"{name}: {inputs:,} inputs in {time.monotonic() - began:.0f} s: "
            f"{found['read']:,} read, {found['refused']:,} refused"
        )


if __name__ == "__main__":
    main()
