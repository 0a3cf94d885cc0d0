"""Make the pictures that the manual shows: `python -m tests.tui.screenshots`."""

import asyncio

from simul.analysis.comparison import Comparison
from simul.files import asset
from simul.modes.registry import find_mode
from simul.saving import save
from simul.scenario.files import load_scenario
from simul.scenario.plan import make_plan
from simul.tui.app import HallApp
from simul.tui.screens.hall import HallScreen
from simul.tui.session.saving import svg_of

WAIT_S = 30.0
PICTURES = {
    # name: columns and rows, exhibition time in seconds, keys
    "hall": ((120, 44), 7310.0, ()),
    "code": ((120, 40), 1000.0, ("c",)),
}


async def picture(size: tuple[int, int], at_s: float, keys: tuple[str, ...], title: str) -> str:
    """Return what the hall shows of polgar, in sync and async, at a time and after some keys."""
    comparison = Comparison(make_plan(load_scenario("polgar", {})))
    app = HallApp(comparison, [find_mode("sync"), find_mode("async")], frames=False)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        app.session.playhead.playing = False
        app.session.playhead.wait_s = WAIT_S
        app.session.playhead.seek(at_s)
        for key in keys:
            await pilot.press(key)
        assert isinstance(app.screen, HallScreen)
        app.screen.stage.redraw()
        await pilot.pause()
        return svg_of(app, title)


def main() -> None:
    """Write each picture into assets/screenshots/."""
    for name, (size, at_s, keys) in PICTURES.items():
        svg = asyncio.run(picture(size, at_s, keys, "simul"))
        path = asset("screenshots") / f"{name}.svg"
        save(path, svg.encode(), overwrite=True)
        print(path.name)


if __name__ == "__main__":
    main()
