"""`simul patching`: ordinary blocking code before and after gevent.monkey.patch_all(), in real time."""

from typing import TYPE_CHECKING

import click

from simul.cli.options import Failure, takes_format
from simul.cli.output import print_json, print_paragraph, print_table
from simul.cli.status_line import StatusLine

if TYPE_CHECKING:
    from simul.report.patching import Played


@click.command(name="patching")
@takes_format("table", "json")
def command(form: str) -> None:
    """Run ordinary blocking code as it is, and monkey-patched by gevent.

    It is the same file both times, and it is shown. Each is run in a process of its own, in real time;
    together they take a few seconds.
    """
    from importlib.util import find_spec
    from pathlib import Path

    from simul.modes.registry import MODES
    from simul.report import patching

    if missing := MODES["gevent"].missing():
        raise Failure(f"simul patching {missing}")
    spec = find_spec("simul.patching.exhibition")
    assert spec is not None
    source = Path(str(spec.origin)).read_text(encoding="utf-8")
    with StatusLine() as status:
        status.say("patching: as it is")
        unpatched = played(patched=False)
        status.say("patching: patched")
        patched = played(patched=True)
    if form == "json":
        print_json(patching.patching_document(source, unpatched, patched))
        return
    click.echo(f"{patching.numbered(source)}\n")
    print_table(patching.patching_table(unpatched, patched))
    click.echo()
    print_paragraph(patching.meaning(unpatched, patched))


def played(patched: bool) -> "Played":
    """Play it in a process of its own. Raises Failure."""
    import msgspec

    from simul.fresh_process import FreshProcessFailed, ask
    from simul.report.patching import Played

    try:
        answer = ask("simul.patching.running", {"patched": patched})
    except FreshProcessFailed as failed:
        raise Failure(f"simul patching: {failed}") from None
    return msgspec.convert(answer, Played)
