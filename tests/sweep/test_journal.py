"""The journal: what is in it is not done again, and it is never taken for another's."""

import json
import os
from collections.abc import Callable
from contextlib import AbstractContextManager
from itertools import product
from pathlib import Path
from typing import Any
from zlib import crc32

import msgspec
import pytest

from simul.sweep.journal import (
    GoingOn,
    Journal,
    NotThisSweep,
    beginning,
    is_there,
    journal_of,
    resuming,
)
from simul.sweep.journal_lines import JournalError
from simul.sweep.points import Sweep
from simul.sweep.rows import rows
from tests.sweep.sweeps import all_done, rows_here, sweep_of, sweep_with


def small(**more: str) -> Sweep:
    options = {"boards": "1:4", "pairs": "2", "opponents": "exponential(9s)"}
    return sweep_with(options | more, "sync,async,deadlock", 2)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return journal_of(tmp_path / "sweep.csv")


def written(path: Path, sweep: Sweep, numbers: list[int]) -> None:
    """A journal with these jobs in it."""
    done = all_done(sweep)
    with beginning(path, sweep) as journal:
        for number in numbers:
            journal.add([done[number]])


def test_it_stands_beside_the_output(tmp_path: Path) -> None:
    assert journal_of(tmp_path / "sweep.csv") == tmp_path / "sweep.csv.journal"


def test_what_comes_out_is_what_went_in_to_the_last_bit(path: Path) -> None:
    sweep = small()
    written(path, sweep, [3, 1, 0, 2, 7, 5, 6, 4])
    with resuming(path, sweep) as journal:
        assert [*journal.in_order()] == all_done(sweep)
        assert [*rows(sweep, journal.in_order())] == rows_here(sweep)


def test_it_says_what_is_left_to_do(path: Path) -> None:
    written(path, small(), [0, 1, 4, 6])
    with resuming(path, small()) as journal:
        assert (journal.finished, {*journal.beyond}, journal.count) == (2, {4, 6}, 4)
        assert [done.job for done in journal.in_order()] == [0, 1]


def test_a_line_that_was_cut_off_is_dropped_wherever_it_was(path: Path) -> None:
    written(path, small(), [0, 1, 2])
    whole = path.read_bytes()
    last = whole.rstrip(b"\n").rfind(b"\n") + 1
    for length in (last, *range(last + 1, len(whole) - 1, 20), len(whole) - 1):
        path.write_bytes(whole[:length])
        with resuming(path, small()) as journal:
            assert journal.count == 2
            journal.add([all_done(small())[2]] if length == last else [])
    path.write_bytes(whole[:-1])
    with resuming(path, small()) as journal:
        journal.add([all_done(small())[2]])
    assert path.read_bytes() == whole


def test_a_line_that_is_damaged_in_the_middle_is_not_passed_over(path: Path) -> None:
    written(path, small(), [0, 1, 2])
    lines = path.read_bytes().split(b"\n")
    lines[2] = lines[2][:-3]
    path.write_bytes(b"\n".join(lines))
    with pytest.raises(JournalError, match="damaged at byte"), resuming(path, small()):
        pass


@pytest.mark.parametrize(
    ("damage", "line"),
    [
        (lambda lines: lines[2].replace(b"10.0", b"10.5"), 3),
        (lambda lines: lines[2] + lines[2], 4),
        (lambda lines: lines[2] + lines[1], 4),
        (lambda lines: b"", 3),
        (lambda lines: lines[2].upper(), 3),
        (lambda lines: lines[2][9:], 3),
        (lambda lines: b"\n", 3),
    ],
    ids=["changed", "doubled", "an-earlier-one-again", "left-out", "capitals", "bare", "empty"],
)
def test_a_line_that_is_not_what_was_written_is_found(
    path: Path, damage: Callable[[list[bytes]], bytes], line: int
) -> None:
    written(path, small(), [0, 1, 2])
    lines = path.read_bytes().splitlines(keepends=True)
    assert b"10.0" in lines[2]
    place = len(b"".join(lines[: line - 1]))
    damaged = [*lines[:2], damage(lines), lines[3]]
    path.write_bytes(b"".join(damaged))
    message = f"is damaged at byte {place}, in line {line}; move it away"
    with pytest.raises(JournalError, match=message), resuming(path, small()):
        pass
    assert path.read_bytes() == b"".join(damaged)


