"""The plan that is measured."""

from simul.exhibition.plan import Plan, make_plan
from simul.scenario_files import load_scenario


def polgar(boards: int) -> Plan:
    """Return the preset polgar with so many boards."""
    return make_plan(load_scenario("polgar", {"boards": boards}))
