"""Contrast: computed as the Web Content Accessibility Guidelines define it, for every theme.

https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio and #dfn-relative-luminance.
"""

from collections.abc import Iterator

import pytest
from rich.color import Color, ColorSystem
from rich.color_triplet import ColorTriplet
from rich.style import Style
from textual.filter import monochrome_style
from textual.theme import Theme

from simul.tui.boards.palette import SQUARES_OF_SIXTEEN
from simul.tui.style.glyphs import ASCII, UNICODE
from simul.tui.style.themes import PIECES, SQUARES, TEXT, THEMES, VARIABLES

VGA = (
    *("#000000", "#aa0000", "#00aa00", "#aa5500", "#0000aa", "#aa00aa", "#00aaaa", "#aaaaaa"),
    *("#555555", "#ff5555", "#55ff55", "#ffff55", "#5555ff", "#ff55ff", "#55ffff", "#ffffff"),
)
"""The 16 colours of the first of these terminals, the darkest that are met."""

each_theme = pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)


def luminance(colour: ColorTriplet) -> float:
    def linear(part: int) -> float:
        share = part / 255
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    red, green, blue = map(linear, colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: ColorTriplet, other: ColorTriplet) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def seen_in(colour: str, system: ColorSystem) -> ColorTriplet:
    """What a terminal with so many colours makes of one."""
    return Color.parse(colour).downgrade(system).get_truecolor()


def exactly(colour: str) -> ColorTriplet:
    return seen_in(colour, ColorSystem.TRUECOLOR)


WHITE, BLACK = exactly("#ffffff"), exactly("#000000")


def grey(colour: str) -> ColorTriplet:
    """What is seen of it where NO_COLOR is set."""
    seen = monochrome_style(Style(color=colour)).color
    assert seen is not None
    return seen.get_truecolor()


def grounds(theme: Theme) -> list[str]:
    return [str(theme.background), str(theme.surface), str(theme.panel)]


def text_on_ground(theme: Theme) -> Iterator[tuple[str, str, str]]:
    """Every text with its ground: its name, and both colours."""
    own = {name: theme.variables[name] for name in TEXT}
    generated = theme.to_color_system().generate()
    others = {
        name: generated[name]
        for name in ("foreground", "footer-key-foreground", "footer-description-foreground")
    }
    for name, colour in {**own, **others}.items():
        for ground in grounds(theme):
            yield name, colour, ground
    yield "board-here-text", theme.variables["board-here-text"], theme.variables["board-here"]


def least(theme: Theme) -> float:
    return 4.5 if theme.name == "simul-contrast" else 3.0


@each_theme
def test_every_theme_has_every_colour(theme: Theme) -> None:
    assert set(theme.variables) == set(VARIABLES)
    assert all((theme.background, theme.surface, theme.panel))


@each_theme
@pytest.mark.parametrize("system", [ColorSystem.TRUECOLOR, ColorSystem.EIGHT_BIT])
def test_text_stands_out_from_its_ground(theme: Theme, system: ColorSystem) -> None:
    for name, text, ground in text_on_ground(theme):
        found = contrast(seen_in(text, system), seen_in(ground, system))
        assert found >= least(theme), f"{name} on {ground}: {found:.2f}"


@each_theme
@pytest.mark.parametrize("square", SQUARES)
@pytest.mark.parametrize("piece", PIECES)
def test_pieces_stand_out_from_every_square(theme: Theme, piece: str, square: str) -> None:
    colours = theme.variables[piece], theme.variables[square]
    exact, of_256 = (
        contrast(seen_in(colours[0], system), seen_in(colours[1], system))
        for system in (ColorSystem.TRUECOLOR, ColorSystem.EIGHT_BIT)
    )
    assert exact >= least(theme)
    assert of_256 >= 3.0  # there are too few greys for more


@each_theme
def test_the_sides_differ_in_more_than_hue(theme: Theme) -> None:
    white, black = (exactly(theme.variables[name]) for name in PIECES)
    assert luminance(white) > 0.9
    assert luminance(black) < 0.01


@each_theme
def test_light_and_dark_squares_can_be_told_apart(theme: Theme) -> None:
    light, dark = (exactly(theme.variables[name]) for name in SQUARES[:2])
    if theme.name == "simul-contrast":  # by hue alone: one is blue, the other is not
        assert light[2] - light[0] > 60
        assert dark[0] > dark[2]
    else:
        assert contrast(light, dark) > 1.5


@each_theme
def test_without_colours_all_is_grey_and_stands_out(theme: Theme) -> None:
    for name, text, ground in text_on_ground(theme):
        assert contrast(grey(text), grey(ground)) >= 3.0, name
    for piece in PIECES:
        for square in SQUARES:
            assert contrast(grey(theme.variables[piece]), grey(theme.variables[square])) >= 3.0


def of_sixteen(colour: str) -> list[ColorTriplet]:
    """What a colour becomes where there are 16: on an old terminal, and on a common one."""
    reduced = Color.parse(colour).downgrade(ColorSystem.STANDARD)
    assert reduced.number is not None
    return [exactly(VGA[reduced.number]), reduced.get_truecolor()]


@each_theme
def test_sixteen_colours_are_enough_for_text(theme: Theme) -> None:
    for name, text, ground in text_on_ground(theme):
        for pair in zip(of_sixteen(text), of_sixteen(ground), strict=True):
            assert contrast(*pair) >= 3.0, name


def test_with_sixteen_colours_shapes_tell_the_sides_apart() -> None:
    for square in SQUARES_OF_SIXTEEN:
        old, common = of_sixteen(square)
        assert old == exactly(square)  # it is one of them
        assert contrast(WHITE, old) >= 3.0
        assert contrast(BLACK, old) >= 2.8  # short of 3 on the old one's bright black alone
        assert contrast(BLACK, common) >= 3.0
    for glyphs in (UNICODE, ASCII):
        assert not set(glyphs.outlined) & set(glyphs.solid)


def test_black_on_white_is_21_and_a_colour_on_itself_is_1() -> None:
    assert contrast(BLACK, WHITE) == pytest.approx(21)
    assert contrast(exactly("#123456"), exactly("#123456")) == 1
    assert luminance(exactly("#ff0000")) == pytest.approx(0.2126)
