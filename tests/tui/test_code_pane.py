"""The code pane: what it shows, against the suspended frames themselves."""

import re
from collections import Counter
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion
from textual.containers import Horizontal

from simul.analysis.source_positions import source_positions
from simul.hall.gates import ReleasedGate
from simul.hall.trace import MASTER, Trace
from simul.modes.mode import Mode
from simul.modes.registry import find_mode
from simul.tui.panes.code_pane import CodePane
from simul.tui.session.lane import Lane
from tests.modes.concurrent import HER_OWN, parked
from tests.modes.looking import ALL_LOOKS, Look
from tests.plans import plan_of
from tests.tui.lanes import WAIT_S, session
from tests.tui.picture import picture
from tests.tui.stage import Stage, seen

WIDTH, HEIGHT = 100, 120

Shown = tuple[int, dict[int, int]]
"""The master's line, 0 for none, and how many opponents there are at each."""


class RecordingGate(ReleasedGate):
    """A gate at which it is noted where the frames are, by how many rows the trace has then."""

    def __init__(self, lane: Lane, look: Look) -> None:
        super().__init__()
        self.frames: dict[int, dict[int, int]] = {}
        self._lane = lane
        self._look = look

    def wait(self, when: float) -> None:
        self.frames[len(self._lane._trace)] = self._look(str(self._lane.mode.source))
        super().wait(when)


def texts(pane: CodePane, width: int = WIDTH, height: int = HEIGHT) -> list[str]:
    return ["".join(piece for piece, _ in line) for line in pane.content(width, height)]


def shown(pane: CodePane) -> Shown:
    """What the pane shows, read from its text."""
    master, opponents = 0, {}
    for text in texts(pane):
        if row := re.match(r" *(\d+) (.)(.) *(×(\d+))? ", text):
            if row[2] == "▶":
                assert not master
                master = int(row[1])
            if row[5]:
                opponents[int(row[1])] = int(row[5])
    return master, opponents


def looked_at(name: str) -> Any:
    mode = find_mode(name)
    missing = mode.missing()
    return pytest.param(mode, id=name, marks=[pytest.mark.skip(reason=missing)] if missing else [])


MODES_LOOKED_AT = [
    looked_at(name)
    for name in ALL_LOOKS
    if name
    != "forgotten-reply"  # several tasks of one opponent: the trace has a line for one of them
]


@pytest.mark.parametrize("mode", MODES_LOOKED_AT)
@pytest.mark.parametrize(
    "how",
    [
        {"colour": "alternate", "walk": 1.0, "policy": "ready"},
        {"colour": "black", "plies": 5},
    ],
    ids=["walks", "black"],
)
def test_it_shows_what_the_frames_say(mode: Mode, how: Any) -> None:
    gates = []

    def gate(lane: Lane) -> RecordingGate:
        gates.append(RecordingGate(lane, ALL_LOOKS[mode.name]))
        return gates[-1]

    with session(plan_of(3, 2, 5.0, 9.0, **how), mode.name, gate=gate) as it:
        frames, lane = gates[0].frames, it.lane
        pane = CodePane(it, 0)

        def check() -> None:
            lines = dict(frames[lane.view.index] if lane.view.index else {})  # 0: nobody has begun
            assert shown(pane) == (lines.pop(MASTER, 0), Counter(lines.values()))

        times = [0.0]
        while (wanted := lane.wait(WAIT_S)) is not None:  # at the live edge
            it.playhead.seek(wanted)
            times.append(it.playhead.time)
            if not lane.ended:
                check()
        assert len(frames) > 3 or mode.name == "deadlock"  # it ends at once
        for time in (times[-2], *times[:-1], *times[-2::-1]):  # to and fro over what has been
            it.playhead.seek(time)
            check()
        while it.playhead.step(lane):
            if lane.view.index in frames and not lane.done:
                check()
        if lane.run is not None and lane.run.ended is None:
            assert shown(pane) == (0, {})
        while it.playhead.step_back(lane):
            if lane.view.index in frames:
                check()


