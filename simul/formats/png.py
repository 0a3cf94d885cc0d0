"""The timeline as a picture in PNG, twice as large as the SVG."""

from importlib.util import find_spec

from simul.analysis.comparison import Comparison
from simul.files import asset
from simul.formats.picture.svg import timeline_svg

INSTALL = "pip install 'chess-simul[png]'"
"""How to get what draws it."""
ZOOM = 2


def missing() -> str | None:
    """Return what is missing to make such a picture, and how to get it; None where nothing is."""
    return None if find_spec("resvg_py") else f"a PNG needs resvg-py: {INSTALL}"


def as_png(comparison: Comparison) -> bytes:
    """Return the picture. Its texts are in a font of ours, or of the system's where that lacks a letter."""
    import resvg_py

    return resvg_py.svg_to_bytes(
        svg_string=timeline_svg(comparison),
        zoom=ZOOM,
        font_files=[str(asset("fonts/DejaVuSans.ttf"))],
        sans_serif_family="DejaVu Sans",
    )