@pytest.mark.parametrize("opened", [beginning, resuming])
def test_what_its_user_does_wrong_is_not_blamed_on_it(
    path: Path, opened: Callable[[Path, Sweep], AbstractContextManager[Journal]]
) -> None:
    if opened is resuming:
        written(path, small(), [0])
    with pytest.raises(BrokenPipeError, match="not of the journal"), opened(path, small()):
        raise BrokenPipeError("not of the journal")


def test_it_is_known_whether_one_is_there_and_whether_it_is_being_written(path: Path) -> None:
    pytest.importorskip("fcntl")
    assert not is_there(path, small())
    with beginning(path, small()), pytest.raises(GoingOn, match="is writing it; wait until"):
        is_there(path, small())
    assert is_there(path, small())


@pytest.mark.parametrize(
    ("other", "what"),
    [
        (small(boards="1:5"), r"swept: \[\[\"boards\",\"1:4\"\]\] there, .*1:5"),
        (small(seed="2"), "options: "),
        (
            sweep_of("sync", repeat=2, boards="1:4", pairs="2", opponents="exponential(9s)"),
            "modes: ",
        ),
        (small(opponents="exponential(10s)"), "options: "),
        (sweep_of(preset="classroom", boards="1:4"), "scenario: "),
    ],
)
def test_that_of_another_sweep_is_refused(path: Path, other: Sweep, what: str) -> None:
    written(path, small(), [0])
    before = path.read_bytes()
    with pytest.raises(NotThisSweep, match=f"is of another sweep: {what}"), resuming(path, other):
        pass
    with pytest.raises(NotThisSweep, match=f"is of another sweep: {what}"):
        is_there(path, other)  # so that nobody is told to go on with it
    assert path.read_bytes() == before


