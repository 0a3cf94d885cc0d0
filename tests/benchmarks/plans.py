"""The plan that is measured."""

from simul.scenario.files import load_scenario
from simul.scenario.plan import Plan, make_plan


def polgar(boards: int) -> Plan:
    """Return the preset polgar with so many boards."""
    return make_plan(load_scenario("polgar", {"boards": boards}))
