"""A quick part of `python -m tests.survival.fuzz`, and the fuzzer itself: it must find what is broken."""

from pathlib import Path
from random import Random

import pytest

from tests.survival.attack import Broken, Parser, attack
from tests.survival.fuzz import PARSERS

INPUTS = {"journals": 150, "recordings": 150, "pgn": 200}


@pytest.mark.slow
@pytest.mark.parametrize("name", PARSERS)
def test_each_input_is_read_or_refused_in_words(name: str, tmp_path: Path) -> None:
    found = attack(PARSERS[name], INPUTS.get(name, 400), 1, tmp_path)
    assert found["read"]
    assert found["refused"]


def _fails(number: int, folder: Path) -> None:
    if number == 0:
        raise KeyError("nothing told")
    if number == 1:
        raise ValueError("\x1b[2J")
    if number == 2:
        raise ValueError("fine")


@pytest.mark.parametrize(
    ("number", "broken"), [(0, "KeyError"), (1, "would not print"), (2, ""), (3, "")]
)
def test_what_is_broken_is_found(number: int, broken: str, tmp_path: Path) -> None:
    parser = Parser("test", lambda random: number, _fails, (ValueError,))
    if not broken:
        assert sum(attack(parser, 1, 1, tmp_path).values()) == 1
        return
    with pytest.raises(Broken, match=f"--parser test --seed 1 --first 0 --inputs 1: .*{broken}"):
        attack(parser, 1, 1, tmp_path)


@pytest.mark.parametrize("name", PARSERS)
def test_an_input_is_made_again_from_its_number(name: str) -> None:
    make = PARSERS[name].make
    assert repr(make(Random("1/5"))) == repr(make(Random("1/5")))
