"""One page of HTML that holds all of it: no script, nothing from a network, fit for paper."""

import re
import shlex
from collections.abc import Iterator, Sequence
from html import escape

from simul.analysis.comparison import Comparison
from simul.formats.conclusion import conclusion
from simul.formats.picture.strips import alike, names_of
from simul.formats.picture.svg import timeline_svg
from simul.formats.result import Result, Section
from simul.formats.table import Table
from simul.formats.toml import as_toml
from simul.formats.waits_chart import waits_svg
from simul.scenario.scenario import BUILT_IN_GAMES, Scenario

MOST_COLUMNS = 5
"""Columns of figures that fit on a sheet of paper."""

_STYLE = """
:root { color-scheme: light }
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; background: #fff; color: #111;
  font: 1rem/1.45 "DejaVu Sans", Verdana, Arial, sans-serif }
h1 { margin-bottom: 0 }
h2 { margin-top: 2.2rem }
.sentence { font-size: 1.15rem; border-left: .3rem solid #0f3d78; padding-left: .8rem }
.wide { overflow-x: auto }
table { border-collapse: collapse; margin: .8rem 0; font-size: .9rem }
th, td { border: 1px solid #999; padding: .2rem .5rem; text-align: right; white-space: pre }
thead th { background: #eee }
.left { text-align: left }
svg { width: 100%; height: auto; border: 1px solid #999 }
svg.waits { max-width: 40rem; border: 0 }
figure { margin: 1rem 0; break-inside: avoid }
pre { background: #f3f3f3; border: 1px solid #999; padding: .6rem; white-space: pre-wrap;
  overflow-wrap: anywhere }
li, p { overflow-wrap: anywhere }
@page { size: A4; margin: 14mm }
@media print { body { margin: 0; max-width: none; font-size: 10pt } table { font-size: 8pt }
  svg.waits { max-width: 24rem }
  h2 { break-after: avoid } tr { break-inside: avoid } }
"""


def render(result: Result) -> str:
    """Return the page: the meaning, the tables, the timeline, the waits, the scenario."""
    comparison, command = result.comparison, result.command()
    first, *others = result.sections()
    scenario = comparison.plan.scenario
    body = [
        f"<h1>{escape(scenario.name)}</h1>",
        f"<p>{escape(scenario.in_words())}</p>",
        *_meaning(comparison, first),
        *_tables(first.table),
        *(part for other in others for part in _section(other)),
        "<h2>Who did what when</h2>",
        f"<figure>{timeline_svg(comparison)}</figure>",
        *_waits(comparison),
        *_scenario(scenario, command),
    ]
    head = (
        "<!DOCTYPE html>",
        '<html lang="en">',
        '<head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escape(scenario.name)}</title>",
        f"<style>{_STYLE}</style></head>",
    )
    return "\n".join((*head, "<body>", *body, "</body>", "</html>", ""))


def _meaning(comparison: Comparison, section: Section) -> Iterator[str]:
    sentence = conclusion(comparison)
    if sentence:
        yield f'<p class="sentence">{escape(sentence)}</p>'
    yield from _list([line for line in section.lines if line != sentence])


def _section(section: Section) -> Iterator[str]:
    yield f"<h2>{escape(section.heading)}</h2>"
    yield from _tables(section.table)
    yield from _list(section.lines)


def _list(lines: Sequence[str]) -> Iterator[str]:
    if lines:
        yield f"<ul>{''.join(f'<li>{escape(line)}</li>' for line in lines)}</ul>"


def _tables(table: Table) -> Iterator[str]:
    """Yield the table, in several where it has too many columns for a sheet of paper."""
    if table.left != frozenset({0}):  # its columns are of different kinds, and belong together
        yield _table(table)
        return
    for first in range(1, len(table.header), MOST_COLUMNS):
        yield _table(table.columns(first, min(first + MOST_COLUMNS, len(table.header))))


def _table(table: Table) -> str:
    left = ' class="left"'

    def row(cells: Sequence[str], tag: str) -> str:
        return "".join(
            f"<{tag}{left if index in table.left else ''}>{escape(cell)}</{tag}>"
            for index, cell in enumerate(cells)
        )

    lines = "\n".join(f"<tr>{row(cells, 'td')}</tr>" for cells in table.rows)
    head = f"<thead><tr>{row(table.header, 'th')}</tr></thead>"
    return f'<div class="wide"><table>{head}<tbody>\n{lines}\n</tbody></table></div>'


def _waits(comparison: Comparison) -> Iterator[str]:
    yield "<h2>How long opponents waited for the master</h2>"
    yield "<p>Number of waits in each range of lengths.</p>"
    for runs in alike(comparison):
        caption = f"<figcaption>{escape(names_of(runs))}</figcaption>"
        yield f"<figure>{caption}\n{waits_svg(runs[0])}</figure>"


def _scenario(scenario: Scenario, command: Sequence[str]) -> Iterator[str]:
    file = re.sub(r"[^\w.-]+", "-", scenario.name).lstrip("-.") or "scenario"
    words = [f"{file}.toml" if word == "SCENARIO" else word for word in command]
    yield "<h2>The scenario</h2>"
    yield f"<p>Saved as <code>{escape(file)}.toml</code>, it is played again by</p>"
    yield f"<pre>{escape(shlex.join(words))}</pre>"
    if scenario.games not in BUILT_IN_GAMES:
        yield "<p>The games are those of a file, which has to be where <code>games</code> says.</p>"
    yield f"<pre>{escape(as_toml(scenario))}</pre>"
