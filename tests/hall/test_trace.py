"""What happened, in columns: one writes, others may read while it grows."""

import threading

from hypothesis import given
from hypothesis import strategies as st

from simul.hall.trace import KIND_BITS, MASTER, Event, Kind, Trace, party_name, party_of

PATIENCE_S = 10.0
MOST_BOARDS = 1_000_000

MASTERS = (Kind.MASTER_WALKS, Kind.MASTER_THINKS, Kind.MASTER_MOVES, Kind.MASTER_PARKS)


def happens(trace: Trace, time: float, board: int, kind: Kind) -> None:
    trace.times.append(time)
    trace.whats.append(board << KIND_BITS | kind)


def test_a_row_comes_back_as_it_was_written() -> None:
    trace = Trace()
    happens(trace, 2.5, 24, Kind.OPPONENT_MOVES)
    trace.rest(17)
    assert trace[0] == Event(2.5, Kind.OPPONENT_MOVES, 24, 17)
    assert trace[-1] == trace[0]


@given(
    st.lists(
        st.tuples(
            st.floats(0, 1e10),
            st.sampled_from(Kind),
            st.integers(1, MOST_BOARDS),
            st.integers(0, 2**16 - 1),
        )
    )
)
def test_every_row_comes_back_as_it_was_written(rows: list[tuple[float, Kind, int, int]]) -> None:
    trace = Trace()
    for time, kind, board, line in rows:
        happens(trace, time, board, kind)
        trace.rest(line)
    assert [trace[index] for index in range(len(trace))] == [Event(*row) for row in rows]


def test_a_row_is_there_once_it_is_known_where_its_party_rests() -> None:
    trace = Trace()
    happens(trace, 0, 1, Kind.MASTER_MOVES)
    happens(trace, 0, 2, Kind.MASTER_WALKS)
    assert len(trace) == 0
    trace.rest(33)
    assert len(trace) == 2
    assert [trace[0].line, trace[1].line] == [33, 33]


def test_who_rests_without_having_done_anything_leaves_no_trace() -> None:
    trace = Trace()
    trace.rest(33)
    assert len(trace) == 0


def test_0_is_the_line_of_who_has_left() -> None:
    trace = Trace()
    happens(trace, 9, 1, Kind.OPPONENT_MOVES)
    trace.rest(0)
    assert trace[0].line == 0


def test_who_parks_adds_a_row_by_that_alone() -> None:
    trace = Trace()
    trace.park(4.0, 3, Kind.MASTER_PARKS, 36)
    trace.park(4.5, 7, Kind.OPPONENT_PARKS, 47)
    assert [trace[0], trace[1]] == [
        Event(4.0, Kind.MASTER_PARKS, 3, 36),
        Event(4.5, Kind.OPPONENT_PARKS, 7, 47),
    ]


@given(st.sampled_from(Kind), st.integers(1, MOST_BOARDS))
def test_the_party_of_a_row(kind: Kind, board: int) -> None:
    assert party_of(board << KIND_BITS | kind) == (MASTER if kind in MASTERS else board)


def test_what_the_parties_are_called() -> None:
    assert party_name(MASTER) == "master"
    assert party_name(24) == "board 24"
    assert party_name(None) == "nobody's"


def test_another_thread_may_read_it_while_it_grows() -> None:
    trace, rows = Trace(), 5_000
    wrong, most = list[object](), list[int]()

    def read() -> None:
        """Check what is new of the trace, until all of it has been seen."""
        seen = 0
        try:
            while seen < rows:
                for index in range(seen, seen := len(trace)):
                    expected = Event(index / 4, Kind(index % 7), index + 1, index % 100)
                    if trace[index] != expected:
                        wrong.append((trace[index], expected))
            most.append(seen)
        except Exception as error:
            wrong.append(error)

    reader = threading.Thread(target=read, daemon=True)
    reader.start()
    for index in range(rows):
        happens(trace, index / 4, index + 1, Kind(index % 7))
        trace.rest(index % 100)
    reader.join(PATIENCE_S)
    assert wrong == []
    assert most == [rows]
