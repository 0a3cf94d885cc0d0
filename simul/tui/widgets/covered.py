"""Containers that their children cover: of themselves only the plain ground is drawn, which is cheap."""

from typing import ClassVar

from textual.containers import Grid, Horizontal, Vertical
from textual.widgets import ContentSwitcher


class CoveredGrid(Grid):
    """A grid."""

    BLANK: ClassVar[bool] = True


class CoveredRow(Horizontal):
    """Widgets beside one another."""

    BLANK: ClassVar[bool] = True


class CoveredColumn(Vertical):
    """Widgets below one another."""

    BLANK: ClassVar[bool] = True


class CoveredSwitcher(ContentSwitcher):
    """Widgets of which one is seen at a time."""

    BLANK: ClassVar[bool] = True
