"""The page: one file, whole, with nothing in it that a browser would fetch or run."""

import re
import tomllib
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest

from simul.analysis.comparison import Comparison
from simul.formats.html import render
from simul.formats.result import Result
from simul.scenario.checking import check_scenario
from tests.formats.played import odd, played

ALONE = {"meta", "br"}
"""Elements of the page that have no end."""


class Page(HTMLParser):
    """Reads a page, and sees that whatever is opened is closed, in order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str]] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += [(name, value or "") for name, value in attrs]
        if tag not in ALONE:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.attributes += [(name, value or "") for name, value in attrs]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def page_of(comparison: Comparison) -> str:
    return render(Result(comparison))


@pytest.mark.parametrize("modes", ["sync,async", "many-masters,deadlock"])
def test_it_is_whole_and_needs_nothing_else(modes: str) -> None:
    text = page_of(played(modes, boards=3, pairs=2))
    page = Page(text)
    assert not page.tags & {"script", "link", "img", "iframe", "object", "embed", "base", "form"}
    for name, value in page.attributes:
        assert name not in ("src", "href", "action", "data")
        assert not name.startswith("on")
        assert "//" not in value or name == "xmlns"
    assert "@import" not in text
    assert not re.search(r"url\((?!#)", text)


def test_it_has_the_meaning_the_figures_and_the_waits() -> None:
    text = unescape(page_of(played(boards=3, pairs=2)))
    assert "Nobody thought any faster. async took 0:02:10 instead of" in text
    assert "<td>0:02:10</td>" in text
    assert text.count("<figcaption>") == 2


def test_the_scenario_in_it_is_the_one_that_was_played(tmp_path: Path) -> None:
    comparison = odd(tmp_path)
    *_, command, scenario = re.findall(r"<pre>(.*?)</pre>", page_of(comparison), re.DOTALL)
    modes = ",".join(run.mode.name for run in comparison.runs)
    assert command == f"simul compare polgar.toml --modes {modes}"
    raw = tomllib.loads(unescape(scenario))
    assert check_scenario(raw, place="", name="") == comparison.plan.scenario


def test_names_are_only_text(tmp_path: Path) -> None:
    path = tmp_path / "<script>&.toml"
    path.write_text('boards = 2\nmove_pairs = 1\nabout = "<img src=x>"\n', encoding="utf-8")
    page = Page(page_of(played("sync,async", path)))
    assert not page.tags & {"script", "img"}
