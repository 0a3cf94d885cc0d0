"""What stands above the boards: pure functions from what is shown to lines."""

import textwrap
from functools import lru_cache

from simul.analysis.states import MasterState
from simul.scenario.durations import clock_text, duration
from simul.tui.session.lane import Lane
from simul.tui.session.playhead import Playhead
from simul.tui.session.session import Session
from simul.tui.style.digits import height_of, large, largest_scale
from simul.tui.style.glyphs import Glyphs
from simul.tui.style.lines import Line


def speed_in_words(speed: float, dash: str = "=") -> str:
    """Say what a speed means: "1 s here = 10 min there"."""
    for seconds, unit in ((86_400, "d"), (3600, "h"), (60, "min")):
        if speed >= seconds:
            return f"1 s here {dash} {speed / seconds:g} {unit} there"
    return f"1 s here {dash} {speed:g} s there"


def title(session: Session, width: int, height: int) -> list[Line]:
    """Return the line with the scenario, the speed and whether it plays."""
    playhead, glyphs = session.playhead, session.glyphs
    if playhead.at_end:
        state = f"{glyphs.done} over"
    elif playhead.playing:
        state = f"{glyphs.playing} playing"
    else:
        state = f"{glyphs.paused} paused"
    times = "x" if glyphs.ascii else "×"
    speed = f"{times}{playhead.speed:g}"
    in_words = speed_in_words(playhead.speed)
    scenario = session.comparison.plan.scenario
    name, words = scenario.name, scenario.in_words()
    few = words.rsplit(", ", 2)[0]  # without policy and seed
    for left, right in (
        (f"{name}: {words}", f"{in_words}  {speed}"),
        (f"{name}: {few}", f"{in_words}  {speed}"),
        (f"{name}: {few}", speed),
        (f"{name}: {words.split(', ')[0]}", f"{in_words}  {speed}"),
        (f"{name}: {words.split(', ')[0]}", speed),
        (name, speed),
    ):
        room = width - len(left) - len(right) - len(state) - 4
        if room >= 0:
            break
    else:
        left, right, room = name[: max(0, width - len(state) - 4)], "", 0
    return [
        [(f" {left}", "title"), (" " * room, ""), (f" {right} ", "dim"), (f"{state} ", "mark")],
    ]


def status(lane: Lane, glyphs: Glyphs) -> Line:
    """Say where the master is and what she does, or how the lane has ended."""
    states, time = lane.view.states, lane.view.time
    if lane.error:
        return [(lane.error, "error")]
    if lane.done and lane.run is not None and lane.run.ended is not None:
        return [(f"stuck: {lane.run.ended}", "error")]
    if lane.done and lane.run is not None and lane.run.broken:
        laws = ", ".join(f"{law} {times} times" for law, times in lane.run.broken_times.items())
        return [(f"wrong: {laws}", "error")]
    if lane.done:
        over = f"{glyphs.done} over; master done at {clock_text(states.master_since)}"
        return [(over, "strong")]
    if (at_once := len(states.thinking_at)) > 1:
        return [(f"{glyphs.master} thinks at {at_once} boards at once", "error")]
    state = states.master_at(time)[0]
    if state is MasterState.THINKING:
        return [(f"{glyphs.master} thinks at board {states.at}", "run")]
    if state is MasterState.WALKING:
        return [(f"{glyphs.master} walks to board {states.at}", "walk")]
    if state is MasterState.DONE:
        done = f"{glyphs.done} master done at {clock_text(states.master_since)}; replies are due"
        return [(done, "dim")]
    where = f" at board {states.at}" if states.at else ""
    if where and time == states.master_since and state is states.master:  # she does not stay there
        return [(f"{glyphs.master} has moved{where}", "run")]
    return [(f"{glyphs.paused} waits{where}", "ready")]


