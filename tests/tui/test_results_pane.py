"""The results: bars, table, waits and sentence, of what has happened by the playhead and no later."""

import asyncio
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import pytest
from hypothesis import given
from hypothesis import strategies as st
from syrupy.assertion import SnapshotAssertion
from textual.pilot import Pilot

from simul.analysis.comparison import Comparison
from simul.analysis.run import Run
from simul.scenario.plan import Plan
from simul.tui.panes.findings import Findings, find
from simul.tui.panes.result_bars import Result, result_bars
from simul.tui.panes.results_pane import ResultsPane
from simul.tui.panes.wait_shares import Shares, share_in_words, wait_shares
from simul.tui.session.session import Session
from simul.tui.style.drawn import Drawn
from simul.tui.style.glyphs import ASCII, UNICODE
from tests.plans import plan_of
from tests.tui.halls import WAIT_S, playing, polgar
from tests.tui.picture import picture
from tests.tui.stage import Stage, plain_scrollbars, seen


def to_the_end(session: Session) -> None:
    """Play all lanes to the end; the wall time, which differs each time, is made 5 ms."""
    session.playhead.to_end()
    for lane in session.lanes:
        assert lane.run is not None
        lane.run.wall_s = 0.005


async def settled(pilot: Pilot[object]) -> str:
    """What is on the screen when all has been worked out."""
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()
    return seen(pilot.app)


# The pane over lanes that play


async def test_it_says_what_came_out_of_all_lanes() -> None:
    with playing(polgar(), ("sync", "async")) as session:
        to_the_end(session)
        async with Stage(ResultsPane(session)).run_test(size=(120, 60)) as pilot:
            text = await settled(pilot)
    assert "the limit that no schedule can beat: 1:00:55" in text
    assert "12:00:00  1.0×" in text
    assert "1:00:55  11.8×" in text
    assert "Nobody thought any faster. async took 1:00:55 instead of 12:00:00 (11.8x)" in text
    assert "master's last move" in text
    assert "how long opponents waited for her" in text
    assert "up to 24:00:00" in text
    assert "warning" not in text
    assert "not done" not in text


@pytest.mark.slow
async def test_nothing_is_told_of_what_lies_ahead_of_the_playhead() -> None:
    with playing(polgar(), ("sync", "async")) as session:
        to_the_end(session)
        session.playhead.seek(9060.0)  # 2:31:00
        async with Stage(ResultsPane(session)).run_test(size=(120, 60)) as pilot:
            text = await settled(pilot)
            assert "not done yet: 2:31:00 so far" in text
            assert "11:59:05" not in text  # her last move in sync
            said = " ".join(text.split())
            assert (
                "async took 1:00:55; the master never stood waiting. sync is not done yet." in said
            )
            session.playhead.seek(600.0)
            pilot.app.query_one(ResultsPane).redraw()
            text = await settled(pilot)
            assert text.count("not done yet: 0:10:00 so far") == 2
            assert "No mode is done yet: sync, async." in text
            assert "master's last move" not in text
            assert "waited for her" not in text
            session.playhead.to_end()
            pilot.app.query_one(ResultsPane).redraw()
            text = await settled(pilot)
            assert "not done" not in text
            assert "12:00:00  1.0×" in text


async def test_wrong_and_stuck_runs_are_marked_in_words() -> None:
    with playing(polgar(), ("async", "many-masters", "deadlock")) as session:
        to_the_end(session)
        async with Stage(ResultsPane(session)).run_test(size=(120, 60)) as pilot:
            text = await settled(pilot)
    (wrong,) = (line for line in text.splitlines() if "many-masters  █" in line)
    (stuck,) = (line for line in text.splitlines() if line.startswith("  deadlock  "))
    assert wrong.endswith("0:30:00 (wrong)")  # and no factor: it is none
    assert stuck.endswith("0:02:00 (stuck)")
    assert "TwoPlacesAtOnce was broken 690 times" in text


async def test_a_lane_that_failed_says_so() -> None:
    with playing(plan_of(2, 1), ("sync",)) as session:
        to_the_end(session)
        session.lanes[0].error = "no more threads"
        async with Stage(ResultsPane(session)).run_test(size=(80, 24)) as pilot:
            text = await settled(pilot)
    assert "failed: no more threads" in text


