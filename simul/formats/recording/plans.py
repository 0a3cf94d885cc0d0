"""The plan in a recording: the scenario, and a document for each board."""

from array import array
from sys import byteorder

import msgspec

from simul.scenario.checking import as_raw, check_scenario
from simul.scenario.games.game import SHORTEST_PLIES, Side
from simul.scenario.plan import PlannedBoard
from simul.scenario.scenario import Scenario
from simul.scenario.wording import check_printable, written

LONGEST_THINK_S = 1e18
"""No distribution that can be asked for gives a longer think time."""


RESULTS = ("1-0", "0-1", "1/2-1/2", "*")


class BoardDocument(msgspec.Struct):
    """One board of the plan; `moves` has spaces between them.

    Think times that are all alike are one number; where they are None, they stand behind the document
    and a line feed, 8 bytes each: hers, then the opponent's.
    """

    board: int
    master_colour: Side
    master_first: bool
    white: str
    black: str
    result: str
    fen: str | None
    moves: str
    master_think_s: float | None
    opponent_think_s: float | None


def scenario_bytes(scenario: Scenario) -> bytes:
    """Write the scenario, in the shape of a scenario file."""
    return msgspec.json.encode(as_raw(scenario))


def scenario_of(payload: bytes) -> Scenario:
    """Undo `scenario_bytes`; raises ValueError."""
    raw = msgspec.json.decode(payload, type=dict)
    return check_scenario(raw, place="scenario", name="recorded")


def board_bytes(board: PlannedBoard) -> bytes:
    """Write one board of the plan."""
    document = BoardDocument(
        board=board.number,
        master_colour=board.master_colour,
        master_first=board.master_first,
        white=board.white,
        black=board.black,
        result=board.result,
        fen=board.fen,
        moves=" ".join(board.moves),
        master_think_s=_one(board.master_think),
        opponent_think_s=_one(board.opponent_think),
    )
    parts = [msgspec.json.encode(document), b"\n"]
    parts += [
        _little_endian(seconds).tobytes()
        for seconds in (board.master_think, board.opponent_think)
        if _one(seconds) is None
    ]
    return b"".join(parts)


def board_of(payload: bytes) -> PlannedBoard:
    """Undo `board_bytes`; raises ValueError."""
    text, _, behind = payload.partition(b"\n")
    document = msgspec.json.decode(text, type=BoardDocument)
    check_printable(document.white, document.black)
    if document.result not in RESULTS:
        raise ValueError(f"{written(document.result)} is not the result of a game")
    moves = tuple(document.moves.split())
    if len(moves) < SHORTEST_PLIES:
        raise ValueError("a game is too short")
    first, second = (len(moves) + 1) // 2, len(moves) // 2
    hers, his = (first, second) if document.master_first else (second, first)
    master_think, behind = _thinks(document.master_think_s, hers, behind)
    opponent_think, behind = _thinks(document.opponent_think_s, his, behind)
    if behind:
        raise ValueError("there are more think times than moves")
    return PlannedBoard(
        number=document.board,
        master_colour=document.master_colour,
        white=document.white,
        black=document.black,
        result=document.result,
        moves=moves,
        master_first=document.master_first,
        master_think=master_think,
        opponent_think=opponent_think,
        fen=document.fen,
    )


def _one(seconds: "array[float]") -> float | None:
    """Return the seconds that all of these share; None where they differ, or there are none."""
    return seconds[0] if seconds and seconds.count(seconds[0]) == len(seconds) else None


def _little_endian(seconds: "array[float]") -> "array[float]":
    if byteorder == "big":
        seconds = seconds[:]
        seconds.byteswap()
    return seconds


def _thinks(one: float | None, count: int, behind: bytes) -> "tuple[array[float], bytes]":
    """Return a number of think times, and the bytes that follow; raises ValueError."""
    if one is None:
        size = 8 * count
        if len(behind) < size:
            raise ValueError("there are more moves than think times")
        seconds, behind = _little_endian(array("d", behind[:size])), behind[size:]
    else:
        seconds = array("d", (one,)) * count
    if not all(0 <= each <= LONGEST_THINK_S for each in seconds):
        raise ValueError("a think time cannot be")
    return seconds, behind
