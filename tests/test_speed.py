"""The contenders of the speed benchmark, and what it makes of their times."""

import pytest

from tests.benchmarks.contenders import CONTENDERS, Contender
from tests.benchmarks.ends import Ends
from tests.benchmarks.goals import Goal
from tests.benchmarks.plans import polgar
from tests.benchmarks.speed import POLGAR, Measured, checked, goals, missing
from tests.benchmarks.start_up import importing


@pytest.mark.parametrize("name", CONTENDERS)
def test_each_contender_ends_polgar_when_theory_says(name: str) -> None:
    contender = CONTENDERS[name]
    if contender.package:
        pytest.importorskip(contender.package)
    checked(contender)  # 24 boards x 30 moves x 5 s = 3,600 s; the last reply comes 55 s later


def test_a_contender_that_ends_at_another_time_is_not_measured() -> None:
    wrong = Contender("wrong", "", lambda: lambda plan: Ends(3600.0, 3600.0))
    with pytest.raises(ValueError, match=r"^wrong ends polgar at .*3600\.0\), not at .*3655\.0\)$"):
        checked(wrong)


def test_the_warm_up_is_polgar_as_it_is() -> None:
    assert len(polgar(24).boards) == 24
    assert POLGAR == (24 * 30 * 5, 24 * 30 * 5 + 55)


def test_a_contender_without_its_package_is_not_installed() -> None:
    assert not Contender("nobody's", "no_such_package", lambda: lambda plan: POLGAR).installed


def test_what_is_left_out_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    contender = CONTENDERS["trio, MockClock"]._replace(package="no_such_package")
    monkeypatch.setitem(CONTENDERS, contender.name, contender)
    assert any(
        line.startswith("trio, MockClock is left out: no_such_package is not installed")
        for line in missing()
    )


def test_without_simpy_nothing_is_said_of_its_rate() -> None:
    (summary,) = goals(Measured(10, {"async": [1e-5], "generators": [1e-5], "summary": [5e-6]}))
    assert str(summary) == "the summary, 0.500 us a move pair: 0.50 us (goal: at most 0.8): met"


def test_imports_that_a_system_lacks_are_passed_over() -> None:
    exec(importing(["math", "no_such_module"])[1])


def test_rates_are_those_of_each_turn() -> None:
    measured = Measured(100, {"async": [2.0, 1.0, 4.0], "SimPy": [1.0, 1.0, 1.0]})
    rate = measured.rate("async")
    assert rate is not None
    assert (rate.median, rate.min, rate.max) == (0.5, 0.25, 1.0)
    assert measured.us_a_pair("async").median == 20_000  # 2 s / 100
    assert Measured(100, {"async": [2.0]}).rate("async") is None


def test_goals_say_whether_they_are_met() -> None:
    assert str(Goal("a", 0.7, "times", 1.0, at_least=True)) == (
        "a: 0.70 times (goal: at least 1): NOT met"
    )
    assert str(Goal("a", 0.7, "us", 0.8)) == "a: 0.70 us (goal: at most 0.8): met"
