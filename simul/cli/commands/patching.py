"""`simul patching`: ordinary blocking code as it is, and monkey-patched, in real time."""

from typing import TYPE_CHECKING

import click

from simul.cli.options import Failure, takes_format
from simul.cli.output import print_json, print_paragraph, print_table
from simul.cli.progress import StatusLine

if TYPE_CHECKING:
    from simul.experiments.patching.patches import Patch
    from simul.experiments.patching.report import Played


@click.command(name="patching")
@takes_format("table", "json")
def command(form: str) -> None:
    """Run ordinary blocking code as it is, and monkey-patched by gevent and eventlet.

    It is the same file every time, and it is shown. Each run has a process of its own, in real time;
    together they take a few seconds.
    """
    from importlib.util import find_spec
    from pathlib import Path

    from simul.experiments.patching import report as patching
    from simul.experiments.patching.patches import PATCHES
    from simul.modes.registry import MODES

    for library in dict.fromkeys(patch.library for patch in PATCHES if patch.library):
        if missing := MODES[library].missing():
            raise Failure(f"simul patching {missing}")
    spec = find_spec("simul.experiments.patching.exhibition")
    assert spec is not None
    source = Path(str(spec.origin)).read_text(encoding="utf-8")
    runs = {}
    with StatusLine() as status:
        for patch in PATCHES:
            status.say(f"patching: {patch.name}")
            runs[patch] = played(patch)
    if form == "json":
        print_json(patching.patching_document(source, runs))
        return
    click.echo(f"{patching.numbered(source)}\n")
    print_table(patching.patching_table(runs))
    click.echo()
    print_paragraph(patching.sums(runs))
    print_paragraph(patching.meaning(runs))


def played(patch: "Patch") -> "Played":
    """Play it in a process of its own. Raises Failure."""
    import msgspec

    from simul.experiments.patching.report import Played
    from simul.runtime.processes.fresh_process import FreshProcessFailed, ask

    try:
        answer = ask("simul.experiments.patching.running", msgspec.to_builtins(patch))
    except FreshProcessFailed as failed:
        raise Failure(f"simul patching: {failed}") from None
    return msgspec.convert(answer, Played)
