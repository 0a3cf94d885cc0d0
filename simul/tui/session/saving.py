"""Saving what is to be seen: a picture of the screen, and a recording of what has been played."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from textual.app import App

from simul.analysis.comparison import Comparison
from simul.formats.recording import write_recording
from simul.saving import NotSaved, save
from simul.tui.session.session import Session

LONGEST_NAME = 40
"""Most letters of a scenario's name in the name of a file: file systems take 255 bytes."""


def save_all(app: App[Any], session: Session, folder: Path) -> tuple[list[Path], str]:
    """Save a picture (SVG), and what has been played, into a folder, under names that are free.

    Returns the paths of what was saved, and what went wrong, "" where nothing did.
    """
    saved: list[Path] = []
    played = Comparison(session.comparison.plan)
    played.runs += [run for lane in session.lanes if (run := lane.played()) is not None]
    stem = free_stem(folder, session)
    picture, recording = folder / f"{stem}.svg", folder / f"{stem}.simul"
    try:
        save(picture, svg_of(app, stem).encode())
        saved.append(picture)
        if played.runs:
            write_recording(played, recording)
            saved.append(recording)
    except NotSaved as error:
        return saved, str(error)
    return saved, ""


def once_without_notices(app: App[Any], then: Callable[[], None]) -> None:
    """Take all notices down, and call `then` when the screen has been drawn without them."""
    app.clear_notifications()
    app.screen.refresh(layout=True)  # that it is called after, whoever else is still to be drawn
    app.screen.call_after_refresh(then)


def svg_of(app: App[Any], title: str) -> str:
    """Return a picture of the screen as SVG, which needs nothing from the network: no web font."""
    return re.sub(r"@font-face\s*\{.*?\}", "", app.export_screenshot(title=title), flags=re.DOTALL)


def free_stem(folder: Path, session: Session) -> str:
    """Return a file's name without ending, from the scenario and the time, that is not taken yet."""
    name = (
        re.sub(r"\W+", "-", session.comparison.plan.scenario.name)[:LONGEST_NAME].strip("-")
        or "simul"
    )
    seconds = int(session.playhead.time)
    stem = f"{name}-{seconds // 3600}h{seconds // 60 % 60:02}m{seconds % 60:02}s"
    number, free = 1, stem
    while any((folder / f"{free}{ending}").exists() for ending in (".svg", ".simul")):
        number += 1
        free = f"{stem}-{number}"
    return free