def master_bar(lane: Lane, width: int, glyphs: Glyphs) -> Line:
    """Return how she has spent her time so far: thinking, walking, waiting, as a bar with its shares."""
    states = lane.view.states
    if lane.mode.lawless:  # her times add up to more than there is
        return [("her body is at many boards: no shares", "dim")]
    spent = states.master_spent(max(lane.clock_s, states.master_since))
    parts = [
        (name, role, glyph, spent[state])
        for name, role, glyph, state in (
            ("thinks", "run", glyphs.bar_runs, MasterState.THINKING),
            ("walks", "walk", glyphs.bar_walks, MasterState.WALKING),
            ("waits", "ready", glyphs.bar_ready, MasterState.WAITING),
        )
    ]
    whole = sum(seconds for *_, seconds in parts)
    if not whole:
        return [("master: ", ""), (glyphs.bar_empty * max(0, width - 8), "dim")]
    shown = [part for part in parts if part[3] or part[0] == "thinks"]
    said = [f"{name} {100 * seconds / whole:.0f}% " for name, _, _, seconds in shown]
    room = max(len(shown), width - sum(map(len, said)))
    line: Line = []
    taken, passed = 0, 0.0
    for (_, role, glyph, seconds), words in zip(shown, said, strict=True):
        passed += seconds
        upto = round(room * passed / whole)
        line += [(words, role), (glyph * max(0, upto - taken - (1 if upto > taken else 0)), role)]
        line.append((" " if upto > taken else "", ""))
        taken = upto
    return line


