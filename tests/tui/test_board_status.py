"""What a board says: its state and its waits, in words of any length."""

from hypothesis import given
from hypothesis import strategies as st

from simul.analysis.states import BoardState
from simul.modes.registry import MODES
from simul.tui.boards.status import (
    ABSENT,
    BESIDE,
    COMING,
    HERE,
    Status,
    brief,
    clock,
    presence_in,
    words_of,
)
from simul.tui.style.glyphs import ASCII, UNICODE
from tests.plans import plan_of
from tests.tui.drawn_boards import played
from tests.tui.games import real_board
from tests.tui.halls import polgar


def status(state: BoardState, presence: int = ABSENT, waited: str = "", plies: int = 4) -> Status:
    return Status(state, presence, plies, False, waited)


@given(
    state=st.sampled_from(BoardState),
    presence=st.sampled_from((ABSENT, COMING, BESIDE)),
    result=st.sampled_from(("1-0", "0-1", "1/2-1/2", "*")),
    room=st.integers(8, 60),
    seconds=st.floats(0, 1e6),
)
def test_words_fit_and_differ_from_state_to_state(
    state: BoardState, presence: int, result: str, room: int, seconds: float
) -> None:
    plan = plan_of(1, 2)
    board = real_board(1, ("e2e4",) * 4, result=result)
    seen = {}
    for each in BoardState:
        where = HERE if each == BoardState.HERE else presence
        seen[each] = words_of(
            status(each, where, brief(seconds) if each == BoardState.READY else ""),
            plan,
            board,
            ASCII,
            room,
        )
    assert all(0 < len(words) <= room for words in seen.values())
    assert all(words.isascii() for words in seen.values())
    assert len(set(seen.values())) == len(BoardState)
    assert brief(seconds) in seen[BoardState.READY]


def test_words_of_every_length() -> None:
    plan, board = polgar(boards=1), polgar(boards=1).boards[0]

    def say(status: Status, room: int) -> str:
        return words_of(status, plan, board, UNICODE, room)

    ready = status(BoardState.READY, waited="0:41")
    assert say(ready, 40) == "reply ready, waits 0:41"
    assert say(ready, 17) == "ready, waits 0:41"
    assert say(ready, 10) == "waits 0:41"
    assert say(ready, 8) == "0:41"  # never a part of a number
    first = status(BoardState.READY, waited="0:41", plies=0)
    assert say(first, 40) == "her move, waits 0:41"  # there is no reply yet
    assert say(status(BoardState.THINKING), 40) == "opponent thinks"
    assert say(status(BoardState.THINKING, BESIDE), 20) == "thinks, she waits"
    assert say(status(BoardState.HERE, HERE), 11) == "master here"
    assert say(status(BoardState.DONE), 40) == "stopped after 30 move pairs, as asked"
    assert say(status(BoardState.DONE), 17) == "done: 30 pairs"


def test_times_are_written_as_a_clock_shows_them_and_briefly() -> None:
    assert [clock(seconds) for seconds in (0, 41.9, 3599.9, 3723)] == [
        *("0:00", "0:41", "59:59", "1:02:03")
    ]
    assert [brief(seconds) for seconds in (0, 99.9, 100, 5999, 6000)] == [
        *("0s", "99s", "1m", "99m", "1h")
    ]


def test_where_the_master_is_without_thinking() -> None:
    # 5 s a move, a walk of 2 s, a reply after 60 s; two boards. She walks to 2 at 5 s, thinks there until
    # 12 s, walks to 1 until 14 s, and waits for its reply until 65 s.
    session = played(plan_of(2, 2, 5.0, 60.0, walk=2.0), MODES["async"])
    found = []
    for time in (1.0, 6.0, 8.0, 13.0, 20.0):
        session.lane.seek(time)
        found.append(presence_in(session.lane))
    assert found == [(0, ABSENT), (2, COMING), (0, ABSENT), (1, COMING), (1, BESIDE)]
