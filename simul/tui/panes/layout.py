"""How the rows and columns of the hall are shared out."""

from typing import NamedTuple

from simul.tui.session.status_text import head_height
from simul.tui.style.digits import height_of, largest_scale

NARROWEST_LANE = 30
"""Lanes narrower than this are put into two rows, where there is the height for it."""

NARROWEST_CODE = 56
"""Code narrower than this cannot be read well beside other code; it stands below it, if it can."""

LEAST_CODE = 40
"""Code narrower than this cannot be read at all: there is that of one lane alone."""


class Shares(NamedTuple):
    """How many lanes stand beside one another, and how many rows each part takes; 0 or False: left out.

    The code needs more columns than the boards, so its lanes may stand below one another; with 0
    `code_columns`, there is no room but for the lane that the keys go to.
    """

    columns: int
    code_columns: int
    title: bool
    factor: int
    head: int
    transport: bool
    footer: bool


def share_out(width: int, height: int, lanes: int, projector: bool) -> Shares:
    """Return what fits into this many columns and rows.

    Where there is too little height, these are left out first to last: the footer, the line that moves
    the playhead, the line of the factor, the title. The boards get what the head of a lane leaves them.
    """
    title, transport, footer = height >= 8, height >= 12, height >= 16
    factor = 0 if lanes < 2 or height < 10 else 1 if height < 34 else 3
    if projector:
        title = transport = footer = False
        factor = factor and max(factor, height // 8)
    columns = lanes
    rest = height - title - transport - footer - factor
    if width // lanes < NARROWEST_LANE and lanes > 2 and rest >= 16:
        columns = (lanes + 1) // 2
    lane_height = rest // -(-lanes // columns)
    head = head_height(width // columns, lane_height)
    if projector and lane_height >= 10:  # the name, the clock as large as may be, and where she is
        scale = largest_scale("00:00:00", width // columns - 4, lane_height // 2 - 2)
        head = 2 + max(1, height_of(scale))
    code_columns = columns
    if width // columns < NARROWEST_CODE <= width and rest // lanes >= 8:
        code_columns = 1
    elif width // columns < LEAST_CODE and lanes > 1:
        code_columns = 0
    return Shares(columns, code_columns, title, factor, head, transport, footer)
