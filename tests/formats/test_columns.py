"""Tables whose texts are wider, or narrower, than they have letters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from simul.formats.columns import beginning, columns, to_the_left, to_the_right
from simul.formats.table import Table, as_text

TEXTS = st.text(st.sampled_from("aé羽生ｶ한e\u0301я±⚖️"), max_size=12)


@given(TEXTS, st.integers(0, 30))
def test_a_text_is_as_wide_as_a_terminal_draws_it(text: str, width: int) -> None:
    assert columns(text) == cell_len(text)
    for filled in (to_the_left(text, width), to_the_right(text, width)):
        assert columns(filled) == max(width, columns(text))
        assert filled.strip(" ") == text
    begun = beginning(text, width)
    assert text.startswith(begun)
    assert columns(begun) <= width
    assert begun == text or columns(text) > width


@given(st.lists(st.tuples(TEXTS, TEXTS, st.just("|")), min_size=1, max_size=5))
def test_columns_stand_below_one_another(rows: list[tuple[str, str, str]]) -> None:
    table = Table(("name", "moves", "|"), [*rows], frozenset({0, 2}))
    lines = as_text(table).split("\n")
    assert len({columns(line) for line in lines}) == 1


def test_by_hand() -> None:
    # 羽生 takes four columns, as many as "name".
    table = Table(("name", "n"), [("羽生", "1"), ("Müller", "10")])
    assert as_text(table) == "name     n\n羽生     1\nMüller  10"


@pytest.mark.parametrize(
    ("room", "shown"),
    [(8, "羽生善治"), (7, "羽生…治"), (6, "羽…治"), (3, "羽…"), (2, "…"), (1, "")],
)
def test_a_name_loses_its_middle(room: int, shown: str) -> None:
    from simul.tui.boards.full import shortened
    from simul.tui.style.glyphs import UNICODE

    found = shortened("羽生善治", room, UNICODE)
    assert columns(found) <= room
    assert found == shown