def moves_bar(lane: Lane, width: int, glyphs: Glyphs) -> Line:
    """Return the moves made of all, as a bar."""
    made = lane.view.states.made
    words = f"{made} of {lane.moves} moves "
    room = max(0, width - len(words))
    filled = min(room, room * made // lane.moves)
    return [
        (words, ""),
        (glyphs.bar_runs * filled, "suspended"),
        (glyphs.bar_empty * (room - filled), "dim"),
    ]


def lane_head(session: Session, index: int, width: int, height: int) -> list[Line]:
    """Return what stands above a lane's boards, as many lines as there is room for.

    What does not fit is left out in this order: the sentence, the large digits (for plain ones), the
    moves, the master's bar; where she is and the clock stay. So they do, alone, on a projector.
    """
    lane, glyphs = session.lanes[index], session.glyphs
    clock = clock_text(lane.clock_s)
    here: Line = [(INDENT, ""), *status(lane, glyphs)]
    mark = f"{glyphs.master} " if index == session.focused and len(session.lanes) > 1 else INDENT
    name: Line = [(mark, "mark"), (lane.mode.name, "title")]
    if lane.done and not lane.error:
        name.append((" done", "strong"))
    room = width - sum(len(text) for text, _ in name)
    if lane.mode.pitfall and height > 2:
        words = next((words for words in MISTAKE if len(words) <= room), "")
        name.append((words, "error"))
    small: Line = [(f"{INDENT}{clock}", "clock")]
    if height < 3:
        return [[*name, *small], here] if height == 2 else [[*name, *small, *here]]
    within = width - 2 * len(INDENT)
    bars = [[(INDENT, ""), *bar(lane, within, glyphs)] for bar in (master_bar, moves_bar)]
    sentence = _wrapped(lane.mode.sentence, max(within, 10))
    if session.projector:
        bars, sentence = [], []
    scale = largest_scale(clock, within, height - 2, glyphs.ascii)
    step = 2 if glyphs.ascii else 1
    while scale > step and height_of(scale) > height - 2 - len(bars) - len(sentence):
        scale -= step
    digits: list[Line] = [small]
    if scale:
        digits = [[(INDENT + row, "clock")] for row in large(clock, scale, glyphs.ascii)]
    lines = [name, *digits, here]
    lines += bars[: max(0, height - len(lines))]
    if height - len(lines) >= len(sentence):
        lines[1:1] = [[(INDENT + row, "dim")] for row in sentence]
    return lines


_wrapped = lru_cache(textwrap.wrap)  # a sentence does not change, and to wrap it is dear

INDENT = "  "
MISTAKE = ("  a famous mistake", "  a mistake")


def head_height(width: int, height: int) -> int:
    """Return how many of a lane's rows go to its head; the boards get the rest."""
    if height < 7:
        return 2
    if height < 14:
        return 4
    if height < 26 or width < 32:
        return 7
    return 11 if height < 44 else 13


def factor(session: Session) -> tuple[str, str]:
    """Return how many times as long the slowest lane takes as the quickest that is done, and that in words.

    Both are "" where no lane is done, or there is only one.
    """
    right = [lane for lane in session.lanes if lane.right and not lane.mode.lawless]
    done = [lane for lane in right if lane.done and lane.clock_s > 0]
    if not done or len(right) < 2:
        return "", ""
    quick = min(done, key=lambda lane: lane.clock_s)
    slow = max(right, key=lambda lane: lane.clock_s)
    if slow is quick:
        return "", ""
    times = slow.clock_s / quick.clock_s
    text = f"{times:.1f}×"
    if not slow.done:
        return (
            text,
            f"{slow.mode.name} has taken {times:.1f} times as long as {quick.mode.name}, so far",
        )
    if round(times, 1) == 1.0:
        return text, f"{slow.mode.name} takes as long as {quick.mode.name}"
    return text, f"{slow.mode.name} takes {times:.1f} times as long as {quick.mode.name}"


HINT = "Where is the master, and who waits for whom?"
"""What stands where the factor is going to."""
WHERE_KEYS_ARE = " The keys are at the bottom."


def factor_lines(session: Session, width: int, height: int) -> list[Line]:
    """Return the factor, written large where there are the rows for it, and what it means."""
    text, words = factor(session)
    ascii_ = session.glyphs.ascii
    if ascii_:
        text = text.replace("×", "x")
    if not text:
        hint = HINT if session.projector else HINT + WHERE_KEYS_ARE
        return [[]] * (height // 2) + [[(f"  {hint}", "dim")]]
    if not (scale := largest_scale(text.replace("x", ""), width // 2, height, ascii_)):
        return [[(f" {text}  ", "factor"), (words, "strong")]]
    rows = large(text.replace("x", " "), scale, ascii_)
    padding = max(0, (width - len(rows[0]) - len(words) - 4) // 2) * " "
    lines: list[Line] = [[(f"{padding}  {row}", "factor")] for row in rows]
    middle = len(lines) // 2
    if len(rows[0]) + len(words) + 4 <= width:
        lines[middle] = [*lines[middle], (f"  {words}", "strong")]
    elif len(lines) < height:
        lines.append([(words, "strong")])
    return lines


_BUTTONS = (
    (" |< ", "start"),
    (" -1 ", "step_back"),
    (" >  ", "play"),
    (" +1 ", "step"),
    (" >| ", "end"),
)
_PAUSE = " || "


def button_at(x: int) -> str | None:
    """Return the action of the button at this column, or None."""
    column = 1
    for text, action in _BUTTONS:
        if column <= x < column + len(text):
            return action
        column += len(text)
    return None


def transport(playhead: Playhead, width: int, glyphs: Glyphs) -> tuple[list[Line], int, int]:
    """Return the line with the buttons and the playhead; then the column and the columns of its track."""
    line: Line = [(" ", "")]
    line += [
        (_PAUSE if action == "play" and playhead.playing else text, "button")
        for text, action in _BUTTONS
    ]
    left = 1 + sum(len(text) for text, _ in _BUTTONS) + 1
    clock = f" {clock_text(playhead.time)} of {duration(playhead.end_s)} "
    track = max(0, width - left - len(clock))
    end = playhead.end_s
    at = min(track, int(track * playhead.time / end)) if end else 0
    line += [
        (" ", ""),
        (glyphs.bar_runs * at, "run"),
        (glyphs.bar_empty * (track - at), "dim"),
        (clock, ""),
    ]
    return [line], left, track