@pytest.mark.parametrize("mode", HER_OWN)
def test_it_shows_where_the_trace_says_that_everybody_is_parked(mode: Mode) -> None:
    with session(plan_of(3, 2, colour="alternate", walk=1.0), mode.name) as it:
        pane, lane = CodePane(it, 0), it.lane
        it.playhead.to_end()
        trace = lane.view.trace
        for time in (*range(0, 200, 7), *range(190, 0, -10)):
            it.playhead.seek(time)
            before = Trace()
            for row in range(lane.view.index):
                before.whats.append(trace.whats[row])
                before.lines.append(trace.lines[row])
            lines = {} if lane.done else parked(before)
            assert shown(pane) == (lines.pop(MASTER, 0), Counter(lines.values()))


@pytest.mark.parametrize("height", [5, 8, 12, 20, 30])
@pytest.mark.parametrize("mode", ["async", "callbacks", "async-generators"])
def test_her_line_is_always_seen_and_who_is_outside_is_counted(mode: str, height: int) -> None:
    with session(plan_of(24, 3, colour="alternate", walk=1.0), mode) as it:
        pane = CodePane(it, 0)
        for time in range(0, 300, 3):
            it.playhead.seek(time)
            now = source_positions(it.lane.moment)
            rows = texts(pane, 60, height)
            assert len(rows) <= height
            marked = [row for row in rows if re.match(r" *\d+ ▶", row)]
            assert [int(row.split()[0]) for row in marked] == ([now.master] if now.master else [])
            counted = [
                int(count) for row in rows for count in re.findall(r"^ *\d+ .{2} *×(\d+)", row)
            ]
            outside = [int(count) for row in rows for count in re.findall(r"(\d+) more", row)]
            assert sum(counted) + sum(outside) == sum(now.opponents.values())


def test_who_is_outside_is_counted_wherever_somebody_has_scrolled() -> None:
    with session(plan_of(24, 3), "async") as it:
        it.playhead.seek(90.0)
        pane = CodePane(it, 0)
        pane.action_scroll(-1)
        for top in range(1, 60):
            pane._top = top
            rows = texts(pane, 60, 5)
            counted = [
                int(count) for row in rows for count in re.findall(r"^ *\d+ .{2} *×(\d+)", row)
            ]
            outside = [int(count) for row in rows for count in re.findall(r"(\d+) more", row)]
            assert sum(counted) + sum(outside) == 24


def test_nobody_has_begun_and_everybody_has_left() -> None:
    with session(plan_of(2, 2), "async") as it:
        pane = CodePane(it, 0)
        it.playhead.to_end()
        assert "master finished" in "\n".join(texts(pane))
        while it.playhead.step_back(it.lane):
            pass
        assert "nobody has begun" in "\n".join(texts(pane))


@pytest.mark.parametrize(
    ("mode", "time", "says"),
    [
        ("async", 3.0, "×4 at line 42"),
        # Three pairs of 5 s and 55 s at 4 boards: replies end at 180, 185, 190 and 195 s.
        ("async", 186.0, "×2 at line 43  2 finished"),
        ("async", 200.0, "■ master finished  4 finished"),
        ("blocking-call", 5.0, "3 not begun  1 not running"),
        ("many-masters", 0.0, "she is at line 25, 4 times"),
    ],
)
def test_those_who_are_at_no_line_are_told_in_words(mode: str, time: float, says: str) -> None:
    with session(plan_of(4, 3, 5.0, 55.0), mode) as it:
        it.playhead.seek(time)
        (line,) = (text for text in texts(CodePane(it, 0)) if text[0] in "▶■‖")
        assert line.endswith(says)


