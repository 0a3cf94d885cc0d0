"""`simul scenarios`: the presets."""

import click

from simul.cli.options import ScenarioName, mistakes_named
from simul.cli.output import print_table
from simul.formats.table import Table


@click.command(name="scenarios")
@click.argument("name", required=False, type=ScenarioName())
def command(name: str | None) -> None:
    """List the presets; with a NAME, print its TOML, ready to save and edit."""
    from simul.scenario.files import load_scenario, preset_names, preset_text

    with mistakes_named():
        if name is not None:
            click.echo(preset_text(name), nl=False)
            return
        presets = [load_scenario(preset) for preset in preset_names()]
    print_table(
        Table(
            ("name", "what it is"),
            [(preset.name, preset.in_words()) for preset in presets],
            frozenset({0, 1}),
        )
    )
