"""The timeline as a picture: laws of its pieces, and where things stand."""

import re
from itertools import combinations, pairwise
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simul.analysis.comparison import Comparison
from simul.analysis.states import BoardState
from simul.analysis.timeline import Span
from simul.formats.picture.layout import WIDTH
from simul.formats.picture.pieces import pieces
from simul.formats.picture.strips import drawn_boards, strips_of, zoomed
from simul.formats.picture.svg import timeline_svg
from simul.formats.picture.texts import folded, width
from simul.scenario.plan import Plan
from tests.formats.played import odd, played, played_plan
from tests.plans import plan_of, plans

LENGTHS = st.lists(st.integers(1, 200).map(lambda n: n / 8), min_size=1, max_size=40)


def spans_of(lengths: list[float], states: list[int]) -> list[Span]:
    """Spans of these lengths (s), one after the other."""
    spans, start = [], 0.0
    for index, length in enumerate(lengths):
        spans.append(Span(start, start + length, states[index % len(states)], 1))
        start += length
    return spans


# Pieces


@given(lengths=LENGTHS, states=st.lists(st.integers(0, 3), min_size=1), shortest=st.integers(1, 9))
def test_pieces_cover_the_same_time_and_are_not_too_many(
    lengths: list[float], states: list[int], shortest: int
) -> None:
    spans = spans_of(lengths, states)
    made = pieces(spans, shortest)
    end = spans[-1].end
    assert (made[0].start, made[-1].end) == (0.0, end)
    assert all(one.end == two.start and one.state != two.state for one, two in pairwise(made))
    assert all(piece.end - piece.start >= shortest / 2 for piece in made[:-1])


@given(lengths=LENGTHS, states=st.lists(st.integers(0, 3), min_size=1))
def test_what_is_long_enough_to_be_seen_is_drawn_as_it_was(
    lengths: list[float], states: list[int]
) -> None:
    spans = spans_of(lengths, states)
    for piece in pieces(spans, 5):
        inside = [s for s in spans if s.start >= piece.start and s.end <= piece.end]
        assert all(span.state == piece.state for span in inside if span.end - span.start >= 5)


def test_short_spans_are_drawn_as_what_takes_most_of_the_time() -> None:
    spans = spans_of([1, 3] * 10, [BoardState.HERE, BoardState.THINKING])
    assert pieces(spans, 8) == [(0, 40, BoardState.THINKING)]


def test_pieces_of_the_shortest_times_there_are() -> None:
    least = 5e-324  # half of it is 0
    spans = [Span(0, least, BoardState.READY, 1), Span(least, 2 * least, BoardState.THINKING, 1)]
    assert pieces(spans, least) == [
        (0, least, BoardState.READY),
        (least, 2 * least, BoardState.THINKING),
    ]


# Rows and panels


@given(boards=st.integers(1, 10_000), rows=st.integers(1, 60))
def test_boards_are_drawn_evenly_from_the_first_to_the_last(boards: int, rows: int) -> None:
    drawn = drawn_boards(boards, rows)
    assert drawn == sorted(set(drawn))
    assert len(drawn) == min(boards, rows)
    assert drawn[0] == 1
    assert drawn[-1] == boards or rows == 1
    gaps = {two - one for one, two in pairwise(drawn)}
    assert not gaps or max(gaps) - min(gaps) <= 1


def test_modes_in_which_the_same_happened_are_one_strip() -> None:
    comparison = played("sync,callbacks,async,many-masters,generators", boards=3, pairs=2)
    headings = [strip.heading for strip in strips_of(comparison)]
    assert headings == [
        "sync: elapsed 0:06:00",
        "callbacks, async and generators: elapsed 0:02:10, 2.8 times the speed of sync",
        "many-masters (wrong): elapsed 0:02:00; TwoPlacesAtOnce 4",
    ]


def test_short_modes_have_a_panel_of_their_own() -> None:
    strips = strips_of(played(boards=24, pairs=2))
    assert [strip.heading[:5] for strip in zoomed(strips)] == ["async"]
    assert zoomed(strips_of(played(boards=2, pairs=2))) == []
    assert timeline_svg(played(boards=24, pairs=2)).count(">async: elapsed") == 2


# The whole picture


class Box(NamedTuple):
    left: float
    top: float
    right: float
    bottom: float
    text: str


