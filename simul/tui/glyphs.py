"""What things are drawn with: one set for terminals with Unicode, one of letters and plain lines."""

import msgspec


class Glyphs(msgspec.Struct, frozen=True):
    """Each field is one column wide, but `pieces`, which has one for each of "KQRBNP", and `partial`.

    `here`, `thinking`, `ready`, `done` and `held` mark the states of a board, `master` where she is.
    The `bar_` textures fill a timeline or a bar: the game runs (she thinks), is suspended (the opponent
    thinks), is ready and waits for her; she walks. `partial` has what fills a column by eighths. `tick` is
    a mark on a ruler, `selected` marks the board that is selected, `cut` a line that goes on.
    """

    pieces: str
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
    pieces="♚♛♜♝♞♟",
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
