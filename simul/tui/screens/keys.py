"""The keys of the hall, each with an id to be remapped by, and a tooltip."""

from textual.binding import Binding, BindingType

BOARD_SIZES = ("what fits", "full", "large", "small", "tiles", "cells")
"""By number: 0 is the largest at which all boards fit."""


def _key(keys: str, action: str, name: str, description: str, tooltip: str) -> Binding:
    return Binding(keys, action, description, id=name, tooltip=tooltip, show=False)


def _shown(keys: str, action: str, name: str, description: str, tooltip: str) -> Binding:
    return Binding(keys, action, description, id=name, tooltip=tooltip)


HALL_KEYS: list[BindingType] = [
    # Those that are shown, the most wanted first: on a narrow terminal the last ones are left out.
    _shown("space", "play", "pause", "Pause", "Pause, or go on"),
    _shown("full_stop", "step", "step", "Step", "One event on, in this lane"),
    _shown("question_mark", "help", "help", "Help", "Keys, words and symbols"),
    _shown("c", "pane('code')", "code", "Code", "The lines of the source at which everybody is"),
    _shown("l", "pane('timeline')", "timeline", "Timeline", "Who did what, from when to when"),
    _shown("t", "pane('tasks')", "tasks", "Tasks", "What everybody waits for"),
    _shown("r", "pane('results')", "results", "Results", "What came out"),
    _shown("q", "app.quit", "quit", "Quit", "Leave the hall"),
    _shown("enter", "open", "board-open", "Board", "The selected board, large"),
    _shown("n", "new", "new", "New", "Another exhibition"),
    _shown("f", "projector", "projector", "Projector", "Only clocks, factor and boards"),
    _shown("d", "app.next_theme", "theme", "Theme", "The next theme"),
    _shown("s", "save", "save", "Save", "Save a picture of the screen, and what has been played"),
    _key("comma", "step_back", "step-back", "Step back", "One event back, in this lane"),
    _key("h,escape", "pane('hall')", "hall", "Hall", "Back to the boards"),
    _key("left", "move(-60)", "minute-back", "A minute back", "A minute back"),
    _key("right", "move(60)", "minute-on", "A minute on", "A minute on"),
    _key("shift+left", "move(-600)", "ten-back", "Ten minutes back", "Ten minutes back"),
    _key("shift+right", "move(600)", "ten-on", "Ten minutes on", "Ten minutes on"),
    _key("left_square_bracket", "slower", "slower", "Slower", "Take the next speed below"),
    _key("right_square_bracket", "faster", "faster", "Faster", "Take the next speed above"),
    _key("home", "start", "start", "Start", "To the beginning"),
    _key("end", "end", "end", "End", "Play everything to the end at once"),
    _key("tab", "lane(1)", "lane-next", "Next lane", "The keys go to the next lane"),
    _key("shift+tab", "lane(-1)", "lane-previous", "Lane before", "The keys go to the lane before"),
    _key("up", "board(0, -1)", "board-up", "Board above", "Select the board above"),
    _key("down", "board(0, 1)", "board-down", "Board below", "Select the board below"),
    _key("ctrl+left", "board(-1, 0)", "board-left", "Board to the left", "Select the board before"),
    _key("ctrl+right", "board(1, 0)", "board-right", "Board to the right", "Select the next board"),
    *(
        _key(str(size), f"size({size})", f"size-{size}", f"Boards: {name}", f"Draw boards: {name}")
        for size, name in enumerate(BOARD_SIZES)
    ),
]
