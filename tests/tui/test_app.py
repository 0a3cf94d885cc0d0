"""The app, driven by keys and mouse; nothing moves but what the test moves."""

import os
import threading
from pathlib import Path

import pytest
from textual.binding import Binding

from simul.analysis.comparison import Comparison
from simul.analysis.run import play
from simul.formats.recording import read_recording
from simul.modes.registry import find_mode
from simul.tui.app import INTERRUPTED, HallApp, remappable
from simul.tui.boards.grid import BoardsGrid
from simul.tui.panes.key_line import KeyLine
from simul.tui.screens.board import BoardScreen
from simul.tui.screens.hall import HallScreen
from simul.tui.screens.help import HelpScreen
from simul.tui.screens.keys import HALL_KEYS
from simul.tui.screens.new import NewScreen
from simul.tui.style.themes import THEMES
from tests.tui.driven import hall
from tests.tui.halls import polgar

pytestmark = pytest.mark.slow


async def test_space_pauses_and_goes_on() -> None:
    async with hall() as driven:
        await driven.press("space")
        assert driven.session.playhead.playing
        driven.hall.advance(0.2)  # 600 times 0.2 s
        assert driven.time == 120.0
        await driven.press("space")
        driven.hall.advance(0.2)
        assert driven.time == 120.0


async def test_the_keys_of_time() -> None:
    async with hall(at_s=1200.0) as driven:
        for key, time in (
            ("right", 1260.0),
            ("left", 1200.0),
            ("shift+right", 1800.0),
            ("shift+left", 1200.0),
            ("home", 0.0),
            ("left", 0.0),
        ):
            await driven.press(key)
            assert driven.time == time, key
        await driven.press("end")
        while driven.session.playhead.moving:
            driven.hall.advance(0.0)
        assert driven.time == 43_200.0


async def test_steps_go_by_the_events_of_the_lane_that_has_the_keys() -> None:
    async with hall(at_s=4.0) as driven:
        await driven.press("full_stop")
        assert driven.time == 5.0  # both move at board 1
        await driven.press("tab")
        assert driven.session.lane.mode.name == "async"
        index = driven.session.lane.view.index
        await driven.press("full_stop", "full_stop")
        assert driven.session.lane.view.index == index + 2
        await driven.press("comma", "comma")
        assert driven.session.lane.view.index == index
        await driven.press("shift+tab")
        assert driven.session.lane.mode.name == "sync"


async def test_the_speed_goes_up_and_down() -> None:
    async with hall() as driven:
        assert driven.session.playhead.speed == 600.0
        await driven.press("right_square_bracket")
        assert driven.session.playhead.speed == 1200.0
        await driven.press("left_square_bracket", "left_square_bracket")
        assert driven.session.playhead.speed == 300.0
        assert "1 s here = 5 min there" in driven.text()


@pytest.mark.parametrize(
    ("key", "pane"), [("l", "timeline"), ("c", "code"), ("t", "tasks"), ("r", "results")]
)
async def test_each_pane_opens_and_closes_with_its_key(key: str, pane: str) -> None:
    async with hall(at_s=120.0) as driven:
        await driven.press(key)
        assert driven.hall.stage.pane == pane
        await driven.press(key)
        assert driven.hall.stage.pane == "hall"
        await driven.press(key, "escape")
        assert driven.hall.stage.pane == "hall"


async def test_the_keys_of_time_work_in_every_pane() -> None:
    async with hall(at_s=600.0) as driven:
        for pane in "lctr":
            await driven.press(pane)
            before = driven.time
            await driven.press("right")
            assert driven.time == before + 60, pane
            await driven.press("left", "tab", pane)
            assert driven.time == before, pane


async def test_the_board_sizes() -> None:
    async with hall(size=(200, 60)) as driven:
        seen = {}
        for size in range(6):
            await driven.press(str(size))
            assert driven.session.board_size == size
            seen[size] = driven.text()
        assert len({seen[size] for size in range(1, 6)}) == 5


async def test_arrows_select_boards_and_enter_opens_one() -> None:
    async with hall(at_s=120.0) as driven:
        await driven.press("ctrl+right")
        assert driven.session.selected == 2
        await driven.press("down")
        below = driven.session.selected
        assert below > 2
        await driven.press("up", "ctrl+left")
        assert driven.session.selected == 1
        await driven.press("enter")
        assert isinstance(driven.app.screen, BoardScreen)
        await driven.press("escape")
        assert driven.app.screen_stack[-1] is driven.hall


async def test_a_board_is_selected_and_opened_with_the_mouse() -> None:
    async with hall(at_s=120.0) as driven:
        grids = list(driven.hall.query(BoardsGrid))
        await driven.click(grids[1], offset=(20, 1))
        assert driven.session.focused == 1
        assert driven.session.selected > 1
        await driven.click(grids[1], offset=(20, 1))
        assert isinstance(driven.app.screen, BoardScreen)