def test_at_how_many_boards_she_is_at_once_is_said() -> None:
    with session(plan_of(12, 2), "many-masters") as it:
        it.playhead.to_end()
        it.playhead.seek(61.0)
        assert "she is at line 25, 12 times" in "\n".join(texts(CodePane(it, 0)))


@pytest.mark.parametrize("code", ["for board in", "sleep(board.master_thinks())"])
def test_in_few_columns_code_is_indented_half_as_far(code: str) -> None:
    with session(plan_of(2, 2), "sync") as it:
        pane = CodePane(it, 0)
        (indent,) = (text.index(code) for text in it.lane.source if code in text)
        (wide,), (narrow,) = (
            [row.index(code) for row in texts(pane, width) if code in row] for width in (56, 55)
        )
        assert wide - narrow == indent // 2 > 0


@pytest.mark.parametrize("ascii", [False, True])
def test_nothing_is_wider_or_higher_than_the_pane(ascii: bool) -> None:  # noqa: A002
    with session(plan_of(24, 2), "sync", "async", "deadlock", ascii=ascii) as it:
        it.playhead.to_end()
        it.playhead.seek(70.0)
        for index, lane in enumerate(it.lanes):
            pane = CodePane(it, index)
            for width in (1, 5, 11, 20, 40, 60, 100, 200):
                for height in (1, 2, 3, 5, 8, 12, 30, 100):
                    rows = texts(pane, width, height)
                    assert len(rows) <= height
                    assert all(len(row) <= width for row in rows)
                    source = "".join(lane.source)
                    assert not ascii or "".join(rows).isascii() or not source.isascii()


@pytest.mark.slow
async def test_follows_the_master_a_board_or_whoever_scrolls() -> None:
    with session(plan_of(24, 3), "async") as it:
        it.playhead.seek(30.0)
        pane = CodePane(it, 0)
        app = Stage(pane)
        async with app.run_test(size=(60, 12)) as pilot:
            pane.focus()
            await pilot.pause()
            assert "follows the master" in seen(app)
            assert "▶                 await asyncio.sleep(board.master_thin…" in seen(app)
            assert "more below ↓" in seen(app)
            await pilot.press("m")
            assert "follows board 1" in seen(app)
            assert "◉" in seen(app)
            await pilot.press(*["pageup"] * 8)
            await pilot.pause()
            assert "scrolled" in seen(app)
            assert "Asynchronous:" in seen(app)
            it.playhead.seek(40.0)
            pane.redraw()
            await pilot.pause()
            assert "Asynchronous:" in seen(app)
            await pilot.click(pane, offset=(50, 0))
            await pilot.click(pane, offset=(50, 0))
            await pilot.pause()
            assert "follows the master" in seen(app)
            assert "await asyncio.sleep(board.master_thin…" in seen(app)


async def test_only_lines_that_have_changed_are_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    with session(plan_of(24, 3), "async") as it:
        it.playhead.seek(33.0)
        pane = CodePane(it, 0)
        app = Stage(pane)
        async with app.run_test(size=(80, 60)) as pilot:
            await pilot.pause()
            drawn: list[int] = []
            monkeypatch.setattr(
                pane, "refresh", lambda *regions: drawn.extend(region.y for region in regions)
            )
            it.playhead.seek(34.0)  # nothing happens at 34 s
            pane.redraw()
            assert drawn == []
            it.playhead.seek(35.0)  # board 8 thinks: one more here, one less there
            pane.redraw()
            assert len(drawn) == 3  # the two lines, and the words above


@pytest.mark.parametrize(
    ("size", "time"), [((120, 40), 3300.0), ((60, 30), 0.0), ((40, 12), 3300.0)]
)
async def test_picture(size: tuple[int, int], time: float, snapshot: SnapshotAssertion) -> None:
    with session(plan_of(24, 30), "sync", "async") as it:
        it.playhead.seek(time)
        panes = [CodePane(it, 0), CodePane(it, 1)]
        app = Stage(Horizontal(*panes))
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            assert picture(app) == snapshot
