"""Journals of sweeps with right checksums, and whatever in their lines."""

import json
from functools import cache
from itertools import chain
from pathlib import Path
from random import Random
from zlib import crc32

import msgspec

from simul.sweep import report as sweeping
from simul.sweep.crossover import Crossovers
from simul.sweep.journal import identity, resuming
from simul.sweep.journal_lines import JournalError
from simul.sweep.points import Sweep
from simul.sweep.rows import rows
from tests.survival.attack import Parser
from tests.survival.mutations import bytes_mutated, document_mutated
from tests.sweep.sweeps import all_done, sweep_with


@cache
def _sweep() -> Sweep:
    options = {"boards": "1:3", "pairs": "1", "opponents": "exponential(9s)"}
    return sweep_with(options, "sync,async,deadlock", 2)


@cache
def _lines() -> tuple[bytes, ...]:
    return tuple(map(msgspec.json.encode, (identity(_sweep()), *all_done(_sweep()))))


def make(random: Random) -> bytes:
    """A journal in which some lines are other than they were, all with their checksums."""
    lines = [*_lines()]
    for _ in range(random.choice((1, 1, 2, 4))):
        place = random.randrange(len(lines))
        match random.randrange(8):
            case 0:
                lines[place] = bytes_mutated(random, lines[place])
            case 1:
                lines.insert(place, lines[random.randrange(len(lines))])
            case 2:
                del lines[place]
            case _:
                changed = document_mutated(random, _document(lines[place]))
                lines[place] = json.dumps(changed).encode("utf-8", "replace")
        if not lines:
            return b""
    checksum = crc32(lines[0])
    content = lines[0] + b"\n"
    for line in lines[1:]:
        checksum = crc32(line, checksum)
        content += b"%08x %s\n" % (checksum, line)
    return bytes_mutated(random, content) if random.random() < 0.1 else content


def _document(line: bytes) -> object:
    try:
        return json.loads(line)
    except ValueError:
        return None


def read(content: bytes, folder: Path) -> None:
    """Whatever is read can be told in every format."""
    path = folder / "sweep.csv.journal"
    path.write_bytes(content)
    with resuming(path, _sweep()) as journal:
        sweep, crossovers, remarks = _sweep(), Crossovers(_sweep()), sweeping.Remarks()
        found = [*rows(sweep, journal.in_order())]
        for row in found:
            crossovers.add(row)
            remarks.add(row)
        told = chain(
            sweeping.csv_parts(found),
            sweeping.json_parts(sweep, found, lambda: crossovers.found),
            sweeping.text_parts(sweep, found, 80),
            sweeping.markdown_parts(sweep, found, lambda: remarks.lines(sweep, crossovers.found)),
        )
        for part in told:
            assert part.replace("\n", "").isprintable()


JOURNALS = Parser("journals", make, read, (JournalError,))