async def test_only_what_changes_is_drawn() -> None:
    with playing(polgar(), ("sync", "async"), at_s=4000) as session:
        pane = ResultsPane(session)
        async with Stage(pane).run_test(size=(80, 24)) as pilot:
            await settled(pilot)
            drawn: list[int] = []
            with counted(pane, drawn):
                for tenth in range(10):
                    session.playhead.seek(4000 + tenth / 10)
                    pane.redraw()
                assert drawn == []  # the same second
                session.playhead.seek(4001)
                pane.redraw()
                assert len(drawn) == 1
                assert not list(pilot.app.workers)  # nothing to work out again


@contextmanager
def counted(pane: ResultsPane, drawn: list[int]) -> Iterator[None]:
    """Count how often the bars are drawn."""
    bars = pane.query_one("#results-bars", Drawn)
    draw = bars._draw
    bars._draw = lambda width: drawn.append(width) or draw(width)  # type: ignore[func-returns-value]
    yield
    bars._draw = draw


async def test_what_takes_long_does_not_hold_up_the_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    may_go_on = threading.Event()

    def slow_find(comparison: Comparison, runs: Sequence[Run]) -> Findings:
        assert may_go_on.wait(WAIT_S)
        return find(comparison, runs)

    monkeypatch.setattr("simul.tui.panes.results_pane.find", slow_find)
    with playing(polgar(), ("sync", "async")) as session:
        to_the_end(session)
        async with Stage(ResultsPane(session)).run_test(size=(120, 40)) as pilot:
            await asyncio.sleep(0)
            text = seen(pilot.app)
            assert "12:00:00" in text
            assert "master's last move" not in text
            may_go_on.set()
            assert "master's last move" in await settled(pilot)


async def test_its_keys_leave_those_of_the_hall_alone() -> None:
    keys = {binding.key for binding in ResultsPane._merge_bindings().key_to_bindings["up"]}
    assert keys == {"up"}
    bindings = ResultsPane._merge_bindings().key_to_bindings
    assert set(bindings) == {"up", "down", "pageup", "pagedown"}
    assert all(each.id and each.tooltip for some in bindings.values() for each in some)


@pytest.mark.slow
async def test_it_scrolls() -> None:
    with playing(polgar(), ("sync", "async")) as session:
        to_the_end(session)
        pane = ResultsPane(session)
        async with Stage(pane).run_test(size=(80, 24)) as pilot:
            await settled(pilot)
            pane.focus()
            await pilot.press("pagedown", "pagedown", "pagedown")
            await pilot.wait_for_animation()
            assert "Best possible: 1:00:55." in await settled(pilot)


@pytest.mark.slow
@pytest.mark.parametrize("size", [(40, 12), (80, 24), (120, 40), (200, 60)])
async def test_how_it_looks(size: tuple[int, int], snapshot: SnapshotAssertion) -> None:
    with playing(polgar(), ("sync", "async", "many-masters", "deadlock")) as session:
        to_the_end(session)
        async with Stage(ResultsPane(session)).run_test(size=size) as pilot:
            await settled(pilot)
            assert picture(pilot.app) == snapshot


@pytest.mark.slow
async def test_resizing_keeps_the_bars_and_the_sentence_in_view() -> None:
    with playing(polgar(), ("sync", "async")) as session:
        to_the_end(session)
        async with Stage(ResultsPane(session)).run_test(size=(200, 60)) as pilot:
            for width, height in ((40, 12), (80, 24), (24, 6), (200, 60), (40, 12)):
                await pilot.resize_terminal(width, height)
                text = await settled(pilot)
                assert max(map(len, text.splitlines())) <= width
            assert "12:00:00  1.0×" in text
            assert "Nobody thought any faster" in text


