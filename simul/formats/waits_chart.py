"""A histogram of how long opponents waited for the master, in SVG."""

from simul.analysis.run import Run
from simul.analysis.waits import counts, steps_for, waits_of
from simul.formats.picture.texts import element, in_xml
from simul.scenario.durations import duration

_WIDTH, _LEFT, _ROW, _SIZE = 640, 150, 26, 17
_BAR = 380
MOST_BARS = 9


def waits_svg(run: Run) -> str:
    """Return a bar for each length of time: how many waits were so long, and longer than the one above."""
    waits = waits_of(run.plan, run.trace)
    steps = steps_for(max(waits, default=0.0), MOST_BARS)
    found = counts(waits, steps)
    most = max(found) or 1
    title = f"How long opponents waited for the master in {run.mode.name}"
    drawn = []
    for index, (step, count) in enumerate(zip(steps, found, strict=True)):
        y = index * _ROW
        name = f"up to {duration(step)}" if step else "not at all"
        wide = _BAR * count / most
        drawn += [
            element(_LEFT - 8, y + 18, name, _SIZE, "end"),
            f'<rect x="{_LEFT}" y="{y + 3}" width="{wide:.1f}" height="{_ROW - 6}" fill="#0f3d78"/>',
            element(round(_LEFT + wide + 8, 1), y + 18, f"{count:,}", _SIZE),
        ]
    size = f"{_WIDTH} {_ROW * len(steps)}"
    return "\n".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size}" role="img" class="waits" '
            f'font-family="sans-serif" fill="#111">',
            f"<title>{in_xml(title)}</title>",
            *drawn,
            "</svg>",
        )
    )
