"""One board, large: its record, what is shown of it, and the keys and clicks that step through its game."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from syrupy.assertion import SnapshotAssertion
from textual.binding import Binding

from simul.analysis.board_history import BoardHistory, Made
from simul.analysis.run import play
from simul.hall.trace import Kind
from simul.modes.mode import Mode
from simul.modes.pitfalls.registry import PITFALLS
from simul.modes.registry import MODES
from simul.scenario.plan import Plan
from simul.tui.boards.board_words import state_line
from simul.tui.boards.large import Room, room_for
from simul.tui.boards.large_widget import LargeBoard
from simul.tui.panes.moves_table import MovesTable, first_line
from simul.tui.screens.board import BoardScreen
from simul.tui.screens.hall import HallScreen
from simul.tui.session.lane import Lane
from simul.tui.style.glyphs import UNICODE
from tests.plans import plans
from tests.tui.driven import Driven, hall
from tests.tui.halls import playing, polgar
from tests.tui.picture import picture

# The record


def recorded(lane: Lane, number: int) -> list[Made]:
    record = BoardHistory(number)
    record.read(lane.view)
    return record.moves


@pytest.mark.slow
@given(plan=plans(), data=st.data())
def test_a_record_that_goes_on_and_back_is_the_one_that_is_read_at_once(
    plan: Plan, data: st.DataObject
) -> None:
    run = play(MODES["async"], plan)
    lane = Lane(run.mode, plan, 1.0, run)
    records = [BoardHistory(board.number) for board in plan.boards]
    for index in data.draw(st.lists(st.integers(0, len(run.trace)), max_size=6)):
        lane.view.go_to(index, run.trace.times[index - 1] if index else 0.0)
        for number, record in enumerate(records, 1):
            record.read(lane.view)
            assert record.moves == recorded(lane, number)
            assert len(record.moves) == lane.view.states.plies[number - 1]


@given(plan=plans())
def test_at_the_end_it_has_every_move_with_the_think_time_of_the_plan(plan: Plan) -> None:
    run = play(MODES["async"], plan)
    lane = Lane(run.mode, plan, 1.0, run)
    lane.seek(1e9)
    for board in plan.boards:
        moves = recorded(lane, board.number)
        assert [made.ply for made in moves] == list(range(1, len(board.moves) + 1))
        for by_master, thinks in ((True, board.master_think), (False, board.opponent_think)):
            thought = [made.thought_s for made in moves if made.by_master == by_master]
            assert thought == pytest.approx(list(thinks), abs=1e-6)
        assert all(made.waited_s == 0.0 for made in moves if not made.by_master)


def test_how_long_a_reply_waits_is_counted_until_she_sits_down() -> None:
    # 24 boards, 5 s each: she is back at board 1 after 120 s; it replied at 5 + 55 = 60 s.
    with playing(polgar(), ["async"], at_s=125.0) as session:
        first, second = (recorded(session.lanes[0], number) for number in (1, 2))
    assert [(made.thought_s, made.waited_s, made.at_s) for made in first] == [
        (5.0, 0.0, 5.0),
        (55.0, 0.0, 60.0),
        (5.0, 60.0, 125.0),
    ]
    assert second[0].waited_s == 5.0  # she is at board 1 first


@pytest.mark.parametrize("mode", [*MODES.values(), *PITFALLS.values()], ids=lambda mode: mode.name)
def test_in_every_mode_the_record_has_what_happened(mode: Mode) -> None:
    plan = polgar(boards=3, pairs=3)
    run = play(mode, plan)
    lane = Lane(mode, plan, 1.0, run)
    lane.seek(1e9)
    for number in (1, 2, 3):
        events = [run.trace[row] for row in range(len(run.trace))]
        made = [
            (event.time, event.kind == Kind.MASTER_MOVES)
            for event in events
            if event.board == number and event.kind in (Kind.MASTER_MOVES, Kind.OPPONENT_MOVES)
        ]
        assert [(each.at_s, each.by_master) for each in recorded(lane, number)] == made


# Where there is room for what


@given(width=st.integers(1, 400), height=st.integers(1, 120))
def test_nothing_is_larger_than_the_screen(width: int, height: int) -> None:
    room = room_for(width, height)
    lines = 1 + room.line + 8 * room.scale + room.files + 2 * room.players + room.footer
    assert lines <= max(height, 9)  # a title and eight lines are there in any case
    assert room.board + room.table <= max(width, room.board)
    assert room.table == 0 or room.board + room.table == width
    assert room.footer <= room.files <= room.players  # left out in this order


@given(width=st.integers(1, 400), height=st.integers(1, 120))
def test_more_room_is_never_used_for_less(width: int, height: int) -> None:
    room = room_for(width, height)
    for larger in (room_for(width + 1, height), room_for(width, height + 1)):
        assert larger.scale >= room.scale
        assert larger[2:5] >= room[2:5]


@pytest.mark.parametrize(
    ("size", "room"),
    [
        ((40, 12), Room(1, 21, True, True, False, False, False)),
        ((80, 24), Room(2, 45, True, True, True, True, False)),
        ((120, 40), Room(4, 53, True, True, True, True, True)),
        ((200, 60), Room(6, 101, True, True, True, True, True)),
    ],
)
def test_the_usual_terminals(size: tuple[int, int], room: Room) -> None:
    assert room_for(*size) == room


@given(lines=st.integers(0, 300), room=st.integers(1, 60), data=st.data())
def test_the_marked_line_is_inside_the_window(lines: int, room: int, data: st.DataObject) -> None:
    marked = data.draw(st.integers(0, lines))
    first = first_line(lines, marked, room)
    assert 0 <= first <= max(0, lines - room)
    assert not marked or first < marked <= first + room


# The screen


def screen_of(driven: Driven) -> BoardScreen:
    assert isinstance(driven.app.screen, BoardScreen)
    return driven.app.screen


def rows_of(driven: Driven) -> Iterator[str]:
    """The lines of the table of moves."""
    table = driven.app.screen.query_one(MovesTable)
    for line in table._lines[1:]:
        yield " ".join("".join(text for text, _ in line).split())


@pytest.mark.slow
async def test_it_follows_the_playhead_until_somebody_steps_and_again_when_asked() -> None:
    async with hall(modes=("async",), at_s=1806.0) as driven:
        await driven.press("enter")
        screen = screen_of(driven)
        assert (screen.plies, screen.made) == (31, 31)
        assert "follows the exhibition" in driven.text()
        screen.session.playhead.seek(1862.0)
        screen.redraw()
        assert (screen.plies, screen.made) == (32, 32)
        await driven.press("left", "left")
        assert screen.plies == 30
        assert "stepped: after 30 of 32 plies; f follows again" in driven.text()
        screen.session.playhead.seek(1926.0)
        screen.redraw()
        assert (screen.plies, screen.made) == (30, 33)
        await driven.press("f")
        assert screen.plies == 33
        assert "follows the exhibition" in driven.text()


@pytest.mark.slow
async def test_steps_stay_within_what_has_been_played() -> None:
    async with hall(modes=("async",), at_s=130.0) as driven:
        await driven.press("enter", "right")
        screen = screen_of(driven)
        assert (screen.plies, screen.made) == (3, 3)
        await driven.press("home", "left")
        assert screen.plies == 0
        await driven.press("right")
        assert screen.plies == 1
        await driven.press("end")
        assert screen.plies == 3
        await driven.press("right", "right")
        screen.session.playhead.seek(185.0)  # where four plies have been made
        screen.redraw()
        assert (screen.plies, screen.made) == (3, 4)
        screen.session.playhead.seek(10.0)  # where one ply has been made
        screen.redraw()
        assert screen.plies == 1
        assert screen.session.playhead.time == 10.0  # steps do not move the exhibition
        assert len(list(rows_of(driven))) == 1  # the future is not shown


@pytest.mark.slow
async def test_the_table_says_who_thought_and_waited_for_how_long() -> None:
    async with hall(modes=("async",), at_s=130.0) as driven:
        await driven.press("enter")
        moves = driven.session.lanes[0].plan.boards[0].moves
        assert moves[:3] == ("e2e4", "e7e6", "d2d4")
        assert list(rows_of(driven)) == [
            "1 e4 5.0 s 0.0 s 0:00:05",
            "e6 55.0 s 0:01:00",
            "2▶d4 5.0 s 0:01:00 0:02:05",
        ]
        await driven.click(MovesTable, offset=(10, 2))
        assert screen_of(driven).plies == 2
        assert [row for row in rows_of(driven) if "▶" in row] == ["▶e6 55.0 s 0:01:00"]


@pytest.mark.slow
async def test_other_boards_and_back_to_the_hall() -> None:
    async with hall(modes=("async",), at_s=130.0) as driven:
        await driven.press("enter", "p")
        assert screen_of(driven).number == 24
        await driven.press("n", "n")
        assert screen_of(driven).number == 2
        assert "board 2 of 24" in driven.text()
        await driven.press("enter")
        assert isinstance(driven.app.screen, HallScreen)
        assert driven.session.selected == 2


@pytest.mark.slow
async def test_space_pauses_the_exhibition_and_what_changes_is_drawn_while_it_plays(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with hall(modes=("async",), at_s=0.0) as driven:
        await driven.press("enter", "space")
        assert driven.session.playhead.playing
        await driven.seek(120.0)
        driven.hall.advance(0.0)
        screen = screen_of(driven)
        assert screen.made == 2
        drawn: list[int] = []
        for kind in (LargeBoard, MovesTable):
            monkeypatch.setattr(
                screen.query_one(kind), "refresh", lambda *regions, **_: drawn.append(len(regions))
            )
        driven.hall.advance(1 / 60)  # a second in which nobody moves here
        assert drawn == []
        driven.hall.advance(0.1)
        assert screen.made == 3
        assert drawn == [0, 2]  # the board, and of the table the new line and that marked before
        monkeypatch.undo()
        await driven.press("space")
        assert not driven.session.playhead.playing


@pytest.mark.slow
@pytest.mark.parametrize(
    ("key", "pane"), [("l", "timeline"), ("c", "code"), ("t", "tasks"), ("r", "results")]
)
async def test_the_keys_of_the_panes_lead_back_to_the_hall_and_show_the_pane(
    key: str, pane: str
) -> None:
    async with hall(at_s=130.0) as driven:
        await driven.press("enter", key)
        assert driven.app.screen is driven.hall
        assert driven.hall.stage.pane == pane


@pytest.mark.slow
async def test_the_exhibition_is_stepped_and_its_speed_changed_from_here() -> None:
    async with hall(modes=("async",), at_s=130.0) as driven:
        await driven.press("enter")
        screen = screen_of(driven)
        await driven.press("full_stop")
        assert driven.time == 135.0  # she moves at board 3
        await driven.press("comma")
        assert driven.time == 130.0
        before = driven.session.playhead.speed
        await driven.press("right_square_bracket")
        assert driven.session.playhead.speed > before
        await driven.press("left_square_bracket", "left_square_bracket")
        assert driven.session.playhead.speed < before
        assert driven.app.screen is screen
        await driven.press("h")
        assert driven.app.screen_stack[-1] is driven.hall


def test_a_game_that_is_over_says_its_result() -> None:
    with playing(polgar(boards=2, pairs=2), ["async"], at_s=1e9) as session:
        lane = session.lanes[0]
        line = state_line(lane, lane.plan.boards[0], 50, session.glyphs)
    words = "".join(text for text, _ in line)
    assert words == f"{UNICODE.done} stopped after 2 move pairs, as asked"


def test_every_binding_has_an_id_and_a_tooltip() -> None:
    bindings = [binding for binding in BoardScreen.BINDINGS if isinstance(binding, Binding)]
    assert len(bindings) == len(BoardScreen.BINDINGS)
    assert all(binding.id and binding.tooltip and binding.description for binding in bindings)
    assert len({binding.id for binding in bindings}) == len(bindings)


@pytest.mark.slow
@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=str)
async def test_pictures(size: tuple[int, int], snapshot: SnapshotAssertion) -> None:
    async with hall(modes=("async",), size=size, at_s=1803.0) as driven:
        await driven.press("enter")
        assert picture(driven.app) == snapshot(name="follows")
        if size == (80, 24):
            await driven.press("left")
            assert picture(driven.app) == snapshot(name="stepped")
            driven.app.theme = "simul-contrast"
            await driven.pilot.pause()
            assert picture(driven.app) == snapshot(name="contrast")


@pytest.mark.slow
async def test_the_smallest_in_ascii(snapshot: SnapshotAssertion) -> None:
    async with hall(modes=("async",), size=(40, 12), at_s=1803.0, ascii=True) as driven:
        await driven.press("enter", "left")
        text = picture(driven.app)
        assert text.isascii()
        assert text == snapshot