def test_that_of_another_version_is_refused(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written(path, small(), [0])
    monkeypatch.setattr("simul.sweep.journal.installed_version", lambda: "9.9")
    with pytest.raises(NotThisSweep, match=r'version of simul: ".*" there, "9.9" here'):
        resuming(path, small()).__enter__()


def test_that_of_games_which_were_changed_is_refused(path: Path, tmp_path: Path) -> None:
    games = tmp_path / "mine.pgn"
    moves = "1. e4 e5 2. Nf3 Nc6 3. Bb5 a6 *"
    games.write_text(f'[White "a"]\n\n{moves}\n\n[White "b"]\n\n{moves}\n', encoding="utf-8")

    def sweep() -> Sweep:
        from msgspec.structs import replace

        one = small()
        return Sweep(replace(one.base, games=str(games)), one.axes, one.fixed, one.modes, 2)

    written(path, sweep(), [0])
    with resuming(path, sweep()) as journal:
        assert journal.count == 1
    games.write_text(games.read_text(encoding="utf-8").replace("Bb5 a6", "Bc4 d6"))
    with pytest.raises(NotThisSweep, match=r"(first plan|games): "), resuming(path, sweep()):
        pass


def journal_with(path: Path, sweep: Sweep, *contents: bytes) -> None:
    """A journal with these lines after its first, each with its checksum."""
    with beginning(path, sweep):
        pass
    checksum = crc32(path.read_bytes()[:-1])
    with path.open("ab") as file:
        for content in contents:
            checksum = crc32(content, checksum)
            file.write(b"%08x %s\n" % (checksum, content))


def crafted(change: Callable[[Any], object]) -> bytes:
    """The first job of `small`, changed."""
    document = msgspec.json.decode(msgspec.json.encode(all_done(small())[0]))
    change(document)
    return json.dumps(document).encode()


GOOD = crafted(lambda job: None)


@pytest.mark.parametrize(
    "contents",
    [
        [b""],
        [b"{}"],
        [b"[" * 100_000],
        [b"\xff\xfe"],
        [b"[0,8,1e999,1,[]]"],
        [crafted(lambda job: job.__setitem__(0, 8))],  # there are eight, from 0 on
        [crafted(lambda job: job.__setitem__(0, -1))],
        [crafted(lambda job: job.__setitem__(1, -1))],
        [crafted(lambda job: job.__setitem__(1, 10**400))],
        [crafted(lambda job: job.__setitem__(2, 1e308))],
        [crafted(lambda job: job.__setitem__(3, -1.0))],
        [crafted(lambda job: job[4].pop())],
        [crafted(lambda job: job[4][0].__setitem__(0, "guessed"))],
        [crafted(lambda job: job[4][1].__setitem__(4, 1e308))],
        [crafted(lambda job: job[4][1].__setitem__(8, "\x1b[2J"))],
        [crafted(lambda job: job[4][0].__setitem__(9, "\t"))],
        [GOOD, GOOD],
        [
            GOOD,
            crafted(lambda job: job.__setitem__(0, 2)),
            crafted(lambda job: job.__setitem__(0, 2)),
        ],
    ],
)
def test_a_line_with_the_right_checksum_and_no_job_of_the_sweep_is_damage(
    path: Path, contents: list[bytes]
) -> None:
    journal_with(path, small(), *contents)
    lines = len(contents) + 1
    with (
        pytest.raises(JournalError, match=rf"damaged at byte \d+, in line {lines}; move it away"),
        resuming(path, small()),
    ):
        pass


def test_the_line_that_the_others_are_changed_from_is_read(path: Path) -> None:
    journal_with(path, small(), GOOD)
    with resuming(path, small()) as journal:
        assert journal.count == 1


@pytest.mark.slow
def test_a_bit_that_is_flipped_in_the_first_line_is_told(path: Path) -> None:
    written(path, small(), [0])
    whole = path.read_bytes()
    for byte, bit in product(range(whole.index(b"\n")), (0, 7)):
        flipped = bytearray(whole)
        flipped[byte] ^= 1 << bit
        path.write_bytes(flipped)
        with pytest.raises(JournalError) as caught:
            is_there(path, small())
        assert str(caught.value).isprintable()


def test_it_is_synced_when_it_begins_once_a_second_and_when_it_is_closed(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[int] = []
    now = 100.0
    done = all_done(small())
    monkeypatch.setattr("simul.sweep.journal.monotonic", lambda: now)
    monkeypatch.setattr(
        "simul.sweep.journal.fsync", lambda handle: synced.append(os.fstat(handle).st_size)
    )
    with beginning(path, small()) as journal:
        sizes = [path.stat().st_size]
        assert synced == sizes
        for number in range(5):
            now += 0.5
            journal.add([done[number]])
            if number in (1, 3):
                sizes.append(path.stat().st_size)
            assert synced == sizes
    assert synced == [*sizes, path.stat().st_size]


def test_what_is_no_journal_is_refused(path: Path) -> None:
    for content in (b"", b"boards,mode\n", b'{"a": 1}\n', b"\xff\xfe\x00\n"):
        path.write_bytes(content)
        with pytest.raises(NotThisSweep, match="is not the journal of a sweep"):
            resuming(path, small()).__enter__()
        assert path.read_bytes() == content


def test_where_there_is_none_there_is_nothing_to_resume(path: Path) -> None:
    with pytest.raises(NotThisSweep, match="nothing to resume"), resuming(path, small()):
        pass


def test_two_sweeps_do_not_write_one_journal(path: Path) -> None:
    pytest.importorskip("fcntl")
    with (
        beginning(path, small()),
        pytest.raises(JournalError, match="is writing it"),
        resuming(path, small()),
    ):
        pass


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
def test_a_full_disk_is_told(path: Path) -> None:
    full = Path("/dev/full").open("wb", buffering=0)  # noqa: SIM115
    with (
        full,
        pytest.raises(JournalError, match="No space left on device; what is in it"),
        beginning(path, small()) as journal,
    ):
        Journal(journal.path, full, small()).add(all_done(small()))