async def test_the_line_of_the_playhead_takes_clicks() -> None:
    async with hall(at_s=600.0) as driven:
        await driven.click("#transport", offset=(60, 0))
        assert 600.0 < driven.time < 43_200.0
        for column, moved in ((3, "start"), (19, "end")):
            await driven.click("#transport", offset=(column, 0))
            assert driven.time == (0.0 if moved == "start" else 43_200.0)


async def test_every_shown_key_is_a_button_too() -> None:
    async with hall(size=(200, 60)) as driven:
        line = next(row for row in driven.text().splitlines() if "Timeline" in row)
        await driven.click(KeyLine, offset=(line.index("Timeline"), 0))
        assert driven.hall.stage.pane == "timeline"


async def test_the_results_come_by_themselves_when_all_lanes_are_done() -> None:
    async with hall(polgar(boards=4, pairs=2)) as driven:
        driven.session.playhead.playing = True
        while driven.session.playhead.playing:
            driven.hall.advance(0.2)
        await driven.pilot.pause()
        assert driven.hall.stage.pane == "results"
        await driven.press("escape", "space")  # from the beginning
        assert driven.time == 0.0
        assert driven.session.playhead.playing


async def test_the_projector_shows_clocks_factor_and_boards_alone() -> None:
    async with hall(at_s=7310.0) as driven:
        assert "Timeline" in driven.text()
        await driven.press("f")
        text = driven.text()
        assert "Timeline" not in text
        assert "|<" not in text
        assert "sync has taken 2.0 times as long as async" in text
        await driven.press("f")
        assert "Timeline" in driven.text()


async def test_where_there_is_little_room_the_code_is_that_of_the_lane_that_has_the_keys() -> None:
    async with hall(size=(40, 12), at_s=130.0) as driven:
        await driven.press("c")
        assert "sync.py" in driven.text()
        assert "async_.py" not in driven.text()
        await driven.press("tab")
        assert "sync.py" not in driven.text()
        assert "async_.py" in driven.text()
        assert "await asyncio.sleep(" in driven.text()
        await driven.resize(120, 40)
        assert "sync.py" in driven.text()
        assert "async_.py" in driven.text()


async def test_nothing_is_left_of_the_projector_view_when_it_is_left() -> None:
    async with hall(at_s=130.0) as driven:
        before = driven.text()
        await driven.press("f", "f")
        await driven.pilot.pause()
        assert driven.text() == before


async def test_keys_that_come_faster_than_frames_are_drawn_with_the_next_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with hall() as driven:
        drawn: list[float] = []
        monkeypatch.setattr(driven.hall.stage, "redraw", lambda: drawn.append(driven.time))
        driven.hall.action_move(60)
        driven.hall.action_move(60)
        assert drawn == [60.0, 120.0]  # nothing moves by itself here, so there is no next frame
        driven.hall._frames = True
        monkeypatch.setattr("simul.tui.screens.hall.time.monotonic", lambda: 1e6)
        for _ in range(10):
            driven.hall.action_move(60)
        assert drawn[2:] == [180.0]
        driven.hall._frame()
        driven.hall._frame()
        assert drawn[3:] == [720.0]


async def test_help_and_new_open_and_close() -> None:
    async with hall() as driven:
        await driven.press("question_mark")
        assert isinstance(driven.app.screen, HelpScreen)
        await driven.press("escape")
        await driven.press("n")
        assert isinstance(driven.app.screen, NewScreen)
        await driven.press("escape")
        assert isinstance(driven.app.screen, HallScreen)


async def test_another_exhibition_takes_the_place_of_this_one() -> None:
    async with hall() as driven:
        from simul.tui.screens.asking import ask
        from simul.tui.session.messages import AnotherAsked

        asked = ask("classroom", {"boards": "6"}, ["async"]).exhibition
        assert asked is not None
        driven.app.post_message(AnotherAsked(asked))
        await driven.pilot.pause()
        assert [lane.mode.name for lane in driven.session.lanes] == ["async"]
        assert len(driven.session.lanes[0].plan.boards) == 6
        assert "classroom: 6 boards" in driven.text()
        assert sum(isinstance(screen, HallScreen) for screen in driven.app.screen_stack) == 1
        lanes = [thread for thread in threading.enumerate() if thread.name.startswith("lane ")]
        assert len(lanes) == 1


async def test_themes_go_round() -> None:
    async with hall() as driven:
        names = [driven.app.theme]
        for _ in THEMES:
            await driven.press("d")
            names.append(driven.app.theme)
        assert set(names) == {theme.name for theme in THEMES}
        assert names[0] == names[-1]


