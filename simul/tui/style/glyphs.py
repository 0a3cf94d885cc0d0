"""What things are drawn with: one set for terminals with Unicode, one of letters and plain lines."""

import msgspec


class Glyphs(msgspec.Struct, frozen=True):
    """Each field is one column wide; the pieces, `frames`, `edges` and `partial` have several.

    `pieces` has one for each of "KQRBNP" of either side, with a white pawn, for many terminals draw the
    black one as a picture in colours of its own. Where no colour tells the sides apart, White's are
    `outlined`, and Black's `solid`.

    `here`, `thinking`, `ready`, `done` and `held` mark the states of a board, `master` where she is.
    The `bar_` textures fill a timeline or a bar: the game runs (she thinks), is suspended (the opponent
    thinks), is ready and waits for her, is held; she walks. `partial` has what fills a column by eighths.
    `tick` is a mark on a ruler, `selected` marks the board that is selected, `cut` a line that goes on.
    `origin` and `target` mark the squares of the last move. `frames` has what stands left and right of a
    board, in pairs: where the master thinks, where she waits or comes to, the selected board; `edges` what
    stands beside others.
    """

    pieces: str
    outlined: str
    solid: str
    origin: str
    target: str
    frames: str
    edges: str
    here: str
    thinking: str
    ready: str
    done: str
    held: str
    master: str
    bar_runs: str
    bar_suspended: str
    bar_ready: str
    bar_walks: str
    bar_held: str
    bar_empty: str
    partial: str
    tick: str
    playhead: str
    selected: str
    cut: str
    times: str
    playing: str
    paused: str
    up: str
    down: str
    dash: str
    ascii: bool


UNICODE = Glyphs(
    pieces="♚♛♜♝♞♙",
    outlined="♔♕♖♗♘♙",
    solid="♚♛♜♝♞♟",
    origin="•",
    target="‹",
    frames="▐▌││[]",
    edges="▕▏",
    here="◆",
    thinking="○",
    ready="▲",
    done="■",
    held="·",
    master="▶",
    bar_runs="█",
    bar_suspended="░",
    bar_ready="▪",
    bar_walks="▚",
    bar_held="·",
    bar_empty="─",
    partial="▁▂▃▄▅▆▇█",
    tick="╷",
    playhead="│",
    selected="◉",
    cut="…",
    times="×",
    playing="▶",
    paused="‖",
    up="↑",
    down="↓",
    dash="–",
    ascii=False,
)

ASCII = Glyphs(
    pieces="KQRBNP",
    outlined="KQRBNP",
    solid="kqrbnp",
    origin="-",
    target="<",
    frames="##||[]",
    edges="  ",
    here="@",
    thinking="o",
    ready="!",
    done="#",
    held=".",
    master=">",
    bar_runs="#",
    bar_suspended="-",
    bar_ready="!",
    bar_walks="~",
    bar_held="x",
    bar_empty=".",
    partial="::::+++#",
    tick="'",
    playhead="|",
    selected="*",
    cut="~",
    times="x",
    playing=">",
    paused="=",
    up="^",
    down="v",
    dash="-",
    ascii=True,
)
