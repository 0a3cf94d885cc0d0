"""The timeline as a picture in PNG, twice as large as the SVG."""

from simul.files import asset
from simul.formats.picture.svg import timeline_svg
from simul.formats.result import Result

ZOOM = 2


def render(result: Result) -> bytes:
    """Return the picture. Its texts are in a font of ours, or of the system's where that lacks a letter."""
    import resvg_py

    return resvg_py.svg_to_bytes(
        svg_string=timeline_svg(result.comparison),
        zoom=ZOOM,
        font_files=[str(asset("fonts/DejaVuSans.ttf"))],
        sans_serif_family="DejaVu Sans",
    )