async def test_saving_writes_a_picture_and_what_has_been_played(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with hall(polgar(boards=3, pairs=2), at_s=100.0) as driven:
        await driven.press("s", "s")
        driven.session.playhead.to_end()
        await driven.press("s")
    names = sorted(os.listdir(tmp_path))  # noqa: PTH208
    assert [name for name in names if name.endswith(".svg")] == [
        "polgar-0h01m40s-2.svg",
        "polgar-0h01m40s.svg",
        "polgar-0h06m00s.svg",
    ]
    recording = read_recording(tmp_path / "polgar-0h06m00s.simul")
    assert [run.mode.name for run in recording.comparison.runs] == ["sync", "async"]
    assert "<svg" in (tmp_path / "polgar-0h01m40s.svg").read_text()


async def test_what_cannot_be_saved_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "gone"
    folder.mkdir()
    monkeypatch.chdir(folder)
    folder.rmdir()
    async with hall(polgar(boards=2, pairs=1)) as driven:
        await driven.press("s")
        assert isinstance(driven.app.screen, HallScreen)


@pytest.mark.parametrize(("key", "status"), [("q", 0), ("ctrl+c", INTERRUPTED)])
async def test_leaving_in_the_middle_leaves_no_thread(key: str, status: int) -> None:
    async with hall(modes=("sync", "async", "threads", "gevent"), at_s=600.0) as driven:
        await driven.press(key)
    assert driven.app.return_value == status
    assert not [t.name for t in threading.enumerate() if t.name.startswith(("lane ", "board "))]


async def test_a_run_that_was_played_before_is_shown_from_its_beginning() -> None:
    plan = polgar(boards=3, pairs=3)
    comparison = Comparison(plan)
    comparison.runs += [play(find_mode(name), plan) for name in ("sync", "async")]
    modes = [run.mode for run in comparison.runs]
    async with HallApp(comparison, modes, frames=False).run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        assert isinstance(pilot.app, HallApp)
        pilot.app.session.playhead.seek(20.0)
        assert not any(lane.done for lane in pilot.app.session.lanes)
        assert not [t for t in threading.enumerate() if t.name.startswith("lane ")]


@pytest.mark.parametrize("size", [(40, 12), (60, 15), (200, 60)])
@pytest.mark.parametrize("lanes", [1, 4])
async def test_it_keeps_working_at_every_size(size: tuple[int, int], lanes: int) -> None:
    modes = ("sync", "async", "callbacks", "many-masters")[:lanes]
    async with hall(modes=modes, size=(120, 40), at_s=130.0) as driven:
        turns = ((120, 40), size, (120, 40), size, (120, 40))
        panes = ("timeline", "code", "tasks", "results", "hall")
        for pane, (columns, rows) in zip(panes, turns, strict=True):
            driven.hall.stage.show(pane)
            await driven.resize(columns, rows)
            lines = driven.text().splitlines()
            assert len(lines) <= rows
            assert all(len(line) <= columns for line in lines)
        await driven.resize(*size)
        for mode in modes:
            assert mode[:7] in driven.text()


async def test_keys_can_be_remapped_and_help_says_so() -> None:
    async with hall(keys={"pause": "p"}) as driven:
        await driven.press("p")
        assert driven.session.playhead.playing
        await driven.press("space")
        assert driven.session.playhead.playing
        await driven.press("question_mark")
        row = next(line for line in driven.text().splitlines() if "Pause, or go on" in line)
        assert " p " in row


def test_every_binding_has_an_id_of_its_own_and_a_tooltip() -> None:
    bindings = [binding for binding in HALL_KEYS if isinstance(binding, Binding)]
    assert len(bindings) == len(HALL_KEYS)
    assert all(binding.id and binding.tooltip and binding.description for binding in bindings)
    assert len({binding.id for binding in bindings}) == len(bindings)
    assert {str(binding.id) for binding in bindings} <= set(remappable())


async def test_everything_with_a_key_is_in_the_command_palette() -> None:
    async with hall() as driven:
        titles = {command.title for command in driven.app.get_system_commands(driven.hall)}
        wanted = {binding.description for binding in HALL_KEYS if isinstance(binding, Binding)}
        assert wanted <= titles


@pytest.mark.parametrize("mode", ["deadlock", "forgotten-reply"])
async def test_a_famous_mistake_can_be_watched_to_its_end(mode: str) -> None:
    async with hall(modes=("async", mode)) as driven:
        driven.session.playhead.to_end()
        driven.hall.stage.redraw()
        for pane in "lctrh":
            await driven.press(pane)
        assert mode in driven.text()