@pytest.mark.parametrize("size", [(40, 12), (120, 60)])
async def test_in_ascii_everything_is(
    size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    plain_scrollbars(monkeypatch)
    with playing(polgar(), ("sync", "async", "deadlock"), ascii=True) as session:
        to_the_end(session)
        async with Stage(ResultsPane(session), ascii=True).run_test(size=size) as pilot:
            text = await settled(pilot)
    assert text.isascii()
    assert "12:00:00  1.0x" in text


# The bars


def bars_of(*results: Result, limit_s: float = 100, width: int = 80) -> list[str]:
    drawn = result_bars(results, limit_s, 0, width, UNICODE)
    return drawn.plain.split("\n")


def test_bars_are_on_one_scale_and_reach_the_limit_where_their_time_does() -> None:
    head, slow, limit, quick = bars_of(
        Result("slow", 400, True, 1),
        Result("limit", 100, True, 4),
        Result("quick", 25, True, 16, "wrong"),
    )
    at = head.index("│")
    first = len("limit") + 2
    assert slow[at] == limit[at] == quick[at] == "│"
    assert limit[first:at] == "█" * (at - first)  # right up to the mark
    whole = slow.count("█") + 1  # one is under the mark
    assert (at - first) / whole == pytest.approx(100 / 400, abs=1 / whole)
    assert quick.count("█") == pytest.approx(whole / 16, abs=1)


@pytest.mark.parametrize("width", range(60, 100))
def test_what_takes_as_long_as_the_limit_reaches_its_mark(width: int) -> None:
    _, at_limit, slow = bars_of(Result("a", 100, True, 1), Result("b", 777, True, 1), width=width)
    assert at_limit[3 : at_limit.index("│")].strip("█") == ""
    assert slow.index("│") == at_limit.index("│")


def test_what_is_not_done_is_drawn_otherwise() -> None:
    _, going, done = bars_of(Result("a", 200, False), Result("b", 200, True, 1))
    assert "░" in going
    assert "█" not in going
    assert "█" in done
    assert going.endswith("not done yet: 0:03:20 so far")


@given(
    seconds=st.lists(st.floats(0, 1e6), min_size=1, max_size=4),
    limit_s=st.floats(0, 1e6),
    width=st.integers(1, 200),
    plain=st.booleans(),
)
def test_bars_fit_into_any_width(
    seconds: list[float], limit_s: float, width: int, plain: bool
) -> None:
    results = [Result(f"mode-{i}", each, i % 2 == 0, 1) for i, each in enumerate(seconds)]
    glyphs = ASCII if plain else UNICODE
    text = result_bars(results, limit_s, 0, width, glyphs, thick=2, apart=1).plain
    assert max(map(len, text.split("\n"))) <= width
    assert text.isascii() or not plain


# The waits


def test_shares_never_round_to_nothing_or_all() -> None:
    words = [share_in_words(count, 1000) for count in (0, 1, 10, 500, 994, 999, 1000)]
    assert words == ["-", "<1 %", "1 %", "50 %", "99 %", "99 %", "100 %"]


def test_a_histogram_a_mode() -> None:
    shares = Shares((0.0, 60.0, 7200.0), ("sync", "async"), ((3, 0, 1), (0, 4, 0)))
    lines = wait_shares(shares, 62, ASCII).plain.split("\n")
    assert lines[0].split() == ["sync", "async"]
    labels = ["not at all", "up to 0:01:00", "up to 2:00:00"]
    assert [line[:13].rstrip() for line in lines[1:]] == labels
    assert [line.count("#") for line in lines[1:]] == [12, 16, 4]  # of 16: 3/4, all, 1/4
    assert "75 %" in lines[1]


@pytest.mark.parametrize(
    ("step", "label"),
    [
        (0.05, "up to 50.0 ms"),
        (20.0, "up to 20 s"),
        (100.0, "up to 0:01:40"),
        (18_000.0, "up to 5:00:00"),
        (1_216_026.0, "up to 337:47:06"),  # the longest of all, where it is longer than a day
    ],
)
def test_a_step_is_written_as_every_length_of_time(step: float, label: str) -> None:
    text = wait_shares(Shares((0.0, step), ("sync",), ((0, 1),)), 60, ASCII).plain
    assert f"\n{label} " in text


def test_where_there_is_no_room_they_stand_below_one_another() -> None:
    shares = Shares((0.0, 60.0), ("sync", "async"), ((3, 1), (0, 4)))
    text = wait_shares(shares, 40, ASCII).plain
    assert text.index("async") > text.index("25 %")
    assert max(map(len, text.split("\n"))) <= 40


@pytest.mark.parametrize("plan", [plan_of(1, 1), plan_of(2, 1, master=0, opponent=0)])
async def test_the_smallest_exhibitions(plan: Plan) -> None:
    with playing(plan, ("sync", "async")) as session:
        to_the_end(session)
        async with Stage(ResultsPane(session)).run_test(size=(80, 24)) as pilot:
            assert "1.0×" in await settled(pilot)
