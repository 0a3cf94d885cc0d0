"""The histogram of waits counts every wait once."""

import re

from simul.formats.waits_chart import waits_svg
from tests.formats.played import played


def test_the_bars_add_up_to_the_number_of_her_moves() -> None:
    (run,) = played("async", boards=14, pairs=5).runs
    texts = re.findall(r"<text[^>]*>([^<]*)</text>", waits_svg(run))
    counted = dict(zip(texts[::2], map(int, texts[1::2]), strict=True))
    assert sum(counted.values()) == 14 * 5
    # A lap takes 70 s, so a reply is ready 10 s before she is back; at first board 3 waits 10 s for her.
    assert counted["up to 10.0 s"] == 14 * 4 + 1


def test_where_nobody_waited_there_is_one_bar() -> None:
    (run,) = played("async", boards=1, pairs=3).runs
    texts = re.findall(r"<text[^>]*>([^<]*)</text>", waits_svg(run))
    assert texts == ["not at all", "3"]