def boxes(svg: str) -> list[Box]:
    """Where each text stands, taken to be as wide as it may be."""
    found = []
    for text in ElementTree.fromstring(svg).iter("{http://www.w3.org/2000/svg}text"):
        x, y, size = (float(text.attrib[name]) for name in ("x", "y", "font-size"))
        words = text.text or ""
        wide = width(words, size)
        left = x - {"start": 0, "middle": wide / 2, "end": wide}[text.get("text-anchor", "start")]
        found.append(Box(left, y - 0.75 * size, left + wide, y + 0.22 * size, words))
    return found


def looked_at(comparison: Comparison) -> str:
    """Draw it, and see that no text is cut off or stands on another; returns the document."""
    svg = timeline_svg(comparison)
    height = float(ElementTree.fromstring(svg).attrib["height"])
    placed = boxes(svg)
    for box in placed:
        assert box.left >= 0, box
        assert box.right <= WIDTH, box
        assert 0 <= box.top < box.bottom <= height, box
    for one, two in combinations(placed, 2):
        apart = one.right <= two.left or two.right <= one.left
        assert apart or one.bottom <= two.top or two.bottom <= one.top, (one, two)
    return svg


MANY = "sync,callbacks,async,many-masters,deadlock,livelock,blocking-call,starvation,cpu-hog"


@pytest.mark.parametrize(
    ("modes", "scenario", "options"),
    [
        ("sync,async", "polgar", {}),
        ("sync,async", "classroom", {}),
        ("sync,async", "ten-boards", {"boards": 3}),
        ("async,sync", "club-night", {"walk": "2s"}),
        ("async", "polgar", {"boards": 1, "pairs": 1}),
        ("livelock", "polgar", {"boards": 2}),
        pytest.param(MANY, "polgar", {}, marks=pytest.mark.slow),
    ],
)
def test_no_text_is_cut_off_or_stands_on_another(
    modes: str, scenario: str, options: dict[str, str | int]
) -> None:
    looked_at(played(modes, scenario, **options))


@given(plan=plans(), mode=st.sampled_from(("sync", "async", "many-masters")))
def test_any_exhibition_can_be_drawn(plan: Plan, mode: str) -> None:
    looked_at(played_plan(plan, mode))


def test_an_exhibition_that_takes_no_time_can_be_drawn() -> None:
    looked_at(played_plan(plan_of(2, 2, master=0.0, opponent=0.0)))


@pytest.mark.slow
def test_many_boards_make_no_large_picture_and_it_says_so() -> None:
    svg = looked_at(played_plan(plan_of(10_000, 1), "sync,async"))
    assert len(svg) < 100_000
    assert re.search(r"\d\d of the 10,000 boards have a row, evenly spread", svg)


def test_a_picture_of_few_boards_does_not_say_so() -> None:
    assert "boards have a row" not in timeline_svg(played())


def test_long_and_odd_names_stay_inside(tmp_path: Path) -> None:
    scenario = tmp_path / ("<b>&" + "W" * 90 + " " + "m" * 40 + ".toml")
    scenario.write_text("boards = 2\nmove_pairs = 1\n", encoding="utf-8")
    svg = looked_at(played("async", scenario))
    assert "<b>" not in svg
    assert "&lt;b&gt;&amp;W" in svg
    looked_at(odd(tmp_path))


def test_it_needs_no_colour() -> None:
    svg = timeline_svg(played(boards=3, pairs=2, walk="20s"))
    used = set(re.findall(r'<path fill="([^"]+)" d="M', svg))
    assert used >= {"url(#suspended)", "url(#waiting)", "url(#walking)", "#0f3d78"}
    for name in re.findall(r"url\(#(\w+)\)", svg):
        assert re.search(
            rf'<pattern id="{name}"[^>]*>.*<path', svg
        )  # a texture, not a colour alone


def test_it_says_what_it_shows() -> None:
    svg = timeline_svg(played(boards=2, pairs=2))
    assert "<title id=" in svg
    description = re.search(r"<desc[^>]*>(.*)</desc>", svg)
    assert description
    assert "async: elapsed 0:02:05" in description[1]
    assert '<rect width="100%" height="100%" fill="#fff"/>' in svg  # on a dark slide too


@given(text=st.text("aWi ", max_size=80), room=st.integers(60, 400))
def test_folded_text_has_room(text: str, room: int) -> None:
    lines = folded(text, 20, room)
    assert len(lines) <= 3
    assert all(width(line, 20) <= room for line in lines)
