"""Containers that their children cover: of themselves only the plain ground is drawn, which is cheap."""

from typing import ClassVar

from textual.containers import Grid, Horizontal, Vertical
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import ContentSwitcher


class PlainGround(Widget):
    """A widget of which nothing is to be seen but its ground: no border, no title, no text.

    Among bases it stands last: Textual takes the styles of the first.
    """

    BLANK: ClassVar[bool] = True

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw the ground, without its colour where there are to be none."""
        strips = super().render_lines(crop)
        for each in self.get_line_filters():
            ground = self.background_colors[1]
            strips = [strip.apply_filter(each, ground) for strip in strips]
        return strips


class PlainGrid(Grid, PlainGround):
    """A grid."""


class PlainRow(Horizontal, PlainGround):
    """Widgets beside one another."""


class PlainColumn(Vertical, PlainGround):
    """Widgets below one another."""


class PlainSwitcher(ContentSwitcher, PlainGround):
    """Widgets of which one is seen at a time."""
