"""What is asked for, checked as the command line checks it; and what theory predicts of it."""

import threading

import pytest

from simul.analysis.comparison import Comparison
from simul.modes.pitfalls.registry import PITFALLS
from simul.modes.registry import MODES
from simul.scenario.durations import duration
from simul.scenario.files import load_scenario, preset_names
from simul.scenario.plan import make_plan
from simul.scenario.problems import ScenarioError
from simul.tui.screens.asking import ask, told_by
from simul.tui.screens.predicting import GivenUp, Prediction, predict

# What is asked for


def test_mistakes_stand_by_their_fields_in_the_words_of_the_command_line() -> None:
    options = {"boards": "none", "master": "5 apples", "seed": "-1", "walk": "", "policy": "lap"}
    asked = ask("polgar", options, ["sync"])
    with pytest.raises(ScenarioError) as error:
        load_scenario("polgar", {name: value for name, value in options.items() if value})
    told = {f"--{field}: {line}" for field, lines in asked.mistakes.items() for line in lines}
    assert told == set(map(str, error.value.problems))
    assert set(asked.mistakes) == {"boards", "master", "seed"}
    assert asked.exhibition is None


def test_a_mistake_in_the_source_stands_by_the_source() -> None:
    asked = ask("polgr", {}, ["sync"])
    assert list(asked.mistakes) == ["source"]
    assert "did you mean" in asked.mistakes["source"][0]


def test_what_is_left_empty_is_not_asked_for() -> None:
    asked = ask("polgar", {"boards": "", "pairs": " ", "seed": "7"}, ["sync", "async"])
    assert asked.exhibition is not None
    assert asked.exhibition.options == {"seed": "7"}
    assert asked.exhibition.scenario == load_scenario("polgar", {"seed": "7"})
    assert asked.exhibition.modes == (MODES["sync"], MODES["async"])


def test_modes_are_checked_as_well() -> None:
    assert ask("polgar", {}, []).mistakes["modes"] == ["choose a mode, or up to four"]
    assert "5 are chosen" in ask("polgar", {}, list(MODES)[:5]).mistakes["modes"][0]
    many = ask("polgar", {"boards": "300"}, ["processes", "threads"]).mistakes["modes"]
    assert many == [f"processes: {MODES['processes'].too_many(300)}"]


@pytest.mark.parametrize("name", preset_names())
def test_what_a_scenario_says_can_be_typed(name: str) -> None:
    told = told_by(load_scenario(name))
    options = {option: text for option, text in told.items() if "kinds" not in text}
    assert load_scenario(name, options) == load_scenario(name)


# What theory predicts


@pytest.mark.parametrize("name", preset_names())
def test_predictions_are_those_of_the_comparison(name: str) -> None:
    scenario = load_scenario(name, {"boards": "7", "seed": "3"})
    comparison = Comparison(make_plan(scenario))
    prediction = predict(scenario, threading.Event())
    for mode in MODES.values():
        assert prediction.of(mode) == duration(comparison.theory(mode).elapsed_s)
    assert prediction.limit_s == comparison.limit_s


def test_a_prediction_can_be_given_up() -> None:
    given_up = threading.Event()
    given_up.set()
    with pytest.raises(GivenUp):
        predict(load_scenario("polgar"), given_up)


def test_of_a_pitfall_it_says_what_would_be_right() -> None:
    prediction = Prediction(43_200, 3_655, 3_655)
    assert prediction.of(PITFALLS["many-masters"]) == "theory says 1:00:55 if it were right"
    assert prediction.in_words([MODES["sync"], MODES["async"]]) == (
        "sync 12:00:00, async 1:00:55; no schedule can beat 1:00:55"
    )
