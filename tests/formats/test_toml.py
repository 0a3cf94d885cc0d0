"""A scenario written in TOML reads back as it was."""

import tomllib

import msgspec
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from simul.formats.toml import as_toml
from simul.scenario.checking import check_scenario
from simul.scenario.files import PRESETS, load_scenario
from simul.scenario.scenario import Scenario


def read(text: str) -> Scenario:
    return check_scenario(tomllib.loads(text), place="", name="")


@pytest.mark.parametrize("name", PRESETS)
def test_every_preset_reads_back(name: str) -> None:
    assert read(as_toml(load_scenario(name))) == load_scenario(name)


@given(text=st.text(st.characters(exclude_categories=["Cs"]), max_size=20))
@example(text='\x00\x1f\x7f"\\ é王')
def test_any_text_reads_back(text: str) -> None:
    scenario = msgspec.structs.replace(load_scenario("club-night"), about=text)
    assert tomllib.loads(as_toml(scenario))["about"] == text
