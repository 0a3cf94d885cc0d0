"""Notices: where they stand, how long, and that no picture has them."""

import asyncio
from pathlib import Path

import pytest
from textual.widgets._toast import Toast

from tests.tui.driven import Driven, hall
from tests.tui.halls import WAIT_S, polgar

pytestmark = pytest.mark.slow


async def until_seen(driven: Driven, words: str) -> None:
    """Wait until a notice with these words is drawn."""
    async with asyncio.timeout(WAIT_S):
        while words not in driven.text():
            await driven.pilot.pause()


@pytest.mark.parametrize("key", ["f", "escape", "h"])
async def test_the_projector_view_says_how_to_leave_it(key: str) -> None:
    async with hall(at_s=130.0, notices=True) as driven:
        await driven.press("f")
        await until_seen(driven, "f, h, esc: back")
        assert [toast._timeout for toast in driven.app.screen.query(Toast)] == [
            pytest.approx(5.0, abs=1.0)
        ]
        await driven.press(key)
        assert not driven.session.projector
        await until_seen(driven, "Timeline")
        assert "back" not in driven.text()


async def test_a_key_that_was_remapped_is_named_as_it_is_now() -> None:
    async with hall(notices=True, keys={"projector": "p"}) as driven:
        await driven.press("p")
        await until_seen(driven, "p, h, esc: back")


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_a_notice_leaves_the_playheads_clock_and_the_keys_to_be_seen(
    size: tuple[int, int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with hall(polgar(boards=3, pairs=2), at_s=100.0, size=size, notices=True) as driven:
        before = driven.text().splitlines()
        await driven.press("s")
        await until_seen(driven, "saved polgar-0h01m40s.svg")
        assert driven.text().splitlines()[-2:] == before[-2:]


async def test_a_picture_that_is_saved_has_no_notice_in_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with hall(polgar(boards=3, pairs=2), at_s=100.0, notices=True) as driven:
        driven.app.notify("a warning", severity="warning")
        await until_seen(driven, "a warning")
        await driven.press("s")
        await until_seen(driven, "saved polgar-0h01m40s.svg")
        assert "a warning" not in driven.text()
        await driven.press("s")
        await until_seen(driven, "saved polgar-0h01m40s-2.svg")
    first, second = (
        (tmp_path / f"polgar-0h01m40s{number}.svg").read_text() for number in ("", "-2")
    )
    assert "warning" not in first
    assert "saved" not in second
    assert "master" in second
