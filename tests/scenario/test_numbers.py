"""Digits are 0 to 9, and nothing stands between them, wherever a number is typed."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simul.scenario import fields
from simul.scenario.checking import ScenarioError, with_options
from simul.scenario.numbers import number, whole_number
from simul.scenario.scenario import Scenario
from simul.scenario.think_time import parse_seconds, parse_think_time
from simul.sweep.values import NUMERIC, parse_values

ODD = ("1_0", "１０", "١٠", "1०", "1_000", "𝟏𝟎")
SAID = "digits are 0 to 9, with nothing between them"


@given(st.integers())
def test_a_whole_number_is_read_as_it_is_written(value: int) -> None:
    assert whole_number(str(value)) == whole_number(f" {value:+d} ") == value


@given(st.floats())
def test_a_number_is_read_as_it_is_written(value: float) -> None:
    read = number(repr(value))
    assert read == value or (math.isnan(read) and math.isnan(value))


@given(st.text(st.characters(categories=["Nd"]), min_size=1, max_size=6))
def test_digits_of_other_scripts_are_no_number(digits: str) -> None:
    for read in (whole_number, number):
        if digits.isascii():
            assert read(digits) == int(digits)
        else:
            with pytest.raises(ValueError, match=r"^$"):
                read(digits)


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize("option", [*NUMERIC])
def test_no_option_takes_other_digits(option: str, odd: str) -> None:
    with pytest.raises(ScenarioError, match=SAID):
        with_options(Scenario(name="x"), {option: odd})
    for values in (odd, f"1,{odd}", f"1:{odd}"):
        with pytest.raises(ValueError, match=SAID):
            parse_values(option, values)


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize("form", ["{}", "{}s", "1m{}s", "uniform(1s, {}s)", "exponential({})"])
def test_no_think_time_takes_other_digits(form: str, odd: str) -> None:
    with pytest.raises(ValueError, match=SAID):
        parse_think_time(form.format(odd))


@pytest.mark.parametrize("odd", ODD)
def test_a_text_in_a_scenario_file_is_no_number(odd: str) -> None:
    with pytest.raises(ValueError, match=SAID):
        fields.boards(odd)
    with pytest.raises(ValueError, match=SAID):
        parse_seconds(odd)
