"""Texts in a picture: how wide they are at the most, and where they are folded."""

from xml.sax.saxutils import escape

# Advance widths of DejaVu Sans, in hundredths of its size, rounded up; other fonts of the list are narrower.
_WIDTHS = {
    **dict.fromkeys("ijlI'|!.,:; J", 33),
    **dict.fromkeys('ft()[]-"/\\r', 42),
    **dict.fromkeys("abcdeghknopqsuvxyz0123456789*?_FLEPSTYZ$#", 64),
    **dict.fromkeys("ABCDGHKNOQRUVX&+<>=~^", 84),
    **dict.fromkeys("mMwW%@", 100),
}
_OTHER = 100


def width(text: str, size: float) -> float:
    """Return how wide a text is at the most, in the unit of its font's size."""
    return sum(_WIDTHS.get(letter, _OTHER) for letter in text) * size / 100


def folded(text: str, size: float, room: float, most: int = 3) -> list[str]:
    """Return a text wrapped to the room it has; what is beyond `most` lines is cut, with "…"."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".lstrip()
        if width(longer, size) <= room or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    kept = lines[:most]
    if len(lines) > most:
        kept[-1] += " …"
    return [_cut(line, size, room) for line in kept]


def _cut(text: str, size: float, room: float) -> str:
    if width(text, size) <= room:
        return text
    while text and width(text + "…", size) > room:
        text = text[:-1]
    return text + "…"


def element(x: float, y: float, text: str, size: float, anchor: str = "start") -> str:
    """Return a line of text, standing on `y`."""
    place = "" if anchor == "start" else f' text-anchor="{anchor}"'
    return f'<text x="{x:g}" y="{y:g}" font-size="{size:g}"{place}>{in_xml(text)}</text>'


def in_xml(text: str) -> str:
    """Return a text as it stands in XML, without what XML cannot hold."""
    return escape("".join(letter if letter.isprintable() else "?" for letter in text))
