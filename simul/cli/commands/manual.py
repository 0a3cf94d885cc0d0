"""`simul manual`: the manual, a page a topic, in the terminal."""

import re
import sys

import click
from click.shell_completion import CompletionItem

from simul.cli.output import print_table, terminal_width
from simul.files import asset
from simul.formats.table import Table
from simul.scenario.problems import Wrong, near
from simul.scenario.wording import written

TOPICS = (
    *("hall", "options", "scenarios", "rules", "modes", "pitfalls", "figures", "costs", "files"),
    *("recordings", "sweeps", "json", "python"),
)
"""In the order in which to read them; each is a page of assets/manual."""
WIDEST = 100
"""Columns of a page, on a terminal that has more."""
_COMMENT = re.compile(r"^<!--.*-->\n+", re.MULTILINE)


class Topic(click.ParamType):  # type: ignore[type-arg]  # generic from 8.4 on
    """The name of a page."""

    name = "topic"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the name. Ends in a usage error where there is no such page."""
        if value not in TOPICS:
            allowed = f"topics are {', '.join(TOPICS)}"
            wrong = Wrong(f"{written(value)} is not a topic", allowed, near(value, TOPICS))
            self.fail(str(wrong), param, ctx)
        return value

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """Offer the topics."""
        return [CompletionItem(topic) for topic in TOPICS if topic.startswith(incomplete)]


@click.command(name="manual")
@click.argument("topic", required=False, type=Topic())
def command(topic: str | None) -> None:
    """Read the manual: a page on a TOPIC, or, without one, the list of topics.

    On a terminal the page opens in the pager that PAGER names; elsewhere it is printed as Markdown.
    """
    if topic is None:
        rows = [(each, about(each)) for each in TOPICS]
        print_table(Table(("topic", "what it is about"), rows, frozenset({0, 1})))
        return
    width = terminal_width()
    if width is None:
        click.echo(page(topic), nl=False)
    else:
        click.echo_via_pager(rendered(page(topic), min(width, WIDEST)))


def page(topic: str) -> str:
    """Return the Markdown of a page."""
    return asset(f"manual/{topic}.md").read_text(encoding="utf-8")


def about(topic: str) -> str:
    """Return the sentence below a page's heading."""
    return page(topic).split("\n\n")[1].replace("\n", " ")


def rendered(text: str, width: int) -> str:
    """Return a page as a terminal shows it, in colours unless NO_COLOR is set."""
    from rich.console import Console
    from rich.markdown import Markdown

    console = Console(width=width, force_terminal=True, legacy_windows=False)
    with console.capture() as capture:
        console.print(Markdown(_COMMENT.sub("", text)))
    return capture.get().encode(sys.stdout.encoding, "replace").decode(sys.stdout.encoding)
